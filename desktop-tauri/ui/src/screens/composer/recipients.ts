import type { MailCore } from '../../lib/ipc';
import type { Address, MailError } from '../../lib/types';

export type Field = 'to' | 'cc' | 'bcc';
export const FIELDS: readonly Field[] = ['to', 'cc', 'bcc'];

/** A recipient as the person sees it; what the core does not take as an address stays as it was typed. */
export interface Chip {
  key: number;
  address: Address;
  /** Why nothing can be sent there; absent for a good address. */
  error: MailError | null;
}

let keys = 0;

export function chipOf(address: Address, error: MailError | null = null): Chip {
  keys += 1;
  return { key: keys, address, error };
}

/** Cuts a pasted or typed list at commas, semicolons and line ends outside quotes, brackets and comments. */
export function splitList(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted && char === '\\') {
      part += char + text.charAt(at + 1);
      at += 1;
      continue;
    }
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '<' || char === '(')) depth += 1;
    else if (!quoted && (char === '>' || char === ')')) depth = Math.max(0, depth - 1);
    const ends = char === '\n' || char === '\r' || (!quoted && depth === 0 && (char === ',' || char === ';'));
    if (ends) {
      parts.push(part);
      part = '';
      if (char === '\n' || char === '\r') {
        quoted = false;
        depth = 0;
      }
    } else part += char;
  }
  parts.push(part);
  return parts.map((one) => one.trim()).filter((one) => one !== '');
}

/** The recipients a text names, each checked by the core. */
export async function readRecipients(core: Pick<MailCore, 'parseAddresses'>, text: string): Promise<Chip[]> {
  const chips: Chip[] = [];
  for (const part of splitList(text)) {
    try {
      chips.push(...(await core.parseAddresses(part)).map((address) => chipOf(address)));
    } catch (error) {
      chips.push(chipOf({ name: null, email: part }, error as MailError));
    }
  }
  return chips;
}

/** What is typed into a field and is no recipient yet. */
export interface Typed {
  field: Field;
  text: string;
}

/** The same with what is typed as recipients, as it stands: a draft keeps every letter. */
export function withTyped<W extends Record<Field, Chip[]>>(writing: W, typed: readonly Typed[]): W {
  return typed
    .filter(({ text }) => text.trim() !== '')
    .reduce(
      (whole, { field, text }) => ({
        ...whole,
        [field]: [...whole[field], chipOf({ name: null, email: text.trim() })],
      }),
      writing,
    );
}

/** Without those that are there already, compared without case. */
export function withoutDoubles(there: Chip[], added: Chip[]): Chip[] {
  const known = new Set(there.map((one) => one.address.email.toLowerCase()));
  return added.filter((one) => {
    const email = one.address.email.toLowerCase();
    if (known.has(email)) return false;
    known.add(email);
    return true;
  });
}

/** The address as a person may write it. */
export function written(address: Address): string {
  if (address.name === null || address.name === '') return address.email;
  const name = /[",;<>()@:\\]/.test(address.name) ? `"${address.name.replace(/["\\]/g, '\\$&')}"` : address.name;
  return `${name} <${address.email}>`;
}

/** The person that Enter takes: the one highlighted, unless the text is an address of its own. */
export function chosenFor(
  text: string,
  completion: { text: string; people: Address[]; chosen: number } | null,
): Address | null {
  const person = completion?.people[completion.chosen];
  if (completion === null || person === undefined || completion.text.trim() !== text) return null;
  const whole = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}$/.test(text);
  return whole && person.email.toLowerCase() !== text.toLowerCase() ? null : person;
}
