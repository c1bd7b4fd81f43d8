/** The list of messages: pages by place, a cursor, a selection, and changes that never move what the person looks at. */
import type { Actions } from '../../lib/actions.svelte';
import { asMailError } from '../../lib/errorText';
import type { MailCore } from '../../lib/ipc';
import { viewKey } from '../../lib/nav.svelte';
import type {
  Event,
  ListFrom,
  ListPage,
  ListRow,
  Mailbox,
  MailboxId,
  MailError,
  MessageId,
  ThreadId,
  View,
} from '../../lib/types';
import { indexOf, keyOf, missing, NO_ROWS, PAGE, visible, without, withPage, type Rows } from './rows';
import { extended, has, idsOf, NONE, toggled, withoutIds, type Selection } from './selection';
import type { ListBody, ListEvent, ListState } from './state';

const COALESCE_MS = 100;
/** Between two reloads while a sync brings mail. */
const PACE_MS = 500;

interface Surroundings {
  mailbox: (id: MailboxId) => Mailbox | undefined;
  /** Shows a conversation; `kept` leaves the focus on the list. */
  open: (message: MessageId, thread: ThreadId, kept: boolean) => void;
  close: () => void;
  /** Whether the reader follows the cursor. */
  follows: () => boolean;
}

export class ListModel {
  private view = $state.raw<View>({ view: 'role', role: 'inbox' });
  private threaded = $state(true);
  private unreadOnly = $state(false);
  private rows = $state.raw<Rows>(NO_ROWS);
  private loaded = $state(false);
  private failure = $state.raw<MailError | null>(null);
  private cursor = $state(-1);
  private selection = $state.raw<Selection>(NONE);
  private words = $state.raw<readonly string[]>([]);
  private scroll = $state.raw({ top: 0, n: 0 });
  private above = $state(0);

  private top = 0;
  private height = 0;
  private rowHeight = 64;
  private hover: number | null = null;
  /** Where a range began. */
  private from = -1;
  private generation = 0;
  private reloading = false;
  private again = false;
  private readonly asked = new Set<number>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reloadedAt = 0;

  constructor(
    private readonly core: MailCore,
    private readonly actions: Actions,
    private readonly around: Surroundings,
  ) {}

  get state(): ListState {
    const { view, threaded, unreadOnly, rows, cursor, selection, words, scroll, above } = this;
    return { view, threaded, unreadOnly, rows, cursor, selection, words, scroll, above, body: this.body };
  }

  private get body(): ListBody {
    if (this.failure && this.rows.at.size === 0) return { body: 'failed', error: this.failure };
    if (!this.loaded) return { body: 'loading' };
    if (this.rows.total > 0) return { body: 'rows' };
    return { body: 'empty', why: this.view.view === 'search' ? 'search' : this.unreadOnly ? 'unread' : 'nothing' };
  }

  /** The row that keys act on. */
  get current(): ListRow | null {
    return this.rows.at.get(this.cursor) ?? null;
  }

  /** The messages that an action is for: the selection, else the row of the cursor. */
  get targets(): { ids: MessageId[]; rows: number } {
    if (this.selection.select === 'none') return { ids: this.current?.ids ?? [], rows: this.current ? 1 : 0 };
    return {
      ids: idsOf(this.selection),
      rows: this.selection.select === 'all' ? this.selection.rows : this.selection.rows.size,
    };
  }

  /** Shows another view. What a search found stays until the next answer, so that typing does not flicker. */
  async show(view: View, threaded: boolean, unreadOnly: boolean): Promise<void> {
    const same = viewKey(view) === viewKey(this.view) && threaded === this.threaded && unreadOnly === this.unreadOnly;
    if (same && this.loaded) return;
    const typing = view.view === 'search' && this.view.view === 'search' && this.loaded;
    this.generation += 1;
    Object.assign(this, {
      view,
      threaded,
      unreadOnly,
      selection: NONE,
      failure: null,
      above: 0,
      hover: null,
      from: -1,
    });
    this.asked.clear();
    if (!typing) {
      this.rows = NO_ROWS;
      this.loaded = false;
      this.words = [];
    }
    this.cursor = -1;
    this.stand(0);
    await this.load();
  }

