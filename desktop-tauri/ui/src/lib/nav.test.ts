import { expect, test } from 'vitest';
import { INBOX, Nav, viewKey } from './nav.svelte';

test('another place closes the reader, the same place does not', () => {
  const nav = new Nav();
  nav.open(1, 2);
  nav.go(INBOX);
  expect(nav.route.opened).toEqual({ message: 1, thread: 2 });
  nav.go({ place: 'view', view: { view: 'flagged' } });
  expect(nav.route.opened).toBeNull();
});

test('leaving the settings comes back to what was there', () => {
  const nav = new Nav();
  nav.go({ place: 'view', view: { view: 'mailbox', mailbox: 7 } });
  nav.go({ place: 'settings', section: 'accounts' });
  nav.go({ place: 'settings', section: 'keys' });
  nav.back();
  expect(nav.view).toEqual({ view: 'mailbox', mailbox: 7 });
});

test('leaving a search comes back to the folder, however much was typed', () => {
  const nav = new Nav();
  nav.go({ place: 'view', view: { view: 'mailbox', mailbox: 7 } });
  for (const query of ['g', 'ga', 'gar']) nav.go({ place: 'view', view: { view: 'search', query } });
  nav.back();
  expect(nav.view).toEqual({ view: 'mailbox', mailbox: 7 });
});

test('a draft stays open while the list changes', () => {
  const nav = new Nav();
  nav.compose(3);
  nav.go({ place: 'outbox' });
  expect(nav.route.compose).toBe(3);
});

test('views have keys that tell them apart', () => {
  expect(viewKey({ view: 'mailbox', mailbox: 1 })).not.toBe(viewKey({ view: 'mailbox', mailbox: 2 }));
  expect(viewKey({ view: 'role', role: 'sent' })).toBe('role:sent');
});
