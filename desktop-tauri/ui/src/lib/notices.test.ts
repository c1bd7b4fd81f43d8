import { expect, test, vi } from 'vitest';
import { Notices } from './notices.svelte';

test('news replaces news, a problem waits', () => {
  const notices = new Notices();
  notices.problem({ kind: 'storage', reason: 'The disk is full.', next: 'Free some space.' });
  notices.say({ text: 'Archived 1' });
  notices.say({ text: 'Archived 2' });
  expect(notices.queue.map(({ text }) => text)).toEqual(['Archived 2', 'The disk is full.']);
  notices.shown(notices.head!.id);
  expect(notices.head).toMatchObject({ tone: 'problem', next: 'Free some space.', seconds: null });
});

test('the same problem is said once', () => {
  const notices = new Notices();
  const offline = { kind: 'offline', reason: 'There is no network.', next: 'Check the connection.' };
  notices.problem(offline);
  notices.problem(offline);
  expect(notices.queue).toHaveLength(1);
});

test('the Undo key runs the action of the news and closes it', async () => {
  const notices = new Notices();
  const run = vi.fn();
  notices.say({ text: 'Archived', action: { label: 'Undo', run } });
  expect(await notices.act()).toBe(true);
  expect(run).toHaveBeenCalledOnce();
  expect(notices.head).toBeNull();
  expect(await notices.act()).toBe(false);
});
