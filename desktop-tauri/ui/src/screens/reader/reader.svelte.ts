import type { MailCore } from '../../lib/ipc';
import type { DraftStart, Flags, MailError, Message, MessageId, MessageRow } from '../../lib/types';
import { within } from '../../lib/within';
import { fileName, followed, sourceOf } from './asides';
import { Sight } from './sight';
import { card, cardsOf, firstOf, nothing } from './state';
import type { Card, CardContent, ReaderBody, ReaderDialog, ReaderEvent, ReaderState, ReaderTarget } from './state';

/** What the reader asks of the window around it. */
export interface ReaderSurroundings {
  /** Something that was asked for did not happen. */
  failed(error: MailError): void;
  /** Something happened that leaves no trace in the reader. */
  saved(path: string): void;
  write(start: DraftStart): void;
  /** Milliseconds a message is in sight before it counts as read; null leaves that to the person. */
  readAfter(): number | null;
  /** Whether HTML begins as its plain text. */
  plainFirst(): boolean;
  /** All that a conversation is, where the list knows it: its only message. */
  known(message: MessageId): MessageRow | null;
}

const SEEN: Flags = { seen: true, answered: false, flagged: false, deleted: false, draft: false, keywords: [] };
const NONE: Flags = { ...SEEN, seen: false };
const SETTLE = 100;
/** Milliseconds until an answer that does not come is said to be waited for. */
const PATIENCE = 120;
/** Milliseconds for the message to come with its conversation, so that both are drawn at once. */
const MOMENT = 40;

interface Early {
  id: MessageId;
  message: Promise<Message>;
}

export class ReaderModel {
  state = $state.raw<ReaderState>(nothing);
  #target: ReaderTarget | null = null;
  /** What is on the screen: the target, but for the moment in which that is asked for. */
  #shown: ReaderTarget | null = null;
  #turn = 0;
  readonly #sight: Sight;
  #onPaper = false;
  #reload: ReturnType<typeof setTimeout> | null = null;
  /** The message that a conversation is opened for, asked together with its rows: most often it is the one shown. */
  #early: Early | null = null;

