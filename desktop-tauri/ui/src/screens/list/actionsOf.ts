/** What a view does to messages that an action takes: whether they leave it, or are shown in another folder. */
import type { Accounts } from '../../lib/accounts.svelte';
import { leaving, STAYS, type Effect } from '../../lib/actions.svelte';
import type { AccountId, ListRow, Mailbox, MailboxId, MessageId, Role, View } from '../../lib/types';

export type RowAction = 'archive' | 'delete' | 'flag' | 'read';

/** The role of the mailbox or mailboxes a view shows; null for others, for Flagged and for a search. */
export function roleOf(view: View, mailbox: (id: MailboxId) => Mailbox | undefined): Role | null {
  if (view.view === 'role') return view.role;
  return view.view === 'mailbox' ? (mailbox(view.mailbox)?.role ?? null) : null;
}

/** Whether messages that go to `to` (a role, or a folder) are gone from a view that shows folders. */
function leaves(view: Exclude<View, { view: 'search' }>, role: Role | null, to: Role | MailboxId): boolean {
  switch (view.view) {
    case 'mailbox':
      return typeof to === 'number' ? to !== view.mailbox : to !== role || to === 'trash';
    case 'role':
      return to !== view.role || to === 'trash';
    case 'flagged':
      return to === 'trash' || to === 'junk';
  }
}

/** The folder of an account that messages go to; undefined where it has none yet. */
function folderOf(accounts: Accounts, account: AccountId, to: Role | MailboxId): Mailbox | undefined {
  if (typeof to === 'number') return accounts.byId(to);
  return accounts.of(account, to) ?? (to === 'archive' ? accounts.of(account, 'all') : undefined);
}

interface Shown {
  view: View;
  /** The folders that a search looks in; null for everywhere. */
  searched: readonly MailboxId[] | null;
  /** The rows of the messages, as far as they are known. */
  rows: readonly ListRow[];
  /** The folder a message is in with what was done before. */
  mailboxOf: (id: MessageId, mailbox: MailboxId) => MailboxId;
}

/**
 * What an action does to the rows of a view. A search looks in all folders, Trash too, so what it found stays found
 * and only its folder changes, unless the query names folders or the message goes for good.
 */
export function effectOf(
  { view, searched, rows, mailboxOf }: Shown,
  accounts: Accounts,
  ids: readonly MessageId[],
  to: Role | MailboxId,
): Effect {
  if (view.view !== 'search' && leaves(view, roleOf(view, accounts.byId), to)) return leaving(ids);
  const gone = new Set<MessageId>();
  const moved = new Map<MessageId, MailboxId>();
  for (const { row, ids: members } of rows) {
    const here = mailboxOf(row.id, row.mailbox);
    const target = folderOf(accounts, row.account, to)?.id;
    const forGood = to === 'trash' && accounts.byId(here)?.role === 'trash';
    const out = target !== here && searched !== null && (target === undefined || !searched.includes(target));
    for (const id of members) {
      if (view.view === 'search' && (forGood || out)) gone.add(id);
      else if (target !== undefined && target !== here) moved.set(id, target);
    }
  }
  return gone.size + moved.size === 0 ? STAYS : { gone, moved };
}
