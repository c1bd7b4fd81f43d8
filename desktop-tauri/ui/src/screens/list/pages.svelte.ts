/** The rows of one view: pages by place as far as they are looked at, asked again without moving what is looked at. */
import type { Actions } from '../../lib/actions.svelte';
import { asMailError } from '../../lib/errorText';
import type { MailCore } from '../../lib/ipc';
import type { ListFrom, ListPage, MailError, MessageId, QueryReading, View } from '../../lib/types';
import { indexOf, missing, NO_ROWS, PAGE, visible, withPage, type Rows } from './rows';

const COALESCE_MS = 100;
const NO_QUERY: QueryReading = { words: [], unfinished: null, mailboxes: null };

export interface Query {
  view: View;
  threaded: boolean;
  unreadOnly: boolean;
}

interface Anchor {
  id: MessageId;
  index: number;
}

export class Pages {
  query = $state.raw<Query>({ view: { view: 'role', role: 'inbox' }, threaded: true, unreadOnly: false });
  rows = $state.raw<Rows>(NO_ROWS);
  loaded = $state(false);
  failure = $state.raw<MailError | null>(null);
  /** What the query of a search says. */
  reading = $state.raw<QueryReading>(NO_QUERY);
  /** The operator that is being typed: the rows are those of the query before it. */
  unfinished = $state<string | null>(null);
  /** Where the list should stand; `n` grows with each wish. */
  scroll = $state.raw({ top: 0, n: 0 });
  /** Rows that came in above what is shown. */
  above = $state(0);

  top = 0;
  height = 0;
  rowHeight = 64;
  /** The row below the pointer. */
  hover: number | null = null;
  reloadedAt = 0;
  /** What the rows answer. */
  private answered: Query | null = null;
  private generation = 0;
  private loading: number | null = null;
  private reloading = false;
  private again = false;
  private readonly pagesAsked = new Set<number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `moved` hears that rows are somewhere else now, by how many places. */
  constructor(
    private readonly core: MailCore,
    private readonly actions: Actions,
    private readonly moved: (before: Rows, by: number) => void,
  ) {}

  /** Shows another list; with `kept` the old rows stay until the answer. */
  async show(query: Query, kept: boolean): Promise<void> {
    this.generation += 1;
    Object.assign(this, { query, failure: null, above: 0, hover: null, unfinished: null });
    this.pagesAsked.clear();
    if (!kept) {
      this.rows = NO_ROWS;
      this.loaded = false;
      this.reading = NO_QUERY;
      this.answered = null;
    }
    this.stand(0);
    await this.load();
  }

  async load(): Promise<void> {
    const { generation } = this;
    const { view } = this.query;
    const mark = this.actions.mark();
    this.loading = generation;
    try {
      const [page, reading] = await Promise.all([
        this.ask({ from: 'offset', offset: 0 }, PAGE),
        view.view === 'search' ? this.core.readQuery(view.query) : NO_QUERY,
      ]);
      if (generation !== this.generation) return;
      this.unfinished = reading.unfinished;
      if (reading.unfinished !== null && this.answered !== null) {
        this.query = this.answered;
        return this.fill();
      }
      this.rows = withPage(NO_ROWS, page, this.pending(mark), true);
      Object.assign(this, { reading, loaded: true, failure: null, answered: this.query });
      this.actions.settle(mark);
      this.fill();
    } catch (error) {
      if (generation !== this.generation) return;
      // What was shown answered another question.
      Object.assign(this, { rows: NO_ROWS, failure: asMailError(error), loaded: true, answered: null });
    } finally {
      if (this.loading === generation) this.loading = null;
    }
  }

  /** Whether the first answer to what is shown is under way or there. */
  get asked(): boolean {
    return this.loaded || this.loading === this.generation;
  }

