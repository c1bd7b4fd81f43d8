import type { ListRow, MailError, View } from '../../lib/types';
import type { Rows } from './rows';
import type { Selection } from './selection';

export type ListBody =
  | { body: 'loading' }
  | { body: 'failed'; error: MailError }
  | { body: 'empty'; why: 'nothing' | 'unread' | 'search' }
  | { body: 'rows' };

export interface ListState {
  view: View;
  threaded: boolean;
  unreadOnly: boolean;
  body: ListBody;
  rows: Rows;
  /** The row that keys act on; -1 without one. */
  cursor: number;
  selection: Selection;
  /** Words to mark, in a search. */
  words: readonly string[];
  /** The operator at the end of a query that is not finished: the rows are those from before it. */
  unfinished: string | null;
  /** Where the list should stand; `n` grows with each wish. */
  scroll: { top: number; n: number };
  /** Rows that came in above what is shown. */
  above: number;
}

export type ListEvent =
  | { type: 'scrolled'; top: number; height: number }
  | { type: 'resized'; rowHeight: number }
  | { type: 'hovered'; index: number | null }
  | { type: 'clicked'; index: number; add: boolean; range: boolean }
  | { type: 'ticked'; index: number; range: boolean }
  | { type: 'opened'; index: number }
  | { type: 'moved'; by: number; extend: boolean }
  | { type: 'jumped'; to: 'first' | 'last'; extend: boolean }
  | { type: 'allSelected' }
  | { type: 'noneSelected' }
  | { type: 'toTop' }
  | { type: 'retried' };

/** A row and what it is called with: what menus and hover buttons act on. */
export interface RowAt {
  index: number;
  row: ListRow;
}
