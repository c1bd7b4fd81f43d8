import type { CommandId } from '../../lib/commandTable';
import type { Account, AccountId, Mailbox, MailboxId, MailError, SyncMode, Window } from '../../lib/types';

/** An account and what its part of the settings shows. */
export interface AccountPart {
  account: Account;
  mailboxes: Mailbox[];
  mode: SyncMode;
  /** Messages in the outbox that are not sent yet. */
  waiting: number;
}

export interface Loaded {
  accounts: AccountPart[];
  /** Senders whose remote images are shown, sorted. */
  senders: string[];
  autostart: boolean;
  version: string;
}

export type SettingsBody = { is: 'loading' } | { is: 'failed'; error: MailError } | ({ is: 'ready' } & Loaded);

export interface Removal {
  account: Account;
  waiting: number;
  busy: boolean;
  error: MailError | null;
}

export interface SettingsState {
  body: SettingsBody;
  /** The confirmation before an account is removed. */
  removal: Removal | null;
  /** What a change of an account met, shown at that account. */
  problem: { account: AccountId; error: MailError } | null;
  /** Whether mail links open in Tern since the button was pressed. */
  mailerSet: boolean;
}

export type SettingsEvent =
  | { type: 'retried' }
  | { type: 'windowChosen'; account: AccountId; window: Window }
  | { type: 'folderWindowChosen'; account: AccountId; mailbox: MailboxId; window: Window | null }
  | { type: 'sendingChanged'; account: AccountId; name: string | null; undoSeconds: number }
  | { type: 'modeChosen'; account: AccountId; mode: SyncMode }
  | { type: 'removeAsked'; account: AccountId }
  | { type: 'removeConfirmed' }
  | { type: 'dialogClosed' }
  | { type: 'senderRemoved'; sender: string }
  | { type: 'autostartChosen'; on: boolean }
  | { type: 'mailerAsked' };

export const UNDO_SECONDS = [0, 5, 10, 30];

/** Seconds until an open message counts as read; -1 never. */
export const MARK_READ_SECONDS = [0, 1.5, 5, -1];

export const TEXT_SIZES = [80, 90, 100, 110, 125, 150, 175, 200];

export const emptySettings: SettingsState = {
  body: { is: 'loading' },
  removal: null,
  problem: null,
  mailerSet: false,
};

/** The keys that differ from the table's, without those that are as there. */
export function remapped(
  keymap: Readonly<Record<string, string[]>>,
  command: CommandId,
  keys: readonly string[],
  usual: readonly string[],
): Record<string, string[]> {
  const rest = Object.fromEntries(Object.entries(keymap).filter(([id]) => id !== command));
  const same = keys.length === usual.length && keys.every((key, at) => key === usual[at]);
  return same ? rest : { ...rest, [command]: [...keys] };
}

interface Keyed {
  id: CommandId;
  keys: readonly string[];
}

/** Other commands that the same press, or the beginning of the same sequence, belongs to. */
export function conflicts<C extends Keyed>(all: readonly C[], one: Keyed): { keys: string; command: C }[] {
  const begins = (a: string, b: string): boolean => a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
  return one.keys.flatMap((keys) =>
    all
      .filter((other) => other.id !== one.id && other.keys.some((each) => begins(each, keys)))
      .map((command) => ({ keys, command })),
  );
}
