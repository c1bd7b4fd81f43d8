import type { MailCore } from '../../lib/ipc';
import type { Account, Draft, SavedDraft } from '../../lib/types';
import { escape, htmlOf, textOf } from './plain';
import { joinText, splitHtml, splitText } from './quote';
import { chipOf } from './recipients';
import type { Chip } from './recipients';
import type { Writing } from './state';

/** What a stored draft is in the composer. Its HTML may quote anybody, so the core cleans it before it is shown. */
export async function writingOf(
  core: Pick<MailCore, 'cleanHtml' | 'parseAddresses'>,
  saved: SavedDraft,
  plainFirst: boolean,
): Promise<Writing> {
  const { draft } = saved;
  const html = draft.html === null ? null : await core.cleanHtml(draft.html);
  const rich = html !== null || (!plainFirst && draft.text.trim() === '');
  const parts = html === null ? splitText(draft.text) : splitHtml(html);
  const [to, cc, bcc] = await Promise.all([draft.to, draft.cc, draft.bcc].map((list) => checked(core, list)));
  return {
    id: saved.id,
    account: draft.account,
    from: draft.from,
    to: to ?? [],
    cc: cc ?? [],
    bcc: bcc ?? [],
    subject: draft.subject,
    rich,
    own: parts.own,
    quote: parts.quote,
    files: saved.files,
    attaching: 0,
    inReplyTo: draft.in_reply_to,
    expected: draft.in_reply_to === null ? null : draft.from.email,
  };
}

/** A draft keeps what was typed for an address; whether it is one is asked again. */
async function checked(core: Pick<MailCore, 'parseAddresses'>, list: Draft['to']): Promise<Chip[]> {
  return Promise.all(
    list.map(async (address) => {
      try {
        await core.parseAddresses(address.email);
        return chipOf(address);
      } catch (error) {
        return chipOf(address, error as Chip['error']);
      }
    }),
  );
}

/** The text of what the person wrote, without the quote. */
export function ownText(writing: Writing): string {
  return writing.rich ? textOf(writing.own) : writing.own;
}

/** Both versions of the whole message. */
export function draftOf(writing: Writing): Draft {
  const whole = writing.rich ? joinHtml(writing.own, writing.quote) : joinText(writing.own, writing.quote);
  return {
    account: writing.account,
    from: writing.from,
    to: writing.to.map((one) => one.address),
    cc: writing.cc.map((one) => one.address),
    bcc: writing.bcc.map((one) => one.address),
    subject: writing.subject,
    text: writing.rich ? joinText(textOf(writing.own), textOf(writing.quote)) : whole,
    html: writing.rich ? whole : null,
    attachments: [],
    in_reply_to: writing.inReplyTo,
  };
}

export function joinHtml(own: string, quote: string): string {
  if (quote === '') return own;
  return own === '' ? `<div><br></div>${quote}` : own + quote;
}

/** The same message in the other kind; formats are lost on the way to plain text, words never. */
export function converted(writing: Writing, rich: boolean): Writing {
  if (rich === writing.rich) return writing;
  const turn = rich ? htmlOf : textOf;
  return {
    ...writing,
    rich,
    own: writing.own === '' ? '' : turn(writing.own),
    quote: writing.quote === '' ? '' : turn(writing.quote),
  };
}

/** The quote as part of what is written, to be edited. */
export function unfolded(writing: Writing): Writing {
  const own = writing.rich ? joinHtml(writing.own, writing.quote) : joinText(writing.own, writing.quote);
  return { ...writing, own, quote: '' };
}

export function fromOf(account: Account): Draft['from'] {
  return { name: account.name, email: account.address };
}

export function linkHtml(url: string, text: string): string {
  return `<a href="${escape(url)}">${escape(text)}</a>`;
}

/** The account a select shows: `Ada <ada@example.org>`, its direction its own. */
export function accountLine(account: Account): string {
  const line = account.name === null ? account.address : `${account.name} <${account.address}>`;
  return `\u2068${line}\u2069`;
}
