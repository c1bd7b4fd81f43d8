/** What can be done with a folder of the sidebar. */
import { leaving, READ, STAYS } from '../../lib/actions.svelte';
import type { App } from '../../lib/app.svelte';
import type { Mailbox, View, Window } from '../../lib/types';
import { WINDOWS, windowName } from '../../lib/windowName';
import { t } from '../../lib/words';
import { commandEntry, type MenuItem } from '../../parts/menu';
import type { TreeRow } from './tree';

export function folderMenu(app: App, row: TreeRow, open: () => void): MenuItem[] {
  const { commands, accounts } = app;
  if (row.heading) return [commandEntry(commands, 'sync', 'sync'), commandEntry(commands, 'settings', 'settings')];
  const box = row.mailbox === null ? undefined : accounts.byId(row.mailbox);
  const view = row.place?.place === 'view' ? row.place.view : null;
  return [
    { id: 'folder-open', label: t('cmd-open'), icon: 'open', disabled: row.place === null, run: open },
    ...(view === null ? [] : [markRead(app, view, row.counts === 'unread' && row.count > 0)]),
    ...(box === undefined ? [] : [...emptying(app, box), ...windows(app, box)]),
  ];
}

function markRead(app: App, view: View, any: boolean): MenuItem {
  const run = async (): Promise<void> => app.actions.flag(await app.core.listIds(view, true), READ);
  return {
    id: 'folder-read',
    label: t('folder-mark-read'),
    icon: 'read',
    // Flagged counts nothing: whether something there is unread is not known before it is asked for.
    disabled: !any && view.view !== 'flagged',
    run: () => void run().catch((error: unknown) => app.notices.problem(error)),
  };
}

/** What is deleted from Junk goes to Trash and can come back; from Trash it is gone, so that is asked first. */
function emptying(app: App, box: Mailbox): MenuItem[] {
  if (box.role !== 'trash' && box.role !== 'junk') return [];
  const forGood = box.role === 'trash';
  return [
    {
      id: 'folder-empty',
      label: t(forGood ? 'folder-empty-trash' : 'folder-empty-junk'),
      icon: 'trash',
      danger: forGood,
      disabled: box.local === 0,
      run: () => {
        if (forGood) app.dialog = { dialog: 'empty', mailbox: box.id };
        else void empty(app, box);
      },
    },
  ];
}

/** Deletes everything that is here of a folder. */
export async function empty(app: App, box: Mailbox): Promise<void> {
  try {
    const ids = await app.core.listIds({ view: 'mailbox', mailbox: box.id }, false);
    const effect = shows(app.nav.view, box) ? leaving(ids) : STAYS;
    await app.actions.delete({ ids, rows: ids.length, threads: false }, effect);
  } catch (error) {
    app.notices.problem(error);
  }
}

function shows(view: View | null, box: Mailbox): boolean {
  if (view?.view === 'mailbox') return view.mailbox === box.id;
  return view?.view === 'role' && view.role === box.role;
}

/** How far back the folder is kept, as in the settings. */
function windows(app: App, box: Mailbox): MenuItem[] {
  const choose = async (window: Window | null): Promise<void> => {
    await app.core.setMailboxWindow(box.id, window);
    await app.accounts.load();
  };
  const entry = (window: Window | null, name: string): MenuItem => ({
    id: `folder-window-${window ?? 'account'}`,
    label: t('folder-window', { window: name }),
    checked: box.window === window,
    run: () => void choose(window).catch((error: unknown) => app.notices.problem(error)),
  });
  const account = app.accounts.account(box.account)?.window ?? 'all';
  return [
    'line',
    entry(null, t('window-account', { window: windowName(account) })),
    ...WINDOWS.map((window) => entry(window, windowName(window))),
  ];
}
