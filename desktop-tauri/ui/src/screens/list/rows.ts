/** The rows of a list as far as they are known: by place, a bounded number of them, and a window of arithmetic. */
import type { ListPage, ListRow, MessageId } from '../../lib/types';

export const PAGE = 100;
/** Rows kept; those farthest from the window go first. */
const KEPT = 1200;

export interface Rows {
  total: number;
  at: ReadonlyMap<number, ListRow>;
}

export const NO_ROWS: Rows = { total: 0, at: new Map() };

/** What identifies a row while it changes: its conversation, or its message. */
export const keyOf = (row: ListRow, threaded: boolean): number => (threaded ? row.row.thread : row.row.id);

const gone = (row: ListRow, hidden: ReadonlySet<MessageId>): boolean =>
  hidden.size > 0 && row.ids.every((id) => hidden.has(id));

/** The rows with a page put in, rows of `hidden` messages left out. `fresh` forgets what was known before. */
export function withPage(rows: Rows, page: ListPage, hidden: ReadonlySet<MessageId>, fresh: boolean): Rows {
  const shown = page.rows.filter((row) => !gone(row, hidden));
  const at = new Map(fresh ? [] : rows.at);
  shown.forEach((row, n) => at.set(page.offset + n, row));
  if (at.size > KEPT) {
    const middle = page.offset + page.rows.length / 2;
    const far = [...at.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const index of far.slice(0, at.size - KEPT)) at.delete(index);
  }
  return { total: page.total - (page.rows.length - shown.length), at };
}

/** The rows without those whose messages are all hidden: what came after moves up. */
export function without(rows: Rows, hidden: ReadonlySet<MessageId>): Rows {
  const out = [...rows.at].filter(([, row]) => gone(row, hidden)).map(([index]) => index);
  if (out.length === 0) return rows;
  out.sort((a, b) => a - b);
  const at = new Map<number, ListRow>();
  for (const [index, row] of rows.at) {
    if (gone(row, hidden)) continue;
    const before = out.findIndex((each) => each > index);
    at.set(index - (before === -1 ? out.length : before), row);
  }
  return { total: Math.max(0, rows.total - out.length), at };
}

export function indexOf(rows: Rows, test: (row: ListRow) => boolean): number {
  for (const [index, row] of rows.at) if (test(row)) return index;
  return -1;
}

export interface Range {
  first: number;
  /** One past the last. */
  end: number;
}

/** The rows that a window of `height` pixels shows at `top`, some more on both sides. */
export function visible(top: number, height: number, rowHeight: number, total: number, more = 6): Range {
  const first = Math.max(0, Math.floor(top / rowHeight) - more);
  const end = Math.min(total, Math.ceil((top + height) / rowHeight) + more);
  return { first: Math.min(first, end), end };
}

/** The pages of a range that are not there yet. */
export function missing(rows: Rows, { first, end }: Range): number[] {
  const pages = new Set<number>();
  for (let index = first; index < end; index += 1) if (!rows.at.has(index)) pages.add(Math.floor(index / PAGE));
  return [...pages];
}
