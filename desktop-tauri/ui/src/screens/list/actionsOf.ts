/** What a view does to messages that an action takes: whether they leave it. */
import type { Mailbox, MailboxId, Role, View } from '../../lib/types';

export type RowAction = 'archive' | 'delete' | 'flag' | 'read';

/** The role of the mailbox or mailboxes a view shows; null for others, for Flagged and for a search. */
export function roleOf(view: View, mailbox: (id: MailboxId) => Mailbox | undefined): Role | null {
  if (view.view === 'role') return view.role;
  return view.view === 'mailbox' ? (mailbox(view.mailbox)?.role ?? null) : null;
}

/** Whether messages that go to `to` (a role, or a folder) are gone from the view. */
export function leaves(view: View, role: Role | null, to: Role | MailboxId): boolean {
  switch (view.view) {
    case 'mailbox':
      return typeof to === 'number' ? to !== view.mailbox : to !== role || to === 'trash';
    case 'role':
      return to !== view.role || to === 'trash';
    case 'flagged':
      return to === 'trash' || to === 'junk';
    case 'search':
      return false;
  }
}