  constructor(
    private readonly core: MailCore,
    private readonly around: ReaderSurroundings,
  ) {
    this.#sight = new Sight(
      () => around.readAfter(),
      (id) => this.#unread(id),
      (ids) => this.#seen(ids),
    );
  }

  start = (): (() => void) => {
    const stop = this.core.onEvent((event) => {
      if (event.event === 'mailbox_changed' || event.event === 'account_changed' || event.event === 'overflow')
        this.#soon();
    });
    return () => {
      stop();
      if (this.#reload !== null) clearTimeout(this.#reload);
      this.#sight.leave();
    };
  };

  /** Shows another conversation, or nothing. */
  async open(target: ReaderTarget | null): Promise<void> {
    if (same(target, this.#target)) return;
    this.#sight.leave();
    this.#target = target;
    if (target === null) return this.#show(null, nothing);
    const known = this.around.known(target.message);
    if (known !== null) {
      this.#begin(target, [card(known, true, this.around.plainFirst())]);
      // Its body is drawn meanwhile; whether the conversation has grown since can wait for that.
      await this.#fill(target.message);
      return this.#again();
    }
    // What was read stays for a moment: most answers come sooner than a placeholder could be seen.
    const slow = setTimeout(() => {
      if (target === this.#target) this.#show(target, { ...nothing, body: { kind: 'loading' } });
    }, PATIENCE);
    await this.#load(target, () => clearTimeout(slow));
  }

  /** Shows the cards of a conversation that was not on the screen. */
  #begin(target: ReaderTarget, cards: Card[]): void {
    const first = firstOf(cards);
    if (first === null) return this.#show(target, { ...nothing, body: { kind: 'failed', error: gone() } });
    const subject = cards[0]?.row.subject ?? '';
    this.#show(target, { ...nothing, body: { kind: 'conversation', subject, cards, current: first } });
    this.#scrollTo(first, false);
  }

  #show(target: ReaderTarget | null, state: ReaderState): void {
    this.#shown = target;
    this.state = state;
  }

  /** The message that keys and the reply bar mean. */
  current(): Card | null {
    const { body } = this.state;
    if (body.kind !== 'conversation' || this.#shown !== this.#target) return null;
    return body.cards.find((one) => one.row.id === body.current) ?? null;
  }

  onEvent(event: ReaderEvent): void {
    switch (event.do) {
      case 'toggle':
        return this.#toggle(event.id);
      case 'expandAll':
        return this.#expandAll();
      case 'next':
        return this.#step(1);
      case 'previous':
        return this.#step(-1);
      case 'details':
        return this.#change(event.id, (one) => ({ details: !one.details }));
      case 'loadOnce':
        return this.#change(event.id, () => ({ remote: true }));
      case 'loadAlways':
        return void this.#loadAlways(event.id);
      case 'plain':
        return this.#change(event.id, (one) => ({ plain: !one.plain }));
      case 'original':
        return this.#change(event.id, (one) => ({ original: !one.original }));
      case 'preview':
        return this.#dialog({ kind: 'preview', id: event.id, attachment: event.attachment });
      case 'openFile':
        return void this.#try(this.core.openAttachment(event.id, event.attachment.part, event.attachment.name));
      case 'saveFile':
        return void this.#save(this.core.saveAttachment(event.id, event.attachment.part, event.attachment.name));
      case 'dragFile':
        return void this.#try(this.core.dragAttachment(event.id, event.attachment.part, event.attachment.name));
      case 'source':
        return void this.#source(event.id);
      case 'saveSource':
        return this.#saveSource();
      case 'link':
        return void this.#link(event.href, event.text);
      case 'followLink':
        return this.#follow();
      case 'closeDialog':
        return this.#dialog(null);
      case 'retry':
        return void this.#retry(event.id);
      case 'visible':
        return this.#sight.set(event.id, event.visible);
      case 'print':
        this.state = { ...this.state, printing: true };
        return;
      case 'printable':
        return void this.#print();
    }
  }

  async #load(target: ReaderTarget, answered: () => void): Promise<void> {
    const early = this.#ahead(target.message);
    try {
      const rows = await this.#rows(target);
      const message = await within(early.message, MOMENT);
      answered();
      if (target !== this.#target) return;
      if (this.#shown === target && this.state.body.kind === 'conversation') this.#merge(rows);
      else this.#begin(target, cardsOf(rows, this.around.plainFirst()));
      if (message !== null) this.#fillWith(early.id, { kind: 'shown', message });
      await Promise.all(this.#loading().map((id) => this.#fill(id)));
    } catch (error) {
      answered();
      const body: ReaderBody = { kind: 'failed', error: error as MailError };
      if (target === this.#target) this.#show(target, { ...nothing, body });
    } finally {
      if (this.#early === early) this.#early = null;
    }
  }

  async #rows(target: ReaderTarget): Promise<MessageRow[]> {
    if (target.thread === null) return [(await this.#message(target.message)).row];
    return this.core.thread(target.thread);
  }

  #ahead(id: MessageId): Early {
    const message = this.core.message(id);
    // Who uses it hears why it failed.
    message.catch(() => undefined);
    this.#early = { id, message };
    return this.#early;
  }

  /** A message, from the answer that is under way if there is one; an answer is used while its conversation opens. */
  #message(id: MessageId): Promise<Message> {
    return this.#early?.id === id ? this.#early.message : this.core.message(id);
  }

  async #fill(id: MessageId): Promise<void> {
    let content: CardContent;
    try {
      content = { kind: 'shown', message: await this.#message(id) };
    } catch (error) {
      content = { kind: 'failed', error: error as MailError };
    }
    this.#fillWith(id, content);
  }

  #fillWith(id: MessageId, content: CardContent): void {
    this.#change(id, (one) => (one.content.kind === 'closed' ? {} : { content }));
  }

  #loading(): MessageId[] {
    const { body } = this.state;
    if (body.kind !== 'conversation') return [];
    return body.cards.filter((one) => one.content.kind === 'loading').map((one) => one.row.id);
  }

  /** Asks again what the conversation has; what is open stays open, and nothing closes under the reader's eyes. */
  async #again(): Promise<void> {
    const target = this.#target;
    const { body } = this.state;
    if (target === null || target !== this.#shown || body.kind !== 'conversation') return;
    let rows: MessageRow[];
    try {
      rows = await this.#rows(target);
    } catch (error) {
      if ((error as MailError).kind !== 'gone') return this.around.failed(error as MailError);
      rows = [];
    }
    if (target !== this.#target || this.state.body.kind !== 'conversation') return;
    this.#merge(rows);
  }

  #merge(rows: MessageRow[]): void {
    const { body } = this.state;
    if (body.kind !== 'conversation') return;
    if (rows.length === 0) {
      this.state = { ...this.state, body: { kind: 'failed', error: gone() }, dialog: null };
      return;
    }
    const fresh = cardsOf(rows).map(({ row }) => {
      const old = body.cards.find((one) => one.row.id === row.id);
      return old === undefined ? card(row, false, this.around.plainFirst()) : { ...old, row };
    });
    const current = fresh.some((one) => one.row.id === body.current)
      ? body.current
      : (fresh.at(-1)?.row.id ?? body.current);
    this.state = { ...this.state, body: { ...body, cards: fresh, current } };
  }

  #soon(): void {
    if (this.#reload !== null) return;
    this.#reload = setTimeout(() => {
      this.#reload = null;
      void this.#again();
    }, SETTLE);
  }

  async #retry(id: MessageId | null): Promise<void> {
    if (id === null) {
      const target = this.#target;
      this.#target = null;
      return this.open(target);
    }
    this.#change(id, () => ({ content: { kind: 'loading' } }));
    await this.#fill(id);
  }

  #toggle(id: MessageId): void {
    const { body } = this.state;
    if (body.kind !== 'conversation') return;
    const open = body.cards.some((one) => one.row.id === id && one.content.kind === 'closed');
    if (open) this.#expand(id);
    else this.#change(id, () => ({ content: { kind: 'closed' } }));
    this.#setCurrent(id);
  }

  #expand(id: MessageId): void {
    this.#change(id, () => ({ content: { kind: 'loading' } }));
    void this.#fill(id);
  }

  #expandAll(): void {
    const { body } = this.state;
    if (body.kind !== 'conversation') return;
    for (const one of body.cards) if (one.content.kind === 'closed') this.#expand(one.row.id);
  }

  #step(by: number): void {
    const { body } = this.state;
    if (body.kind !== 'conversation') return;
    const at = body.cards.findIndex((one) => one.row.id === body.current);
    const to = body.cards[at + by];
    if (to === undefined) return;
    if (to.content.kind === 'closed') this.#expand(to.row.id);
    this.#setCurrent(to.row.id);
    this.#scrollTo(to.row.id, true);
  }

  /** Goes to the next unread message below the current one; false where the conversation has none. */
  nextUnread(): boolean {
    const { body } = this.state;
    if (body.kind !== 'conversation') return false;
    const at = body.cards.findIndex((one) => one.row.id === body.current);
    const to = body.cards.slice(at + 1).find((one) => !one.row.flags.seen);
    if (to === undefined) return false;
    if (to.content.kind === 'closed') this.#expand(to.row.id);
    this.#setCurrent(to.row.id);
    this.#scrollTo(to.row.id, true);
    return true;
  }

  #setCurrent(id: MessageId): void {
    const { body } = this.state;
    if (body.kind === 'conversation') this.state = { ...this.state, body: { ...body, current: id } };
  }

  #scrollTo(id: MessageId, focus: boolean): void {
    this.#turn += 1;
    this.state = { ...this.state, scroll: { id, turn: this.#turn, focus } };
  }

  #change(id: MessageId, how: (card: Card) => Partial<Card>): void {
    const { body } = this.state;
    if (body.kind !== 'conversation') return;
    const cards = body.cards.map((one) => (one.row.id === id ? { ...one, ...how(one) } : one));
    this.state = { ...this.state, body: { ...body, cards } };
  }

  #dialog(dialog: ReaderDialog | null): void {
    this.state = { ...this.state, dialog };
  }

  async #loadAlways(id: MessageId): Promise<void> {
    const { body } = this.state;
    if (body.kind !== 'conversation') return;
    const sender = body.cards.find((one) => one.row.id === id)?.row.from[0]?.email.toLowerCase();
    if (sender === undefined) return;
    if (!(await this.#try(this.core.allowRemote(sender, true)))) return;
    for (const one of body.cards)
      if (one.row.from[0]?.email.toLowerCase() === sender) this.#change(one.row.id, () => ({ remote: true }));
  }

  async #source(id: MessageId): Promise<void> {
    const name = fileName(this.current()?.row.subject ?? '');
    this.#dialog({ kind: 'source', id, name, source: { kind: 'loading' } });
    const source = await sourceOf(this.core, id);
    if (this.state.dialog?.kind === 'source' && this.state.dialog.id === id)
      this.#dialog({ kind: 'source', id, name, source });
  }

  #saveSource(): void {
    const { dialog } = this.state;
    if (dialog?.kind === 'source') void this.#save(this.core.saveSource(dialog.id, dialog.name));
  }

  async #link(href: string, text: string): Promise<void> {
    const dialog = await followed(this.core, href, text, this.around);
    if (dialog !== null) this.#dialog(dialog);
  }

  #follow(): void {
    const { dialog } = this.state;
    if (dialog?.kind !== 'link') return;
    this.#dialog(null);
    void this.#try(this.core.openLink(dialog.verdict.url));
  }

  async #print(): Promise<void> {
    if (!this.state.printing || this.#onPaper) return;
    this.#onPaper = true;
    await this.#try(this.core.print());
    this.#onPaper = false;
    this.state = { ...this.state, printing: false };
  }

  #unread(id: MessageId): boolean {
    const { body } = this.state;
    return (
      body.kind === 'conversation' &&
      body.cards.some((one) => one.row.id === id && one.content.kind === 'shown' && !one.row.flags.seen)
    );
  }

  #seen(ids: MessageId[]): void {
    for (const id of ids) this.#change(id, (one) => ({ row: { ...one.row, flags: { ...one.row.flags, seen: true } } }));
    void this.#try(this.core.flag(ids, { add: SEEN, remove: NONE }));
  }

  async #save(saving: Promise<string | null>): Promise<void> {
    try {
      const path = await saving;
      if (path !== null) this.around.saved(path);
    } catch (error) {
      this.around.failed(error as MailError);
    }
  }

  async #try(doing: Promise<unknown>): Promise<boolean> {
    try {
      await doing;
      return true;
    } catch (error) {
      this.around.failed(error as MailError);
      return false;
    }
  }
}

function same(a: ReaderTarget | null, b: ReaderTarget | null): boolean {
  return a?.message === b?.message && a?.thread === b?.thread;
}

function gone(): MailError {
  return { kind: 'gone', reason: '', next: '' };
}
