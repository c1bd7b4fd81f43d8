/** How much of a list is on this device, and the next wider window for its mailboxes. */
import type { App } from '../../lib/app.svelte';
import type { Account, Mailbox, Window } from '../../lib/types';
import { WINDOWS, windowName } from '../../lib/windowName';
import { t } from '../../lib/words';

export interface Kept {
  /** The window that all the mailboxes have; null where they differ. */
  window: Window | null;
  older: number;
  /** The next wider window; null where everything is here. */
  wider: Window | null;
  mailboxes: readonly Mailbox[];
}

export function keptOf(mailboxes: readonly Mailbox[], account: (id: number) => Account | undefined): Kept {
  const narrow = mailboxes.filter(({ older_on_server }) => older_on_server > 0);
  const windows = narrow.map((box) => box.window ?? account(box.account)?.window ?? 'all');
  const widest = Math.max(-1, ...windows.map((window) => WINDOWS.indexOf(window)));
  return {
    window: new Set(windows).size === 1 ? (windows[0] ?? null) : null,
    older: narrow.reduce((sum, { older_on_server }) => sum + older_on_server, 0),
    wider: narrow.length === 0 ? null : (WINDOWS[widest + 1] ?? null),
    mailboxes: narrow,
  };
}

/** Keeps more of these mailboxes, in one click; the notice takes it back. */
export async function widen({ core, notices, accounts }: App, { mailboxes, wider }: Kept): Promise<void> {
  if (wider === null) return;
  const before = mailboxes.map(({ id, window }) => ({ id, window }));
  const set = async (to: (before: Window | null) => Window | null): Promise<void> => {
    for (const { id, window } of before) await core.setMailboxWindow(id, to(window));
    await accounts.load();
  };
  try {
    await set(() => wider);
    notices.say({
      text: t('list-widened', { window: windowName(wider) }),
      action: { label: t('undo'), run: () => set((window) => window) },
    });
  } catch (error) {
    notices.problem(error);
  }
}
