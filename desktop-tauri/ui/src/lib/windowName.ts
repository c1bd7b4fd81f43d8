/** How far back mail is kept, in words. */
import type { Window } from './types';
import { t } from './words';

export function windowName(window: Window): string {
  if (window === 'all') return t('window-all');
  const days = Number.parseInt(window, 10);
  return days === 365 ? t('window-year') : t('window-days', { days });
}
