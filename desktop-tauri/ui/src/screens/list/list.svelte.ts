/** The list of messages: rows of a view, a cursor that keys act on, and a selection. */
import type { Actions } from '../../lib/actions.svelte';
import type { MailCore } from '../../lib/ipc';
import { viewKey } from '../../lib/nav.svelte';
import { afterPaint } from '../../lib/paint';
import type { Event, ListRow, Mailbox, MailboxId, MessageId, MessageRow, ThreadId, View } from '../../lib/types';
import { Pages } from './pages.svelte';
import { indexOf, keyOf, without, type Rows } from './rows';
import { count, extended, has, idsOf, NONE, toggled, withoutIds, type Selection } from './selection';
import type { ListBody, ListEvent, ListState } from './state';

/** Between two reloads while a sync brings mail. */
const PACE_MS = 500;

interface Surroundings {
  mailbox: (id: MailboxId) => Mailbox | undefined;
  /** Shows a conversation; `kept` leaves the focus on the list. */
  open: (message: MessageId, thread: ThreadId, kept: boolean) => void;
  close: () => void;
  /** Whether the reader follows the cursor. */
  follows: () => boolean;
  failed: (error: unknown) => void;
}

export class ListModel {
  private readonly pages: Pages;
  private cursor = $state(-1);
  private selection = $state.raw<Selection>(NONE);
  /** Where a range began. */
  private from = -1;

  constructor(
    private readonly core: MailCore,
    actions: Actions,
    private readonly around: Surroundings,
  ) {
    this.pages = new Pages(core, actions, (before, by) => this.followRows(before, by));
  }

  get state(): ListState {
    const { query, rows, reading, unfinished, scroll, above } = this.pages;
    const { cursor, selection } = this;
    return { ...query, rows, words: reading.words, unfinished, scroll, above, cursor, selection, body: this.body };
  }

  private get body(): ListBody {
    const { failure, rows, loaded, query } = this.pages;
    if (failure && rows.at.size === 0) return { body: 'failed', error: failure };
    if (!loaded) return { body: 'loading' };
    if (rows.total > 0) return { body: 'rows' };
    return { body: 'empty', why: query.view.view === 'search' ? 'search' : query.unreadOnly ? 'unread' : 'nothing' };
  }

  /** The row that keys act on. */
  get current(): ListRow | null {
    return this.pages.rows.at.get(this.cursor) ?? null;
  }

  /** A message that is all of its row. */
  known(message: MessageId): MessageRow | null {
    const { rows, query } = this.pages;
    const found = rows.at.get(indexOf(rows, ({ row }) => row.id === message));
    return found !== undefined && (found.messages === 1 || !query.threaded) ? found.row : null;
  }

  /** The messages that an action is for: the selection, else the row of the cursor. */
  get targets(): { ids: MessageId[]; rows: number } {
    if (this.selection.select === 'none') return { ids: this.current?.ids ?? [], rows: this.current ? 1 : 0 };
    return { ids: idsOf(this.selection), rows: count(this.selection) };
  }

  /** The folders that a search looks in; null for everywhere. */
  get searched(): readonly MailboxId[] | null {
    return this.pages.reading.mailboxes;
  }

  /** The rows of some messages, as far as they are known. */
  rowsOf(ids: readonly MessageId[]): ListRow[] {
    const wanted = new Set(ids);
    return [...this.pages.rows.at.values()].filter((row) => row.ids.some((id) => wanted.has(id)));
  }

  isSelected = (row: ListRow): boolean => has(this.selection, this.key(row));

  /** Shows another view. What a search found stays until the next answer, so that typing does not flicker. */
  async show(view: View, threaded: boolean, unreadOnly: boolean): Promise<void> {
    const { query, loaded, asked } = this.pages;
    const same =
      viewKey(view) === viewKey(query.view) && threaded === query.threaded && unreadOnly === query.unreadOnly;
    // The rows of a search are there although an operator was begun: now it was taken back.
    if (same && loaded) this.pages.unfinished = null;
    if (same && asked) return;
    Object.assign(this, { selection: NONE, cursor: -1, from: -1 });
    await this.pages.show(
      { view, threaded, unreadOnly },
      loaded && view.view === 'search' && query.view.view === 'search',
    );
  }

  refresh(): void {
    this.pages.refresh();
  }

  /** Hears changes until the returned function is called. */
  start(): () => void {
    const stop = this.core.onEvent((event) => {
      if (!this.concerns(event)) return;
      if (Date.now() - this.pages.reloadedAt < PACE_MS) this.pages.refresh(PACE_MS);
      else this.pages.refresh();
    });
    return () => {
      stop();
      this.pages.stop();
    };
  }

