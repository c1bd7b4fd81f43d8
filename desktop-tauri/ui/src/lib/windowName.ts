/** How far back mail is kept, in words. */
import type { Window } from './types';
import { t } from './words';

/** The windows that can be chosen, the shortest first. */
export const WINDOWS: readonly Window[] = ['1d', '3d', '7d', '14d', '30d', '90d', '365d', 'all'];

export function windowName(window: Window): string {
  if (window === 'all') return t('window-all');
  const days = Number.parseInt(window, 10);
  return days === 365 ? t('window-year') : t('window-days', { days });
}
