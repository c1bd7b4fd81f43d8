/** The line above a quoted original, in the person's language. It goes into the mail, so it holds no isolates. */
import { calm } from './bidi';
import { fullDate, list } from './format';
import type { Address, MessageRow } from './types';
import { t } from './words';

const bare = (text: string): string => calm(text).trim();

/** What people call someone: the name, else the address. */
export function nameOf(address: Address | undefined): string {
  if (address === undefined) return '';
  const name = bare(address.name ?? '');
  return name === '' ? address.email : name;
}

function full(address: Address): string {
  const name = bare(address.name ?? '');
  return name === '' ? address.email : `${name} <${address.email}>`;
}

export function replyAttribution(row: MessageRow): string {
  return plain(t('compose-attribution', { date: fullDate(row.date), name: nameOf(row.from[0]) }));
}

export function forwardAttribution(row: MessageRow): string {
  return plain(
    t('compose-forward-attribution', {
      from: list(row.from.map(full)),
      date: fullDate(row.date),
      subject: bare(row.subject),
      to: list(row.to.map(full)),
    }),
  );
}

const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');
