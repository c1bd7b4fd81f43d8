/** Folders to choose from, by typing: those of one account first, their way and account said. */
import type { Account, AccountId, Mailbox } from '../../lib/types';
import { folderName } from '../../lib/folderName';
import { fitting } from '../../lib/matching';

export interface FolderItem {
  id: string;
  mailbox: Mailbox;
  name: string;
  account: string;
}

export function folderItems(
  mailboxes: readonly Mailbox[],
  accounts: readonly Account[],
  first: AccountId | null,
  query: string,
): FolderItem[] {
  const items = mailboxes
    .filter(({ selectable }) => selectable)
    .map((mailbox) => ({
      id: String(mailbox.id),
      mailbox,
      name: folderName(mailbox),
      account: accounts.find(({ id }) => id === mailbox.account)?.address ?? '',
    }))
    .sort((a, b) => Number(b.mailbox.account === first) - Number(a.mailbox.account === first));
  return fitting(items, ({ name, account }) => `${name} ${account}`, query);
}
