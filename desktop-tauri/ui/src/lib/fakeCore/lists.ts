/** Lists, counts and search of the fake core, computed from its messages. */
import type {
  Address,
  AccountStatus,
  ListPage,
  ListRequest,
  ListRow,
  Mailbox,
  QueryReading,
  Role,
  View,
} from '../types';
import type { Stored } from './mailbox';
import type { FakeState } from './state';

const text = (people: Address[]): string =>
  people
    .map(({ name, email }) => `${name ?? ''} ${email}`)
    .join(' ')
    .toLowerCase();

export function roleOf(state: FakeState, mailbox: number): Role | null {
  return state.store.mailboxes.find((box) => box.id === mailbox)?.role ?? null;
}

const words = (query: string): string[] => query.match(/-?(?:\w+:)?"[^"]*"|\S+/g) ?? [];
const bare = (word: string): string => word.replace(/"/g, '').toLowerCase();

export function readQuery(state: FakeState, query: string): QueryReading {
  const marked = words(query)
    .filter((word) => !word.startsWith('-'))
    .map((word) =>
      /^(from|to|subject):/.test(word) ? word.slice(word.indexOf(':') + 1) : /^\w+:/.test(word) ? '' : word,
    )
    .map(bare)
    .filter((word) => word !== '');
  const folders = words(query).filter((word) => /^-?in:./.test(word));
  const left = state.store.mailboxes.filter(({ id }) =>
    folders.every((word) => word.startsWith('-') !== isIn(state, id, bare(word.slice(word.indexOf(':') + 1)))),
  );
  const unfinished =
    /(?:^|\s)(-?(?:(?:before|after):[\d-]{0,9}|(?:from|to|subject|in|is|has):))$/.exec(query)?.[1] ?? null;
  return { words: marked, unfinished, mailboxes: folders.length === 0 ? null : left.map(({ id }) => id) };
}

function isIn(state: FakeState, mailbox: number, wanted: string): boolean {
  const box = state.store.mailboxes.find(({ id }) => id === mailbox);
  return box?.role === wanted || box?.name.toLowerCase().split('/').at(-1) === wanted;
}

function found(state: FakeState, stored: Stored, word: string): boolean {
  return word.startsWith('-') && word.length > 1
    ? !matches(state, stored, word.slice(1))
    : matches(state, stored, word);
}

function matches(state: FakeState, stored: Stored, word: string): boolean {
  const { row } = stored;
  const [, operator, rest] = /^(\w+):(.*)$/.exec(word) ?? [];
  const value = bare(rest ?? word);
  switch (operator) {
    case 'from':
      return text(row.from).includes(value);
    case 'to':
      return text(row.to).includes(value);
    case 'subject':
      return row.subject.toLowerCase().includes(value);
    case 'has':
      return row.attachments > 0;
    case 'is':
      return value === 'unread' ? !row.flags.seen : value === 'flagged' ? row.flags.flagged : row.flags.seen;
    case 'in':
      return isIn(state, row.mailbox, value);
    case undefined:
    default:
      return `${text(row.from)} ${text(row.to)} ${row.subject.toLowerCase()} ${stored.text.toLowerCase()}`.includes(
        bare(word),
      );
  }
}

function shows(state: FakeState, view: View, stored: Stored): boolean {
  switch (view.view) {
    case 'mailbox':
      return stored.row.mailbox === view.mailbox;
    case 'role':
      return roleOf(state, stored.row.mailbox) === view.role;
    case 'flagged':
      return stored.row.flags.flagged;
    case 'search':
      return words(view.query).every((word) => found(state, stored, word));
  }
}

const newest = (a: Stored, b: Stored): number => b.row.received - a.row.received || b.row.id - a.row.id;

function people(stored: Stored[], sent: boolean): Address[] {
  const all = [...stored].reverse().flatMap(({ row }) => (sent ? row.to : row.from));
  return all.filter((each, at) => all.findIndex((other) => other.email === each.email) === at).slice(0, 4);
}

function rowOf(state: FakeState, shown: Stored[], messages: number): ListRow {
  const first = shown[0]!;
  const role = roleOf(state, first.row.mailbox);
  return {
    row: structuredClone(first.row),
    ids: shown.map(({ row }) => row.id),
    messages,
    unread: shown.filter(({ row }) => !row.flags.seen).length,
    flagged: shown.some(({ row }) => row.flags.flagged),
    attachments: shown.reduce((sum, { row }) => sum + row.attachments, 0),
    people: people(shown, role === 'sent' || role === 'drafts'),
  };
}

interface Kept {
  key: string;
  groups: Stored[][];
  inThread: Map<number, number>;
}
const kept = new WeakMap<FakeState, Kept>();

function groupsOf(state: FakeState, view: View, threaded: boolean): Kept {
  const key = JSON.stringify([state.version, view, threaded]);
  const last = kept.get(state);
  if (last?.key === key) return last;
  const shown = [...state.store.messages.values()].filter((each) => shows(state, view, each)).sort(newest);
  const inThread = new Map<number, number>();
  for (const { row } of state.store.messages.values()) inThread.set(row.thread, (inThread.get(row.thread) ?? 0) + 1);
  const groups = new Map<number, Stored[]>();
  for (const each of shown) {
    const group = threaded ? each.row.thread : each.row.id;
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  const made = { key, groups: [...groups.values()], inThread };
  kept.set(state, made);
  return made;
}

export function list(state: FakeState, request: ListRequest): ListPage {
  const { groups: every, inThread } = groupsOf(state, request.view, request.threaded);
  const groups = request.unread_only ? every.filter((group) => group.some(({ row }) => !row.flags.seen)) : every;
  const limit = Math.min(request.limit, 500);
  let offset: number;
  if (request.from.from === 'offset') offset = request.from.offset;
  else {
    const { id } = request.from;
    const at = groups.findIndex((group) => group.some(({ row }) => row.id === id));
    offset = Math.max(0, at - Math.floor(limit / 2));
  }
  const rows = groups
    .slice(offset, offset + limit)
    .map((group) => rowOf(state, group, request.threaded ? (inThread.get(group[0]!.row.thread) ?? 1) : 1));
  return { total: groups.length, offset, rows };
}

export function listIds(state: FakeState, view: View, unreadOnly: boolean): number[] {
  return groupsOf(state, view, false)
    .groups.map(([each]) => each!.row)
    .filter(({ flags }) => !unreadOnly || !flags.seen)
    .map(({ id }) => id);
}

export function mailboxes(state: FakeState, account: number): Mailbox[] {
  const counts = new Map<number, { local: number; unread: number }>();
  for (const { row } of state.store.messages.values()) {
    const count = counts.get(row.mailbox) ?? { local: 0, unread: 0 };
    counts.set(row.mailbox, { local: count.local + 1, unread: count.unread + (row.flags.seen ? 0 : 1) });
  }
  return state.store.mailboxes
    .filter((box) => box.account === account)
    .map((box) => {
      const { local, unread } = counts.get(box.id) ?? { local: 0, unread: 0 };
      return { ...box, local, unread, total: local + box.older_on_server };
    });
}

export function status(state: FakeState): AccountStatus[] {
  const { offline, signin, syncing } = state.knobs;
  return state.store.accounts.map(({ id, imap }, at) => {
    const refused = signin && at === 1;
    return {
      account: id,
      mode: offline ? 'offline' : refused ? 'stopped' : at === 2 ? 'poll' : 'push',
      why: offline ? 'There is no network.' : '',
      syncing: syncing && at === 0,
      synced: state.now() - (offline ? 7_200_000 : 120_000) * (at + 1),
      problem: refused
        ? { kind: 'sign_in', reason: `${imap.host} refused the password.`, next: 'Enter the password again.' }
        : offline
          ? { kind: 'offline', reason: `${imap.host} cannot be reached.`, next: 'Check the connection.' }
          : null,
    };
  });
}
