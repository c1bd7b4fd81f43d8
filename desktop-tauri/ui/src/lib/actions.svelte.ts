/**
 * What is done to messages: shown at once, then told to the core, then said with a way back. `hidden` and `flags` lie
 * over the lists until these have been asked again.
 */
import type { Accounts } from './accounts.svelte';
import { folderName } from './folderName';
import type { MailCore } from './ipc';
import type { Notices } from './notices.svelte';
import type { Action, ActionId, FlagChange, Flags, MailboxId, MessageId } from './types';
import { t, type WordId } from './words';

/** What an action does to rows before the core has said so. */
export interface Effect {
  /** Messages that leave the list. */
  gone: ReadonlySet<MessageId>;
  /** Where those that stay in it are then. */
  moved: ReadonlyMap<MessageId, MailboxId>;
}

export const STAYS: Effect = { gone: new Set(), moved: new Map() };
export const leaving = (ids: readonly MessageId[]): Effect => ({ ...STAYS, gone: new Set(ids) });

interface Overlay extends Effect {
  ids: ReadonlySet<MessageId>;
  flags: FlagChange | null;
  /** Whether the core has it: a list asked after that shows it by itself. */
  kept: boolean;
}

export const NO_FLAGS: Flags = {
  seen: false,
  answered: false,
  flagged: false,
  deleted: false,
  draft: false,
  keywords: [],
};
const change = (add: Partial<Flags>, remove: Partial<Flags>): FlagChange => ({
  add: { ...NO_FLAGS, ...add },
  remove: { ...NO_FLAGS, ...remove },
});
export const READ = change({ seen: true }, {});
export const UNREAD = change({}, { seen: true });
export const FLAGGED = change({ flagged: true }, {});
export const UNFLAGGED = change({}, { flagged: true });

const WORDS: Record<Action['kind'], WordId> = {
  flag: 'did-flag',
  move: 'did-move',
  copy: 'did-copy',
  archive: 'did-archive',
  junk: 'did-junk',
  not_junk: 'did-not-junk',
  delete: 'did-delete',
  expunge: 'did-expunge',
};

export interface Targets {
  ids: readonly MessageId[];
  /** Rows that the person acts on: what the notice counts. */
  rows: number;
  /** Whether rows are conversations. */
  threads: boolean;
}

export class Actions {
  overlays = $state.raw<readonly Overlay[]>([]);
  /** Grows with every answer of the core: the time to ask again. */
  told = $state(0);
  /** What was done in this window and not undone, the newest last. */
  private undoable: ActionId[] = [];

  constructor(
    private readonly core: MailCore,
    private readonly notices: Notices,
    private readonly accounts: Accounts,
  ) {}

  get hidden(): ReadonlySet<MessageId> {
    return new Set(this.overlays.flatMap(({ gone }) => [...gone]));
  }

  /** The folder a message is in with what the person just did. */
  mailboxOf(id: MessageId, mailbox: MailboxId): MailboxId {
    return this.overlays.findLast(({ moved }) => moved.has(id))?.moved.get(id) ?? mailbox;
  }

  /** The flags a message has with what the person just did. */
  flagsOf(id: MessageId, flags: Flags): Flags {
    let { seen, flagged } = flags;
    for (const { ids, flags: what } of this.overlays) {
      if (what === null || !ids.has(id)) continue;
      seen = (seen || what.add.seen) && !what.remove.seen;
      flagged = (flagged || what.add.flagged) && !what.remove.flagged;
    }
    return seen === flags.seen && flagged === flags.flagged ? flags : { ...flags, seen, flagged };
  }

  /** What the core has now; a list calls it before it asks, and `settle` with it after. */
  mark(): ReadonlySet<unknown> {
    return new Set(this.overlays.filter(({ kept }) => kept));
  }

  settle(mark: ReadonlySet<unknown>): void {
    if (mark.size > 0) this.overlays = this.overlays.filter((each) => !mark.has(each));
  }

  archive = (targets: Targets, effect: Effect): Promise<void> =>
    this.act(targets, effect, null, (ids) => this.core.archive(ids));
  delete = (targets: Targets, effect: Effect): Promise<void> =>
    this.act(targets, effect, null, (ids) => this.core.delete(ids));
  junk = (targets: Targets, junk: boolean, effect: Effect): Promise<void> =>
    this.act(targets, effect, null, (ids) => this.core.junk(ids, junk));
  move = (targets: Targets, to: MailboxId, effect: Effect): Promise<void> =>
    this.act(targets, effect, null, (ids) => this.core.moveTo(ids, to));
  copy = (targets: Targets, to: MailboxId): Promise<void> =>
    this.act(targets, STAYS, null, (ids) => this.core.copyTo(ids, to));

  /** Flags are seen at once and need no notice; they are undone like the rest. */
  flag = (ids: readonly MessageId[], what: FlagChange): Promise<void> =>
    this.act({ ids, rows: ids.length, threads: false }, STAYS, what, (all) => this.core.flag(all, what));

  /** Takes the last action back: this window's, else the newest that the core remembers. */
  async undoLast(): Promise<void> {
    if (await this.notices.act()) return;
    try {
      const last = this.undoable.at(-1) ?? (await this.lastOfCore());
      if (last === null) this.notices.say({ text: t('undo-nothing') });
      else await this.undo(last);
    } catch (error) {
      this.notices.problem(error);
    }
  }

  async undo(action: ActionId): Promise<void> {
    this.undoable = this.undoable.filter((each) => each !== action);
    try {
      await this.core.undo(action);
      this.notices.say({ text: t('undo-done'), seconds: 4 });
    } catch (error) {
      this.notices.problem(error);
    }
  }

  /** Says what was done and offers to take it back. */
  say(action: Action, rows: number, threads: boolean): void {
    const to = action.to === null ? undefined : this.accounts.byId(action.to);
    const what = t(threads ? 'count-conversations' : 'count-messages', { count: rows });
    this.notices.say({
      text: t(WORDS[action.kind], { what, folder: to ? folderName(to) : '' }),
      ...(action.messages > 0 ? { action: { label: t('undo'), run: () => this.undo(action.id) } } : {}),
    });
  }

  /** The newest action before this window; what reading marked by itself is none to take back. */
  private async lastOfCore(): Promise<ActionId | null> {
    const last = await this.core.lastAction();
    return last === null || last.kind === 'flag' ? null : last.id;
  }

  private async act(
    { ids, rows, threads }: Targets,
    effect: Effect,
    flags: FlagChange | null,
    tell: (ids: MessageId[]) => Promise<Action>,
  ): Promise<void> {
    if (ids.length === 0) return;
    const overlay: Overlay = { ...effect, ids: new Set(ids), flags, kept: false };
    this.overlays = [...this.overlays, overlay];
    try {
      const action = await tell([...ids]);
      if (action.messages > 0) this.undoable.push(action.id);
      if (action.kind !== 'flag' && action.messages > 0) this.say(action, rows, threads);
      this.overlays = this.overlays.map((each) => (each === overlay ? { ...each, kept: true } : each));
    } catch (error) {
      this.overlays = this.overlays.filter((each) => each !== overlay);
      this.notices.problem(error);
    }
    this.told += 1;
  }
}
