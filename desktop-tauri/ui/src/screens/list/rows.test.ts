import { expect, test } from 'vitest';
import type { ListRow } from '../../lib/types';
import { missing, NO_ROWS, visible, without, withPage } from './rows';
import { operatorsFor, peopleFor, personPrefix, taken, waiting } from './suggestions';
import { marked } from './rowText';
import { keptOf } from './windows';
import type { Account, Mailbox } from '../../lib/types';

const row = (id: number): ListRow => ({ row: { id, thread: id }, ids: [id] }) as unknown as ListRow;
const page = (offset: number, count: number, total: number) => ({
  total,
  offset,
  rows: Array.from({ length: count }, (_, n) => row(offset + n)),
});
const none = new Set<number>();

test('the window of a list of 100,000 rows is arithmetic', () => {
  expect(visible(3_200_000, 640, 64, 100_000, 0)).toEqual({ first: 50_000, end: 50_010 });
  expect(visible(0, 640, 64, 3, 6)).toEqual({ first: 0, end: 3 });
});

test('pages that are not known are missing', () => {
  const rows = withPage(NO_ROWS, page(0, 100, 1000), none, true);
  expect(missing(rows, { first: 90, end: 110 })).toEqual([1]);
  expect(missing(rows, { first: 0, end: 100 })).toEqual([]);
});

test('rows far from the window are forgotten', () => {
  let rows = NO_ROWS;
  for (let n = 0; n < 40; n += 1) rows = withPage(rows, page(n * 100, 100, 100_000), none, false);
  expect(rows.at.size).toBe(1200);
  expect(rows.at.has(0)).toBe(false);
  expect(rows.at.has(3999)).toBe(true);
});

test('what comes after a hidden row moves up', () => {
  const rows = without(withPage(NO_ROWS, page(0, 10, 10), none, true), new Set([2, 5]));
  expect(rows.total).toBe(8);
  expect([...rows.at].sort(([a], [b]) => a - b).map(([, each]) => each.row.id)).toEqual([0, 1, 3, 4, 6, 7, 8, 9]);
});

test('a page comes without its hidden rows', () => {
  const rows = withPage(NO_ROWS, page(0, 5, 5), new Set([1]), true);
  expect(rows.total).toBe(4);
  expect(rows.at.get(1)?.row.id).toBe(2);
});

test('operators are offered for the word that is written', () => {
  expect(operatorsFor('garden is:').map(({ text }) => text)).toEqual(['is:unread', 'is:flagged']);
  expect(operatorsFor('-fr').map(({ text }) => text)).toEqual(['-from:']);
  expect(operatorsFor('from:ada')).toEqual([]);
});

test('people are offered after from: and to:', () => {
  expect(personPrefix('invoice from:ad')).toBe('ad');
  expect(personPrefix('invoice ad')).toBeNull();
  const [ada] = peopleFor('invoice from:ad', [{ name: 'Ada', email: 'ada@x.example' }]);
  expect(taken('invoice from:ad', ada!)).toBe('invoice from:ada@x.example ');
});

test('the words of a search are marked, whatever is in them', () => {
  expect(marked('A (b) c', ['(B)'])).toEqual([
    { text: 'A ', mark: false },
    { text: '(b)', mark: true },
    { text: ' c', mark: false },
  ]);
});

test('the next wider window is offered where mail is left on the server', () => {
  const box = (id: number, older: number, window: string | null) =>
    ({ id, account: 1, older_on_server: older, window }) as Mailbox;
  const account = () => ({ window: '30d' }) as Account;
  expect(keptOf([box(1, 10, null), box(2, 0, 'all')], account)).toMatchObject({
    window: '30d',
    older: 10,
    wider: '90d',
  });
  expect(keptOf([box(1, 10, null), box(2, 5, '365d')], account)).toMatchObject({
    window: null,
    older: 15,
    wider: 'all',
  });
  expect(keptOf([box(1, 0, 'all')], account).wider).toBeNull();
});

test('a half typed operator says what it waits for', () => {
  expect(waiting('-after:20')).toContain('a whole day');
  expect(waiting('from:')).not.toContain('day');
});