  /** Takes rows away whose messages an action just took; the next row is under the cursor then, and open if it was. */
  hide(hidden: ReadonlySet<MessageId>): void {
    const before = this.pages.rows;
    const { current } = this;
    const next = without(before, hidden);
    if (next === before) return;
    this.pages.rows = next;
    this.selection = withoutIds(this.selection, hidden);
    if (current !== null) {
      const kept = indexOf(next, (row) => this.key(row) === this.key(current));
      if (kept >= 0) this.cursor = kept;
      else {
        const gone = [...before.at].filter(([at, row]) => at < this.cursor && row.ids.every((id) => hidden.has(id)));
        this.cursor = Math.min(this.cursor - gone.length, next.total - 1);
        // The rows go at once; building another conversation would hold them up.
        if (this.around.follows()) afterPaint(() => this.follow());
        else this.follow();
      }
    }
    this.pages.fill();
  }

  /** The next row below the cursor with something unread, as far as rows are known; else the next row. */
  nextUnread(): void {
    const below = [...this.pages.rows.at].filter(([index, row]) => index > this.cursor && row.unread > 0);
    const next = Math.min(...below.map(([index]) => index));
    this.move(Number.isFinite(next) ? next : this.cursor + 1, false);
  }

  onEvent(event: ListEvent): void {
    const { pages } = this;
    switch (event.type) {
      case 'scrolled':
        pages.top = event.top;
        pages.height = event.height;
        if (event.top === 0) pages.above = 0;
        return pages.fill();
      case 'resized':
        return pages.resize(event.rowHeight);
      case 'hovered':
        pages.hover = event.index;
        return;
      case 'clicked':
        return this.click(event.index, event.add, event.range);
      case 'ticked':
        return this.tick(event.index, event.range);
      case 'opened':
        return this.open(event.index, false);
      case 'moved':
        return this.move(this.cursor < 0 ? 0 : this.cursor + event.by, event.extend);
      case 'jumped':
        return this.move(event.to === 'first' ? 0 : pages.rows.total - 1, event.extend);
      case 'allSelected':
        void this.selectAll();
        return;
      case 'noneSelected':
        this.selection = NONE;
        return;
      case 'toTop':
        pages.above = 0;
        return pages.stand(0);
      case 'retried':
        Object.assign(pages, { failure: null, loaded: false });
        void pages.load();
    }
  }

  private key(row: ListRow): number {
    return keyOf(row, this.pages.query.threaded);
  }

  private concerns(event: Event): boolean {
    const { view, threaded } = this.pages.query;
    switch (event.event) {
      case 'mailbox_changed':
      case 'new_message':
        // A conversation counts its messages of all folders.
        if (threaded || view.view === 'flagged' || view.view === 'search') return true;
        if (view.view === 'mailbox') return view.mailbox === event.mailbox;
        return this.around.mailbox(event.mailbox)?.role === view.role;
      case 'account_changed':
      case 'edit_refused':
      case 'overflow':
        return true;
      case 'mode':
      case 'progress':
      case 'outbox_changed':
      case 'drafts_changed':
      case 'status_changed':
      case 'plan_changed':
      case 'failed':
        return false;
    }
  }

  /** The rows were asked again: the cursor stays on its row. */
  private followRows(before: Rows, by: number): void {
    const row = before.at.get(this.cursor);
    if (!row) return;
    const { rows } = this.pages;
    const found = indexOf(rows, (each) => this.key(each) === this.key(row));
    this.cursor = found >= 0 ? found : Math.min(this.cursor + by, rows.total - 1);
  }

  private click(index: number, add: boolean, range: boolean): void {
    if (range) return this.range(index);
    if (add) return this.tick(index, false);
    this.selection = NONE;
    this.from = index;
    this.open(index, true);
  }

  private tick(index: number, range: boolean): void {
    const row = this.pages.rows.at.get(index);
    if (!row) return;
    if (range && this.from >= 0) return this.range(index);
    this.from = index;
    this.cursor = index;
    this.selection = toggled(this.selection, this.key(row), row.ids);
  }

  private range(index: number): void {
    if (this.from < 0) this.from = Math.max(0, this.cursor);
    const rows: [number, ListRow][] = [];
    for (let at = Math.min(this.from, index); at <= Math.max(this.from, index); at += 1) {
      const row = this.pages.rows.at.get(at);
      if (row) rows.push([this.key(row), row]);
    }
    this.cursor = index;
    this.selection = extended(NONE, rows);
  }

  private async selectAll(): Promise<void> {
    try {
      const ids = await this.pages.allIds();
      if (ids !== null && ids.length > 0) this.selection = { select: 'all', ids, rows: this.pages.rows.total };
    } catch (error) {
      this.around.failed(error);
    }
  }

  private open(index: number, kept: boolean): void {
    const row = this.pages.rows.at.get(index);
    if (!row) return;
    this.cursor = index;
    this.around.open(row.row.id, row.row.thread, kept);
  }

  private move(to: number, extend: boolean): void {
    const { total } = this.pages.rows;
    if (total === 0) return;
    const index = Math.min(Math.max(0, to), total - 1);
    if (extend) this.range(index);
    else {
      this.from = index;
      this.cursor = index;
      this.follow();
    }
    this.pages.reveal(index);
  }

  private follow(): void {
    const row = this.current;
    if (row !== null && this.around.follows()) this.around.open(row.row.id, row.row.thread, true);
    else this.around.close();
  }
}
