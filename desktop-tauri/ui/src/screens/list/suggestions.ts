/** What the search field offers: operators that begin like the word, and people for `from:` and `to:`. */
import type { Address } from '../../lib/types';
import { t, type PlainId } from '../../lib/words';

export type Suggestion =
  { suggest: 'operator'; text: string; hint: PlainId } | { suggest: 'person'; text: string; person: Address };

export const OPERATORS: readonly { text: string; hint: PlainId }[] = [
  { text: 'from:', hint: 'search-from' },
  { text: 'to:', hint: 'search-to' },
  { text: 'subject:', hint: 'search-subject' },
  { text: 'in:', hint: 'search-in' },
  { text: 'has:attachment', hint: 'search-attachment' },
  { text: 'is:unread', hint: 'search-unread' },
  { text: 'is:flagged', hint: 'search-flagged' },
  { text: 'after:', hint: 'search-after' },
  { text: 'before:', hint: 'search-before' },
];

/** The word at the end of the query, which is being written; a quoted one may hold spaces. */
export function lastWord(query: string): string {
  const [, word = ''] = /((?:-?\w+:)?"[^"]*|\S*)$/.exec(query) ?? [];
  return word;
}

/** What people are looked for with: the rest after `from:` or `to:`; null for other words. */
export function personPrefix(query: string): string | null {
  const [, prefix] = /^-?(?:from|to):"?(.+)$/.exec(lastWord(query)) ?? [];
  return prefix === undefined || prefix.endsWith('"') ? null : prefix;
}

export function operatorsFor(query: string): Suggestion[] {
  const word = lastWord(query);
  const bare = word.replace(/^-/, '').toLowerCase();
  return OPERATORS.filter(({ text }) => text.startsWith(bare) && text !== bare).map(({ text, hint }) => ({
    suggest: 'operator',
    text: `${word.startsWith('-') ? '-' : ''}${text}`,
    hint,
  }));
}

export function peopleFor(query: string, people: readonly Address[]): Suggestion[] {
  const operator = /^(-?\w+:)/.exec(lastWord(query))?.[1] ?? '';
  return people.map((person) => ({ suggest: 'person', text: `${operator}${person.email}`, person }));
}

/** The query with its last word replaced; after a finished word there is room for the next. */
export function taken(query: string, suggestion: Suggestion): string {
  const before = query.slice(0, query.length - lastWord(query).length);
  return `${before}${suggestion.text}${suggestion.text.endsWith(':') ? '' : ' '}`;
}

/** What an operator that is half typed waits for. */
export function waiting(operator: string): string {
  const isolated = { operator: `\u2068${operator}\u2069` };
  return /^-?(before|after):/i.test(operator) ? t('search-unfinished-day', isolated) : t('search-unfinished', isolated);
}
