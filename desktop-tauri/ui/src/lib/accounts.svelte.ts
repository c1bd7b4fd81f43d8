/** Accounts, their folders and how they are: asked again when the core says that they changed. */
import { SvelteMap } from 'svelte/reactivity';
import type { MailCore } from './ipc';
import type { Account, AccountId, AccountStatus, Event, Mailbox, MailboxId, MailError, Role, SyncPhase } from './types';

export interface Progress {
  mailbox: MailboxId;
  phase: SyncPhase;
  done: number;
  total: number;
}

const COALESCE_MS = 100;
/** Between two loads while a sync changes folder after folder. */
const PACE_MS = 500;

export class Accounts {
  /** Null until the first answer. */
  list = $state.raw<readonly Account[] | null>(null);
  mailboxes = $state.raw<readonly Mailbox[]>([]);
  status = $state.raw<readonly AccountStatus[]>([]);
  readonly progress = new SvelteMap<AccountId, Progress>();
  /** Drafts of this device, and messages that wait to be sent. */
  drafts = $state(0);
  waiting = $state(0);
  /** Why nothing can be shown: the profile cannot be opened. */
  closed = $state.raw<MailError | null>(null);

  private timer: ReturnType<typeof setTimeout> | undefined;
  private loading: Promise<void> | null = null;
  private again = false;
  private loadedAt = 0;

  constructor(
    private readonly core: MailCore,
    private readonly wait: number = COALESCE_MS,
  ) {}

  byId = (id: MailboxId): Mailbox | undefined => this.mailboxes.find((box) => box.id === id);
  account = (id: AccountId): Account | undefined => this.list?.find((each) => each.id === id);
  withRole = (role: Role): Mailbox[] => this.mailboxes.filter((box) => box.role === role);
  of = (account: AccountId, role: Role): Mailbox | undefined =>
    this.mailboxes.find((box) => box.account === account && box.role === role);

  /** Asks for everything; one call at a time, and once more when something changed meanwhile. */
  async load(): Promise<void> {
    if (this.loading) {
      this.again = true;
      return this.loading;
    }
    this.loading = this.ask().finally(() => (this.loading = null));
    await this.loading;
    if (this.again) {
      this.again = false;
      await this.load();
    }
  }

  /** Hears changes until the returned function is called. */
  start(): () => void {
    const stop = this.core.onEvent((event) => this.heard(event));
    return () => {
      stop();
      clearTimeout(this.timer);
    };
  }

  private async ask(): Promise<void> {
    this.loadedAt = Date.now();
    try {
      const list = await this.core.accounts();
      const [boxes, status, drafts, outbox] = await Promise.all([
        Promise.all(list.map(({ id }) => this.core.mailboxes(id))),
        this.core.status(),
        this.core.drafts(),
        this.core.outbox(),
      ]);
      this.mailboxes = boxes.flat();
      this.status = status;
      this.drafts = drafts.length;
      this.waiting = outbox.filter(
        ({ state }) => state !== 'done' && state !== 'cancelled' && state !== 'accepted',
      ).length;
      this.list = list;
      this.closed = null;
      for (const { account, syncing } of status) if (!syncing) this.progress.delete(account);
    } catch (error) {
      // With something on the screen it stays; without, the window says why.
      if (this.list === null) this.closed = error as MailError;
    }
  }

  private heard(event: Event): void {
    if (event.event === 'progress') {
      const { account, mailbox, phase, done, total } = event;
      if (phase === 'done') this.progress.delete(account);
      else this.progress.set(account, { mailbox, phase, done, total });
      return;
    }
    if (event.event === 'edit_refused' || event.event === 'new_message') return;
    const wait = Date.now() - this.loadedAt < PACE_MS ? Math.max(this.wait, PACE_MS) : this.wait;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.load();
    }, wait);
  }
}
