/** A folder's name in words: its role's name, else its own with the levels apart. */
import type { Mailbox } from './types';
import { t } from './words';

export function folderName({ role, name, separator }: Mailbox): string {
  if (role !== null) return t(`role-${role}`);
  return separator === null ? name : name.split(separator).join(' / ');
}
