/** Everything that begins, ends or takes back a piece of writing, wherever in the window it is asked for. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { forwardAttribution, replyAttribution } from './attribution';
import type { MailCore } from './ipc';
import type { Nav } from './nav.svelte';
import type { Notices } from './notices.svelte';
import type { DraftId, DraftStart, MailError, MessageRow, OutboxId, SavedDraft } from './types';
import { t } from './words';

export type ReplyKind = 'reply' | 'reply_all' | 'forward';

const NOTICE_SECONDS = 8;
// Longer than the notice, which stays while the pointer is on it.
const FORGET_MS = 60_000;

export class WritingDesk {
  /** Drafts thrown away a moment ago; they are gone for good when their notice is. */
  readonly discarded = new SvelteSet<DraftId>();
  /** The message whose reply is written below it, in the reader. */
  inline = $state.raw<{ draft: DraftId; message: number } | null>(null);
  private readonly fresh = new SvelteSet<DraftId>();
  private readonly timers = new SvelteMap<DraftId, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly core: MailCore,
    private readonly nav: Nav,
    private readonly notices: Notices,
    private readonly now: () => number = Date.now,
  ) {}

  /** Begins a draft and shows it. */
  async begin(start: DraftStart): Promise<void> {
    try {
      const saved = await this.core.beginDraft(start);
      this.fresh.add(saved.id);
      this.open(saved.id);
    } catch (error) {
      this.notices.problem(error);
    }
  }

  /** Answers a message or passes it on. */
  async answer(kind: ReplyKind, row: MessageRow, inline = false): Promise<void> {
    const attribution = kind === 'forward' ? forwardAttribution(row) : replyAttribution(row);
    await this.begin({ start: kind, message: row.id, attribution });
    const draft = this.nav.route.compose;
    if (inline && draft !== null) this.inline = { draft, message: row.id };
  }

  open(draft: DraftId): void {
    if (this.inline?.draft !== draft) this.inline = null;
    this.nav.compose(draft);
  }

  /** A message is a draft again, with everything that was in it. */
  show(saved: SavedDraft): void {
    this.open(saved.id);
  }

  isFresh(draft: DraftId): boolean {
    return this.fresh.has(draft);
  }

  /** The composer is empty again. */
  closed(draft: DraftId | null): void {
    if (draft !== null) this.fresh.delete(draft);
    this.inline = null;
    this.nav.closeComposer();
  }

  /** Says that a message leaves, counts its seconds down and offers to take it back. */
  async sent(outbox: OutboxId): Promise<void> {
    const item = (await this.core.outbox().catch(() => [])).find((one) => one.id === outbox);
    const seconds = item === undefined ? 0 : Math.ceil((item.due - this.now()) / 1000);
    if (seconds <= 0) {
      this.notices.say({ text: t('compose-sent-now') });
      return;
    }
    this.notices.say({
      text: (left) => (left > 0 ? t('compose-sending-in', { seconds: left }) : t('compose-send-now-waiting')),
      seconds,
      action: { label: t('compose-undo-send'), run: () => this.takeBack(outbox) },
    });
  }

  async takeBack(outbox: OutboxId): Promise<void> {
    try {
      this.show(await this.core.recallDraft(outbox));
    } catch (error) {
      this.notices.problem(error);
    }
  }

  /** Forgets a draft a little later, so that it can be taken back; one that the window closes on stays. */
  discard(draft: DraftId): void {
    this.discarded.add(draft);
    this.timers.set(
      draft,
      setTimeout(() => void this.forget(draft), FORGET_MS),
    );
    this.notices.say({
      text: t('compose-discarded'),
      seconds: NOTICE_SECONDS,
      action: { label: t('compose-undo-discard'), run: () => this.keep(draft) },
    });
  }

  private keep(draft: DraftId): void {
    clearTimeout(this.timers.get(draft));
    this.timers.delete(draft);
    this.discarded.delete(draft);
    this.open(draft);
  }

  private async forget(draft: DraftId): Promise<void> {
    this.timers.delete(draft);
    try {
      await this.core.discardDraft(draft);
    } catch (error) {
      if ((error as MailError).kind !== 'gone') this.notices.problem(error);
    }
    this.discarded.delete(draft);
  }
}
