import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { App } from '../../lib/app.svelte';
import { FAKE_NOW, fakeCore, type FakeCore } from '../../lib/fakeCore';
import type { Mailbox, Role } from '../../lib/types';
import type { MenuEntry } from '../../parts/menu';
import Dialogs from '../shell/Dialogs.svelte';
import { folderMenu } from './folderMenu';
import { rowsOf } from './tree';

interface Made {
  core: FakeCore;
  app: App;
  box: (role: Role) => Mailbox;
  entry: (key: string, id: string) => MenuEntry;
  entries: (key: string) => MenuEntry[];
}

async function made(): Promise<Made> {
  const core = fakeCore();
  const app = new App(core, FAKE_NOW);
  await app.accounts.load();
  const box = (role: Role): Mailbox => app.accounts.of(1, role)!;
  const entries = (key: string): MenuEntry[] => {
    const { list, mailboxes, status } = app.accounts;
    const rows = rowsOf({ accounts: list ?? [], mailboxes, status, drafts: 0, waiting: 0, folded: new Set() });
    const row = rows.find((each) => each.key === key || each.mailbox === Number(key))!;
    return folderMenu(app, row, vi.fn()).filter((item) => item !== 'line');
  };
  const entry = (key: string, id: string): MenuEntry => entries(key).find((each) => each.id === id)!;
  return { core, app, box, entry, entries };
}

test('all of a folder is marked as read, and can be taken back', async () => {
  const { core, app, box, entry } = await made();
  const { id, unread } = box('inbox');
  expect(unread).toBeGreaterThan(0);
  entry(String(id), 'folder-read').run();
  await vi.waitFor(async () => expect(await core.listIds({ view: 'mailbox', mailbox: id }, true)).toEqual([]));
  await app.accounts.load();
  expect(entry(String(id), 'folder-read').disabled).toBe(true);
  await app.actions.undoLast();
  expect(await core.listIds({ view: 'mailbox', mailbox: id }, true)).toHaveLength(unread);
});

test('all inboxes are marked as read together', async () => {
  const { core, entry } = await made();
  entry('inbox', 'folder-read').run();
  await vi.waitFor(async () => expect(await core.listIds({ view: 'role', role: 'inbox' }, true)).toEqual([]));
});

test('a folder gets a window of its own, and follows its account again', async () => {
  const { app, box, entry, entries } = await made();
  const id = String(box('archive').id);
  const checked = (): string[] => entries(id).flatMap((each) => (each.checked === true ? [each.id] : []));
  expect(checked()).toEqual(['folder-window-account']);
  entry(id, 'folder-window-90d').run();
  await vi.waitFor(() => expect(checked()).toEqual(['folder-window-90d']));
  entry(id, 'folder-window-account').run();
  await vi.waitFor(() => expect(app.accounts.byId(Number(id))?.window).toBeNull());
});

test('Trash is emptied after a question only', async () => {
  const { core, app, box, entry } = await made();
  const archived = await core.listIds({ view: 'mailbox', mailbox: box('inbox').id }, false);
  await core.delete(archived.slice(0, 3));
  await app.accounts.load();
  const trash = box('trash');
  entry(String(trash.id), 'folder-empty').run();
  render(Dialogs, { app, from: null, without: null, onMove: vi.fn(), onCopy: vi.fn(), onGo: vi.fn() });
  expect((await screen.findByRole('dialog')).textContent).toContain('for good');
  expect((await core.listIds({ view: 'mailbox', mailbox: trash.id }, false)).length).toBe(trash.local);
  await fireEvent.click(screen.getByRole('button', { name: 'Delete for good' }));
  await vi.waitFor(async () => expect(await core.listIds({ view: 'mailbox', mailbox: trash.id }, false)).toEqual([]));
  expect(app.dialog).toBeNull();
});

test('what is in Junk goes to Trash without a question', async () => {
  const { core, app, box, entry } = await made();
  await core.junk((await core.listIds({ view: 'mailbox', mailbox: box('inbox').id }, false)).slice(0, 2), true);
  await app.accounts.load();
  const ids = await core.listIds({ view: 'mailbox', mailbox: box('junk').id }, false);
  entry(String(box('junk').id), 'folder-empty').run();
  await vi.waitFor(async () =>
    expect(await core.listIds({ view: 'mailbox', mailbox: box('trash').id }, false)).toEqual(
      expect.arrayContaining(ids),
    ),
  );
  expect(app.dialog).toBeNull();
});

test('other folders cannot be emptied, an account can be synced', async () => {
  const { box, entries } = await made();
  expect(entries(String(box('inbox').id)).map(({ id }) => id)).not.toContain('folder-empty');
  const [heading] = entries('account:1');
  expect(heading?.id).toBe('sync');
});