  /** Asks again soon; several wishes become one. */
  refresh(wait = COALESCE_MS): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.reload();
    }, wait);
  }

  /** Hears changes until the returned function is called. */
  start(): () => void {
    const stop = this.core.onEvent((event) => {
      if (!this.concerns(event)) return;
      this.refresh(Date.now() - this.reloadedAt < PACE_MS ? PACE_MS : COALESCE_MS);
    });
    return () => {
      stop();
      clearTimeout(this.timer);
      this.timer = undefined;
    };
  }

  /** Takes rows away whose messages an action just took; the next row is under the cursor then, and open if it was. */
  hide(hidden: ReadonlySet<MessageId>): void {
    const before = this.rows;
    const current = this.current;
    const next = without(before, hidden);
    if (next === before) return;
    this.rows = next;
    this.selection = withoutIds(this.selection, hidden);
    const key = current === null ? null : keyOf(current, this.threaded);
    const kept = key === null ? -1 : indexOf(next, (row) => keyOf(row, this.threaded) === key);
    if (kept >= 0) this.cursor = kept;
    else if (current !== null) {
      const gone = [...before.at].filter(
        ([index, row]) => index < this.cursor && row.ids.every((id) => hidden.has(id)),
      );
      this.cursor = Math.min(this.cursor - gone.length, next.total - 1);
      this.follow();
    }
    this.fill();
  }

  onEvent(event: ListEvent): void {
    switch (event.type) {
      case 'scrolled':
        this.top = event.top;
        this.height = event.height;
        if (event.top === 0) this.above = 0;
        return this.fill();
      case 'resized':
        return this.resize(event.rowHeight);
      case 'hovered':
        this.hover = event.index;
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
        return this.move(event.to === 'first' ? 0 : this.rows.total - 1, event.extend);
      case 'allSelected':
        void this.selectAll();
        return;
      case 'noneSelected':
        this.selection = NONE;
        return;
      case 'toTop':
        this.above = 0;
        return this.stand(0);
      case 'retried':
        this.failure = null;
        this.loaded = false;
        void this.load();
    }
  }

  private concerns(event: Event): boolean {
    switch (event.event) {
      case 'mailbox_changed':
      case 'new_message':
        if (this.view.view === 'mailbox') return this.view.mailbox === event.mailbox || this.threaded;
        return (
          this.view.view !== 'role' || this.threaded || this.around.mailbox(event.mailbox)?.role === this.view.role
        );
      case 'account_changed':
      case 'edit_refused':
      case 'overflow':
        return true;
      case 'mode':
      case 'progress':
      case 'outbox_changed':
      case 'drafts_changed':
      case 'status_changed':
      case 'failed':
        return false;
    }
  }

  private ask(from: ListFrom, limit: number): Promise<ListPage> {
    return this.core.list({ view: this.view, threaded: this.threaded, unread_only: this.unreadOnly, from, limit });
  }

  private async load(): Promise<void> {
    const { generation } = this;
    const mark = this.actions.mark();
    try {
      const [page, words] = await Promise.all([
        this.ask({ from: 'offset', offset: 0 }, PAGE),
        this.view.view === 'search' ? this.core.searchWords(this.view.query) : [],
      ]);
      if (generation !== this.generation) return;
      this.rows = withPage(NO_ROWS, page, this.pending(mark), true);
      this.words = words;
      this.loaded = true;
      this.failure = null;
      this.actions.settle(mark);
      this.fill();
    } catch (error) {
      if (generation !== this.generation) return;
      this.failure = asMailError(error);
      this.loaded = true;
    }
  }

  /** Messages hidden by actions that the answer to come does not know yet. */
  private pending(mark: ReadonlySet<unknown>): ReadonlySet<MessageId> {
    const open = this.actions.overlays.filter((each) => !mark.has(each) && each.change === 'gone');
    return new Set(open.flatMap(({ ids }) => [...ids]));
  }

  /** Asks again around what the person looks at, and keeps that where it is. */
  private async reload(): Promise<void> {
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

  private anchor(): { id: MessageId; index: number } | null {
    if (this.top === 0 && this.hover === null) return null;
    const index = this.hover ?? Math.ceil(this.top / this.rowHeight);
    const row = this.rows.at.get(index);
    return row ? { id: row.row.id, index } : null;
  }

  private async askAround(anchor: { id: MessageId; index: number } | null): Promise<ListPage> {
    if (anchor === null) {
      const offset = Math.max(0, Math.floor(this.top / this.rowHeight) - PAGE / 2);
      return this.ask({ from: 'offset', offset }, 2 * PAGE);
    }
    const page = await this.ask({ from: 'around', id: anchor.id }, 2 * PAGE);
    if (page.rows.some(({ ids }) => ids.includes(anchor.id)) || anchor.index < PAGE) return page;
    return this.ask({ from: 'offset', offset: anchor.index - PAGE }, 2 * PAGE);
  }

  private take(page: ListPage, anchor: { id: MessageId; index: number } | null, hidden: ReadonlySet<MessageId>): void {
    const key = this.current === null ? null : keyOf(this.current, this.threaded);
    const rows = withPage(this.rows, page, hidden, true);
    const at = anchor === null ? -1 : indexOf(rows, ({ ids }) => ids.includes(anchor.id));
    const moved = anchor === null || at < 0 ? 0 : at - anchor.index;
    this.rows = rows;
    this.failure = null;
    this.asked.clear();
    if (key !== null) {
      const found = indexOf(rows, (row) => keyOf(row, this.threaded) === key);
      this.cursor = found >= 0 ? found : Math.min(this.cursor + moved, rows.total - 1);
    }
    if (moved !== 0) {
      this.above += Math.max(0, moved);
      if (this.hover !== null) this.hover += moved;
      this.stand(Math.max(0, this.top + moved * this.rowHeight));
    }
    this.fill();
  }

  /** Asks for the pages of the window that are missing, the nearest first. */
  private fill(): void {
    if (!this.loaded) return;
    const range = visible(this.top, this.height, this.rowHeight, this.rows.total, 20);
    for (const page of missing(this.rows, range)) {
      if (!this.asked.has(page)) void this.fetch(page);
    }
  }

  private async fetch(page: number): Promise<void> {
    const { generation } = this;
    this.asked.add(page);
    try {
      const answer = await this.ask({ from: 'offset', offset: page * PAGE }, PAGE);
      if (generation !== this.generation || !this.asked.has(page)) return;
      this.rows = withPage(this.rows, answer, this.actions.hidden, false);
    } catch (error) {
      if (generation === this.generation) this.failure = asMailError(error);
    } finally {
      this.asked.delete(page);
    }
  }

  private stand(top: number): void {
    this.top = top;
    this.scroll = { top, n: this.scroll.n + 1 };
  }

  /** Another density: the first row on the screen stays the first. */
  private resize(rowHeight: number): void {
    if (rowHeight === this.rowHeight) return;
    const first = this.top / this.rowHeight;
    this.rowHeight = rowHeight;
    this.stand(Math.round(first * rowHeight));
    this.fill();
  }

  private click(index: number, add: boolean, range: boolean): void {
    if (range) return this.range(index);
    if (add) return this.tick(index, false);
    this.selection = NONE;
    this.from = index;
    this.open(index, true);
  }

  private tick(index: number, range: boolean): void {
    const row = this.rows.at.get(index);
    if (!row) return;
    if (range && this.from >= 0) return this.range(index);
    this.from = index;
    this.cursor = index;
    this.selection = toggled(this.selection, keyOf(row, this.threaded), row.ids);
  }

  private range(index: number): void {
    if (this.from < 0) this.from = Math.max(0, this.cursor);
    const [first, last] = [Math.min(this.from, index), Math.max(this.from, index)];
    const rows: [number, ListRow][] = [];
    for (let at = first; at <= last; at += 1) {
      const row = this.rows.at.get(at);
      if (row) rows.push([keyOf(row, this.threaded), row]);
    }
    this.cursor = index;
    this.selection = extended(NONE, rows);
  }

  private async selectAll(): Promise<void> {
    const { generation } = this;
    try {
      const ids = await this.core.listIds(this.view, this.unreadOnly);
      if (generation === this.generation) this.selection = { select: 'all', ids, rows: this.rows.total };
    } catch (error) {
      this.failure = asMailError(error);
    }
  }

  private open(index: number, kept: boolean): void {
    const row = this.rows.at.get(index);
    if (!row) return;
    this.cursor = index;
    this.around.open(row.row.id, row.row.thread, kept);
  }

  private move(to: number, extend: boolean): void {
    if (this.rows.total === 0) return;
    const index = Math.min(Math.max(0, to), this.rows.total - 1);
    if (extend) {
      this.range(index);
    } else {
      this.from = index;
      this.cursor = index;
      this.follow();
    }
    this.reveal(index);
  }

  /** Scrolls as little as needed for a row to be seen. */
  private reveal(index: number): void {
    const top = index * this.rowHeight;
    if (top < this.top) this.stand(top);
    else if (this.height > 0 && top + this.rowHeight > this.top + this.height)
      this.stand(top + this.rowHeight - this.height);
    this.fill();
  }

  private follow(): void {
    const row = this.current;
    if (row === null) return this.around.close();
    if (this.around.follows()) this.around.open(row.row.id, row.row.thread, true);
    else this.around.close();
  }

  /** The next row below the cursor with something unread, as far as rows are known; else the next row. */
  nextUnread(): void {
    const below = [...this.rows.at].filter(([index, row]) => index > this.cursor && row.unread > 0);
    const next = Math.min(...below.map(([index]) => index));
    this.move(Number.isFinite(next) ? next : this.cursor + 1, false);
  }

  isSelected = (row: ListRow): boolean => has(this.selection, keyOf(row, this.threaded));
}
