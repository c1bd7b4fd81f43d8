/** Which rows are selected: none, some by key, or all but some. */
import type { ListRow, MessageId } from '../../lib/types';

export type Selection =
  | { select: 'none' }
  | { select: 'rows'; rows: ReadonlyMap<number, readonly MessageId[]> }
  | { select: 'all'; ids: readonly MessageId[]; rows: number };

export const NONE: Selection = { select: 'none' };

const some = (rows: ReadonlyMap<number, readonly MessageId[]>): Selection =>
  rows.size === 0 ? NONE : { select: 'rows', rows };

export function has(selection: Selection, key: number): boolean {
  switch (selection.select) {
    case 'none':
      return false;
    case 'rows':
      return selection.rows.has(key);
    case 'all':
      return true;
  }
}

export const count = (selection: Selection): number =>
  selection.select === 'none' ? 0 : selection.select === 'all' ? selection.rows : selection.rows.size;

export function idsOf(selection: Selection): MessageId[] {
  switch (selection.select) {
    case 'none':
      return [];
    case 'rows':
      return [...selection.rows.values()].flat();
    case 'all':
      return [...selection.ids];
  }
}

/** One row in or out. Out of everything leaves that row alone selected: the rest is not on the screen to judge. */
export function toggled(selection: Selection, key: number, ids: readonly MessageId[]): Selection {
  if (selection.select === 'all') return some(new Map([[key, ids]]));
  const rows = new Map(selection.select === 'rows' ? selection.rows : []);
  if (!rows.delete(key)) rows.set(key, ids);
  return some(rows);
}

/** All rows between two places that are known, added to what was selected. */
export function extended(selection: Selection, rows: Iterable<readonly [number, ListRow]>): Selection {
  const all = new Map(selection.select === 'rows' ? selection.rows : []);
  for (const [key, row] of rows) all.set(key, row.ids);
  return some(all);
}

/** What is left when messages went: rows without messages are no longer selected. */
export function withoutIds(selection: Selection, hidden: ReadonlySet<MessageId>): Selection {
  if (selection.select === 'none' || hidden.size === 0) return selection;
  if (selection.select === 'all') return selection.ids.every((id) => hidden.has(id)) ? NONE : selection;
  return some(new Map([...selection.rows].filter(([, ids]) => !ids.every((id) => hidden.has(id)))));
}
