/** What the fake core knows, and what tests may turn. */
import type { Action, Event, MailError, OutboxItem, SavedDraft, SyncSettings } from '../types';
import { FAKE_NOW, store, type Store, type Stored } from './mailbox';

export interface Knobs {
  /** No network: syncing and fetching fail, everything local works. */
  offline: boolean;
  /** Every command rejects with this error: a profile that cannot be opened. */
  closed: boolean;
  /** The profile waits for its passphrase, `correct horse`. */
  sealed: boolean;
  /** Edits and sends are refused. */
  failing: boolean;
  /** Accounts without mail. */
  empty: boolean;
  /** No account yet. */
  welcome: boolean;
  /** The second account's password is refused. */
  signin: boolean;
  /** The first account is in the middle of a sync. */
  syncing: boolean;
  /** Milliseconds before every answer. */
  slow: number;
  /** Conversations. */
  conversations: number;
  /** Port of a server that answers `/body?html=…` with it; 0: frames load data URLs. */
  frames: number;
}

export const KNOBS: Knobs = {
  offline: false,
  closed: false,
  sealed: false,
  failing: false,
  empty: false,
  welcome: false,
  signin: false,
  syncing: false,
  slow: 0,
  conversations: 200,
  frames: 0,
};

/** `?fake=offline,slow=300,conversations=100000`. */
export function knobsFrom(query: string): Partial<Knobs> {
  const knobs: Record<string, boolean | number> = {};
  for (const part of (new URLSearchParams(query).get('fake') ?? '').split(',')) {
    const [name, value] = part.split('=');
    if (name === undefined || !(name in KNOBS)) continue;
    knobs[name] = typeof KNOBS[name as keyof Knobs] === 'number' ? Number(value ?? 400) : true;
  }
  return knobs;
}

/** `?set=face.theme=dark;face.language=de`: what the person chose before. */
export function settingsFrom(query: string): [string, string][] {
  const pairs = (new URLSearchParams(query).get('set') ?? '').split(';').filter((pair) => pair.includes('='));
  return pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
}

export interface Done {
  action: Action;
  /** The messages as they were, to put back. */
  before: Map<number, Stored>;
  /** Messages the action made. */
  made: number[];
}

export const SYNC_SETTINGS: SyncSettings = {
  mode: 'balanced',
  mobile_data: 'same',
  low_battery_slower: true,
  every_minutes: null,
  quiet: [],
  folders: [],
};

export const refusal = (kind: MailError['kind'], reason: string, next: string): MailError => ({ kind, reason, next });

export class FakeState {
  readonly knobs: Knobs;
  readonly store: Store;
  readonly settings: Map<string, string>;
  readonly done: Done[] = [];
  readonly drafts = new Map<number, SavedDraft>();
  readonly outbox = new Map<number, OutboxItem>();
  /** What was chosen for an account in the background. */
  readonly syncSettings = new Map<number, SyncSettings>();
  readonly remoteSenders = new Set<string>(['letter@garden.example']);
  /** Every call by name, for tests. */
  readonly calls: { name: string; args: unknown[] }[] = [];
  /** Grows with every change of mail; lists made before are stale. */
  version = 0;
  private readonly heard = new Set<(event: Event) => void>();
  private lastId = 1_000_000;

  constructor(knobs: Partial<Knobs>, settings: readonly [string, string][]) {
    this.settings = new Map(settings);
    this.knobs = { ...KNOBS, ...knobs };
    const { conversations, empty, welcome } = this.knobs;
    this.store = store(empty || welcome ? 0 : conversations, welcome ? 0 : 3);
    if (empty) for (const box of this.store.mailboxes) box.older_on_server = 0;
  }

  now(): number {
    return FAKE_NOW;
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  listen(heard: (event: Event) => void): () => void {
    this.heard.add(heard);
    return () => this.heard.delete(heard);
  }

  emit(event: Event): void {
    for (const heard of this.heard) heard(event);
  }

  /** Says that the mail of these mailboxes changed. */
  changed(mailboxes: Iterable<number>): void {
    this.version += 1;
    for (const mailbox of new Set(mailboxes)) {
      const account = this.store.mailboxes.find((box) => box.id === mailbox)?.account;
      if (account !== undefined) this.emit({ event: 'mailbox_changed', account, mailbox });
    }
  }

  message(id: number): Stored {
    const found = this.store.messages.get(id);
    if (!found) throw refusal('gone', 'The message is not on this device any more.', 'Go back to the list.');
    return found;
  }

  /** A new message in an inbox, as push brings it. */
  arrive(mailbox: number, change: Partial<Stored['row']> = {}): number {
    const like = [...this.store.messages.values()].find((each) => each.row.mailbox === mailbox);
    if (!like) throw new Error('no message to copy');
    const id = this.nextId();
    const at = Math.floor(this.now() / 1000);
    this.store.messages.set(id, {
      ...structuredClone(like),
      row: { ...structuredClone(like.row), id, thread: id, date: at, received: at, subject: 'Just arrived', ...change },
    });
    this.emit({ event: 'new_message', account: like.row.account, mailbox, id, after_ms: 12 });
    this.changed([mailbox]);
    return id;
  }
}
