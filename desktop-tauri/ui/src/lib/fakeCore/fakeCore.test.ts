import { expect, test } from 'vitest';
import { fakeCore } from '.';
import { viewKey } from '../nav.svelte';
import type { View } from '../types';

const inbox: View = { view: 'role', role: 'inbox' };
const first = {
  view: inbox,
  threaded: true,
  unread_only: false,
  from: { from: 'offset', offset: 0 },
  limit: 50,
} as const;

test('the fake mailbox is the same on every start', async () => {
  const [one, two] = [await fakeCore().list(first), await fakeCore().list(first)];
  expect(one).toEqual(two);
  expect(one.total).toBeGreaterThan(80);
});

test('an archived message leaves the inbox, and undo brings it back', async () => {
  const core = fakeCore();
  const before = await core.list(first);
  const events: string[] = [];
  core.onEvent(({ event }) => events.push(event));
  const action = await core.archive(before.rows[0]!.ids);
  expect((await core.list(first)).total).toBe(before.total - 1);
  expect(events).toContain('mailbox_changed');
  await core.undo(action.id);
  expect(await core.list(first)).toEqual(before);
});

test('a search finds by operator', async () => {
  const found = await fakeCore().list({ ...first, view: { view: 'search', query: 'from:ada is:flagged' } });
  expect(found.rows.every(({ flagged }) => flagged)).toBe(true);
  expect(viewKey({ view: 'search', query: 'x' })).toBe('search:x');
});

test('a closed profile refuses every command with the same error', async () => {
  await expect(fakeCore({ closed: true }).accounts()).rejects.toMatchObject({ kind: 'locked' });
});
