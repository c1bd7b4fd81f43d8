import type { Chip } from './recipients';

/** What a person may have forgotten. The first two keep the message from leaving. */
export type Warning =
  | { kind: 'nobody' }
  | { kind: 'invalid'; addresses: string[] }
  | { kind: 'noSubject' }
  | { kind: 'noAttachment' }
  | { kind: 'otherAccount'; expected: string; chosen: string };

export interface Checked {
  recipients: Chip[];
  subject: string;
  /** What the person wrote, without the quote. */
  own: string;
  files: number;
  /** The address that was written to, where a reply leaves from another one. */
  expected: string | null;
  chosen: string;
}

/* Words in the languages of the catalogue and a few of their neighbours: mail is often answered in another language
   than the window's. */
const ATTACHED =
  /(^|[^\p{L}])(attach(ed|ment|ments|ing)?|enclosed|anhang|anhänge|angehängt\p{L}*|angefügt\p{L}*|beigefügt\p{L}*|im anhang|anbei|beiliegend\p{L}*|anlage|ci-joint\p{L}*|pièces? jointes?|adjunt\p{L}+|allegat\p{L}+|bijlage|bijgevoegd)(?![\p{L}])/iu;

export function warningsOf(checked: Checked): Warning[] {
  const invalid = checked.recipients.filter((one) => one.error !== null).map((one) => one.address.email);
  const warnings: Warning[] = [];
  if (checked.recipients.length === 0) warnings.push({ kind: 'nobody' });
  if (invalid.length > 0) warnings.push({ kind: 'invalid', addresses: invalid });
  if (warnings.length > 0) return warnings;
  if (checked.subject.trim() === '') warnings.push({ kind: 'noSubject' });
  if (checked.files === 0 && mentionsAttachment(`${checked.subject}\n${checked.own}`))
    warnings.push({ kind: 'noAttachment' });
  if (checked.expected !== null && checked.expected.toLowerCase() !== checked.chosen.toLowerCase())
    warnings.push({ kind: 'otherAccount', expected: checked.expected, chosen: checked.chosen });
  return warnings;
}

export function stops(warning: Warning): boolean {
  return warning.kind === 'nobody' || warning.kind === 'invalid';
}

export function mentionsAttachment(text: string): boolean {
  return ATTACHED.test(text);
}

/** Bytes of all files above which many servers refuse a message. */
export const LARGE = 10 * 1024 * 1024;
