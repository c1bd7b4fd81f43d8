/** What a row says: who, what, and the one sentence that a screen reader hears. */
import { shortDate, size } from '../../lib/format';
import type { Address, Flags, ListRow } from '../../lib/types';
import { calm } from '../../lib/bidi';
import { t } from '../../lib/words';

const shown = ({ name, email }: Address): string => calm(name?.trim() || email || t('no-sender'));
const given = (person: Address): string => shown(person).split(/[\s@]/)[0] ?? '';

/** Who wrote: one person in full, several by their first names. */
export function peopleOf(row: ListRow, mine: ReadonlySet<string>): string {
  const people = row.people.length > 0 ? row.people : row.row.from;
  const [only] = people;
  if (only === undefined) return t('no-sender');
  const own = (person: Address): boolean => mine.has(person.email.toLowerCase());
  if (people.length === 1) return own(only) ? t('me') : shown(only);
  // Each name apart, so that one from right to left does not turn its neighbours.
  return people.map((person) => `\u2068${own(person) ? t('me') : given(person)}\u2069`).join(', ');
}

export const subjectOf = (row: ListRow): string => calm(row.row.subject.trim()) || t('no-subject');

export interface RowFlags {
  unread: boolean;
  flagged: boolean;
}

/** Unread and flagged as the person sees them, with what they just did. */
export function flagsOf(row: ListRow, overlay: (id: number, flags: Flags) => Flags): RowFlags {
  const { seen, flagged } = row.row.flags;
  const now = overlay(row.row.id, row.row.flags);
  return {
    unread: now.seen === seen ? row.unread > 0 : !now.seen,
    flagged: now.flagged === flagged ? row.flagged : now.flagged,
  };
}

/** "Unread, Ada Lovelace, Notes on the engine, 14:02, 2 attachments, flagged". */
export function sentenceOf(row: ListRow, flags: RowFlags, mine: ReadonlySet<string>, now: number): string {
  const parts = [
    flags.unread ? t('row-unread') : '',
    peopleOf(row, mine),
    subjectOf(row),
    shortDate(row.row.received, now),
    row.messages > 1 ? t('count-messages', { count: row.messages }) : '',
    row.attachments > 0 ? t('row-attachments', { count: row.attachments }) : '',
    flags.flagged ? t('row-flagged') : '',
    row.row.flags.answered ? t('row-answered') : '',
    row.row.pending ? t('row-pending') : '',
    row.row.body === 'none' ? t('row-no-text', { size: size(row.row.size) }) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

export interface Piece {
  text: string;
  mark: boolean;
}

/** A text in pieces, those that a search looked for marked. */
export function marked(text: string, words: readonly string[]): Piece[] {
  const wanted = words.filter((word) => word !== '');
  if (wanted.length === 0) return [{ text, mark: false }];
  const any = new RegExp(`(${wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu');
  return text
    .split(any)
    .map((piece, at) => ({ text: piece, mark: at % 2 === 1 }))
    .filter(({ text: piece }) => piece !== '');
}
