import { expect, test } from 'vitest';
import { fakeCore } from '../../lib/fakeCore';
import type { AccountStatus, Mailbox } from '../../lib/types';
import { stripOf } from './strip';
import { rowsOf, treeOf } from './tree';

const box = (name: string, more: Partial<Mailbox> = {}): Mailbox => ({
  id: name.length,
  account: 1,
  name,
  separator: '/',
  role: null,
  selectable: true,
  subscribed: true,
  window: null,
  total: 0,
  unread: 0,
  local: 0,
  older_on_server: 0,
  uidvalidity: 1,
  ...more,
});

async function shown(folded: string[] = [], waiting = 0) {
  const core = fakeCore();
  const accounts = await core.accounts();
  const mailboxes = (await Promise.all(accounts.map(({ id }) => core.mailboxes(id)))).flat();
  const status = await core.status();
  return { rows: rowsOf({ accounts, mailboxes, status, drafts: 1, waiting, folded: new Set(folded) }), mailboxes };
}

test('folders with a role come first, the rest by name', () => {
  const tree = treeOf([box('Zoo'), box('Trash', { role: 'trash' }), box('INBOX', { role: 'inbox' }), box('Ant')]);
  expect(tree.map(({ name }) => name)).toEqual(['Inbox', 'Trash', 'Ant', 'Zoo']);
});

test('a folder stands below its parent, also where the server does not list that', () => {
  const [parent] = treeOf([box('Work/2026/May')]);
  expect(parent).toMatchObject({ name: 'Work', box: null });
  expect(parent?.children[0]?.children[0]).toMatchObject({ name: 'May', box: { name: 'Work/2026/May' } });
});

test('a role stands on the first level wherever the server keeps it', () => {
  expect(treeOf([box('INBOX/Sent', { role: 'sent' })])[0]).toMatchObject({ name: 'Sent', children: [] });
});

test('all inboxes count what is unread in each', async () => {
  const { rows, mailboxes } = await shown();
  const unread = mailboxes.filter(({ role }) => role === 'inbox').reduce((sum, each) => sum + each.unread, 0);
  expect(rows[0]).toMatchObject({ key: 'inbox', count: unread, counts: 'unread' });
});

test('the outbox is there while something waits in it', async () => {
  expect((await shown()).rows.some(({ key }) => key === 'outbox')).toBe(false);
  expect((await shown([], 2)).rows.find(({ key }) => key === 'outbox')).toMatchObject({ count: 2, counts: 'all' });
});

test('a folded account hides its folders and shows its unread mail', async () => {
  const { rows } = await shown(['account:1']);
  expect(rows.find(({ key }) => key === 'account:1')).toMatchObject({ expanded: false });
  expect(rows.some(({ key }) => key.startsWith('folder:1:'))).toBe(false);
});

test('a folder that holds no messages is no target', async () => {
  const { rows } = await shown();
  expect(rows.find(({ name }) => name === 'Projects')).toMatchObject({ mailbox: null, place: null });
});

test('the strip says the most important thing', async () => {
  const accounts = await fakeCore().accounts();
  const status = (change: Partial<AccountStatus>[]): AccountStatus[] =>
    accounts.map(({ id }, at) => ({
      account: id,
      mode: 'push',
      why: '',
      syncing: false,
      synced: 1000 + at,
      problem: null,
      ...change[at],
    }));
  const none = new Map();
  const refused = { kind: 'sign_in', reason: 'refused', next: 'again' };
  expect(stripOf(accounts, status([]), none)).toEqual({ strip: 'upToDate', at: 1002 });
  expect(stripOf(accounts, status([{ syncing: true }]), none)).toMatchObject({ strip: 'syncing', progress: null });
  expect(stripOf(accounts, status([{ mode: 'offline' }, { mode: 'offline' }, { mode: 'offline' }]), none)).toEqual({
    strip: 'offline',
  });
  const full = { kind: 'storage', reason: 'The disk is full.', next: 'Free some space.' };
  const stuck = { mode: 'offline', problem: full } as const;
  expect(stripOf(accounts, status([stuck, stuck, stuck]), none)).toMatchObject({
    strip: 'problem',
    reason: 'The disk is full.',
    next: 'Free some space.',
  });
  expect(stripOf(accounts, status([{ syncing: true }, { problem: refused }]), none)).toMatchObject({
    strip: 'signIn',
    account: { id: 2 },
  });
});