  /** Asks again soon; several wishes become one. */
  refresh(wait = COALESCE_MS): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.reload();
    }, wait);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** The messages that an action on everything is for. */
  async allIds(): Promise<MessageId[] | null> {
    const { generation } = this;
    const ids = await this.core.listIds(this.query.view, this.query.unreadOnly);
    return generation === this.generation ? ids : null;
  }

  /** Asks for the pages of the window that are missing. */
  fill(): void {
    if (!this.loaded) return;
    const range = visible(this.top, this.height, this.rowHeight, this.rows.total, 20);
    for (const page of missing(this.rows, range)) {
      if (!this.pagesAsked.has(page)) void this.fetch(page);
    }
  }

  stand(top: number): void {
    this.top = top;
    this.scroll = { top, n: this.scroll.n + 1 };
  }

  /** Another density: the first row on the screen stays the first. */
  resize(rowHeight: number): void {
    if (rowHeight === this.rowHeight) return;
    const first = this.top / this.rowHeight;
    this.rowHeight = rowHeight;
    this.stand(Math.round(first * rowHeight));
    this.fill();
  }

  /** Scrolls as little as needed for a row to be seen. */
  reveal(index: number): void {
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight;
    if (top < this.top) this.stand(top);
    else if (this.height > 0 && bottom > this.top + this.height) this.stand(bottom - this.height);
    this.fill();
  }

  private ask(from: ListFrom, limit: number): Promise<ListPage> {
    const { view, threaded, unreadOnly } = this.query;
    return this.core.list({ view, threaded, unread_only: unreadOnly, from, limit });
  }

  /** Messages hidden by actions that the answer to come does not know yet. */
  private pending(mark: ReadonlySet<unknown>): ReadonlySet<MessageId> {
    const open = this.actions.overlays.filter((each) => !mark.has(each));
    return new Set(open.flatMap(({ gone }) => [...gone]));
  }

  /** Asks again around what the person looks at, and keeps that where it is. */
  async reload(): Promise<void> {
    if (this.reloading || !this.loaded) {
      this.again = this.reloading;
      return;
    }
    this.reloading = true;
    this.reloadedAt = Date.now();
    const { generation } = this;
    const mark = this.actions.mark();
    try {
      const anchor = this.anchor();
      const page = await this.askAround(anchor);
      if (generation === this.generation) {
        this.take(page, anchor, this.pending(mark));
        this.actions.settle(mark);
      }
    } catch (error) {
      // Old rows stay; with none the list says why.
      if (generation === this.generation) this.failure = asMailError(error);
    } finally {
      this.reloading = false;
    }
    if (this.again) {
      this.again = false;
      this.refresh();
    }
  }

  private anchor(): Anchor | null {
    if (this.top === 0 && this.hover === null) return null;
    const index = this.hover ?? Math.ceil(this.top / this.rowHeight);
    const row = this.rows.at.get(index);
    return row ? { id: row.row.id, index } : null;
  }

  private async askAround(anchor: Anchor | null): Promise<ListPage> {
    if (anchor === null) {
      const offset = Math.max(0, Math.floor(this.top / this.rowHeight) - PAGE / 2);
      return this.ask({ from: 'offset', offset }, 2 * PAGE);
    }
    const page = await this.ask({ from: 'around', id: anchor.id }, 2 * PAGE);
    if (page.rows.some(({ ids }) => ids.includes(anchor.id)) || anchor.index < PAGE) return page;
    return this.ask({ from: 'offset', offset: anchor.index - PAGE }, 2 * PAGE);
  }

  private take(page: ListPage, anchor: Anchor | null, hidden: ReadonlySet<MessageId>): void {
    const before = this.rows;
    this.rows = withPage(before, page, hidden, true);
    const at = anchor === null ? -1 : indexOf(this.rows, ({ ids }) => ids.includes(anchor.id));
    const by = anchor === null || at < 0 ? 0 : at - anchor.index;
    this.failure = null;
    this.pagesAsked.clear();
    this.moved(before, by);
    if (by !== 0) {
      this.above += Math.max(0, by);
      if (this.hover !== null) this.hover += by;
      this.stand(Math.max(0, this.top + by * this.rowHeight));
    }
    this.fill();
  }

  private async fetch(page: number): Promise<void> {
    const { generation } = this;
    this.pagesAsked.add(page);
    try {
      const answer = await this.ask({ from: 'offset', offset: page * PAGE }, PAGE);
      if (generation !== this.generation || !this.pagesAsked.has(page)) return;
      this.rows = withPage(this.rows, answer, this.actions.hidden, false);
    } catch (error) {
      if (generation === this.generation) this.failure = asMailError(error);
    } finally {
      this.pagesAsked.delete(page);
    }
  }
}
