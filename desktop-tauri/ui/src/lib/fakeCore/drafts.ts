/** Drafts and the outbox of the fake core. */
import type { Address, Draft, DraftFile, DraftStart, OutboxItem, SavedDraft, SendOptions } from '../types';
import { PEOPLE } from './words';
import { refusal, type FakeState } from './state';

export function parseAddresses(text: string): Address[] {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.map((part) => {
    const named = /^\s*"?([^"<]*)"?\s*<([^>]+)>$/.exec(part);
    const [name, email] = [named?.[1], named?.[2] ?? part];
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      throw refusal('input', `“${part}” is not an address.`, 'Write it as name@domain.');
    return { name: name?.trim() || null, email };
  });
}

export function completeAddress(prefix: string, limit: number): Address[] {
  const wanted = prefix.toLowerCase();
  return PEOPLE.filter(({ name, email }) =>
    `${name ?? ''} ${email}`
      .toLowerCase()
      .split(' ')
      .some((word) => word.startsWith(wanted)),
  ).slice(0, limit);
}

function blank(state: FakeState, account: number | null): Draft {
  const from = state.store.accounts.find(({ id }) => id === account) ?? state.store.accounts[0];
  if (!from) throw refusal('input', 'There is no account to send from.', 'Add an account first.');
  return {
    account: from.id,
    from: { name: from.name, email: from.address },
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    text: '',
    html: null,
    attachments: [],
    in_reply_to: null,
  };
}

const quote = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

function answer(state: FakeState, start: Extract<DraftStart, { start: 'reply' | 'reply_all' | 'forward' }>): Draft {
  const { row, text, cc } = state.message(start.message);
  const draft = blank(state, row.account);
  const bare = row.subject.replace(/^(Re|Fwd): /, '');
  const quoted = `\n\n${start.attribution}\n${quote(text)}`;
  const html = `<p><br></p><p>${start.attribution}</p><blockquote type="cite"><p>${text.replace(/\n\n/g, '</p><p>')}</p></blockquote>`;
  if (start.start === 'forward') return { ...draft, subject: `Fwd: ${bare}`, text: quoted, html };
  const all = start.start === 'reply_all';
  const others = [...row.to, ...cc].filter(({ email }) => email !== draft.from.email);
  return {
    ...draft,
    to: row.from,
    cc: all ? others : [],
    subject: `Re: ${bare}`,
    text: quoted,
    html,
    in_reply_to: row.id,
  };
}

function contentOf(state: FakeState, start: DraftStart): Draft {
  switch (start.start) {
    case 'blank':
      return blank(state, start.account);
    case 'reply':
    case 'reply_all':
    case 'forward':
      return answer(state, start);
    case 'mailto': {
      const [to, query] = start.uri.replace(/^mailto:/, '').split('?');
      const fields = new URLSearchParams(query);
      return {
        ...blank(state, null),
        to: to ? parseAddresses(decodeURIComponent(to)) : [],
        subject: fields.get('subject') ?? '',
        text: fields.get('body') ?? '',
      };
    }
    case 'message': {
      const { row, text, html } = state.message(start.message);
      return { ...blank(state, row.account), to: row.to, subject: row.subject, text, html };
    }
  }
}

export function beginDraft(state: FakeState, start: DraftStart): SavedDraft {
  const saved: SavedDraft = { id: state.nextId(), draft: contentOf(state, start), files: [], changed: state.now() };
  state.drafts.set(saved.id, saved);
  state.emit({ event: 'drafts_changed' });
  return structuredClone(saved);
}

export function draft(state: FakeState, id: number): SavedDraft {
  const found = state.drafts.get(id);
  if (!found) throw refusal('gone', 'The draft is not there any more.', 'Look in Sent and in the outbox.');
  return found;
}

export function saveDraft(state: FakeState, id: number, content: Draft): number {
  if (state.knobs.failing) throw refusal('storage', 'The disk is full.', 'Free some space; the draft stays open.');
  state.drafts.set(id, { ...draft(state, id), draft: structuredClone(content), changed: state.now() });
  state.emit({ event: 'drafts_changed' });
  return state.now();
}

export function discardDraft(state: FakeState, id: number): null {
  state.drafts.delete(id);
  state.emit({ event: 'drafts_changed' });
  return null;
}

export function attach(state: FakeState, id: number, name: string, size: number): DraftFile {
  const types: Record<string, string> = {
    png: 'image/png',
    jpg: 'image/jpeg',
    pdf: 'application/pdf',
    txt: 'text/plain',
  };
  const content_type = types[name.split('.').pop() ?? ''] ?? 'application/octet-stream';
  const file: DraftFile = { id: state.nextId(), name, content_type, size, content_id: null };
  draft(state, id).files.push(file);
  state.emit({ event: 'drafts_changed' });
  return file;
}

export function detach(state: FakeState, id: number, file: number): null {
  const saved = draft(state, id);
  saved.files = saved.files.filter((each) => each.id !== file);
  return null;
}

const sent = new Map<number, SavedDraft>();

export function sendDraft(state: FakeState, id: number, options: SendOptions): number {
  const saved = draft(state, id);
  const account = state.store.accounts.find((each) => each.id === saved.draft.account);
  const recipients = [...saved.draft.to, ...saved.draft.cc, ...saved.draft.bcc];
  if (recipients.length === 0) throw refusal('input', 'The message has no recipient.', 'Add one, then send again.');
  const item: OutboxItem = {
    id: state.nextId(),
    account: saved.draft.account,
    state: 'queued',
    message_id: `${id}@tern.example`,
    subject: saved.draft.subject,
    recipients: recipients.map(({ email }) => ({ address: email, state: 'waiting', reply: null })),
    size: 1200,
    due: Date.now() + (options.now ? 0 : (account?.undo_seconds ?? 0) * 1000),
    attempts: 0,
    ledger: [{ at: state.now(), state: 'queued', detail: 'Written to the outbox.' }],
  };
  sent.set(item.id, saved);
  state.drafts.delete(id);
  state.outbox.set(item.id, item);
  state.emit({ event: 'drafts_changed' });
  state.emit({ event: 'outbox_changed', id: item.id });
  return item.id;
}

export function recallDraft(state: FakeState, outbox: number): SavedDraft {
  const saved = sent.get(outbox);
  if (!saved || !state.outbox.delete(outbox))
    throw refusal('gone', 'The message is already with the server.', 'Write a new one that corrects it.');
  state.drafts.set(saved.id, saved);
  state.emit({ event: 'outbox_changed', id: outbox });
  state.emit({ event: 'drafts_changed' });
  return structuredClone(saved);
}

/** One message in each state that a person can see. */
export function sampleOutbox(state: FakeState): void {
  const states: [OutboxItem['state'], string][] = [
    ['uncertain', 'The connection broke after the message was sent; the server did not answer.'],
    ['failed', '550 5.1.1 No such user here'],
  ];
  for (const [each, detail] of states) {
    const id = state.nextId();
    const refused = each === 'failed';
    state.outbox.set(id, {
      id,
      account: 1,
      state: each,
      message_id: `${id}@tern.example`,
      subject: refused ? 'Invitation' : 'Minutes of the meeting',
      recipients: [
        { address: 'ada@analytical.example', state: refused ? 'accepted' : 'waiting', reply: null },
        {
          address: 'nobody@analytical.example',
          state: refused ? 'refused' : 'waiting',
          reply: refused ? detail : null,
        },
      ],
      size: 4210,
      due: state.now() - 600_000,
      attempts: 2,
      ledger: [
        { at: state.now() - 660_000, state: 'queued', detail: 'Written to the outbox.' },
        { at: state.now() - 610_000, state: 'submitting', detail: 'Connected to smtp.tern.example.' },
        { at: state.now() - 600_000, state: each, detail },
      ],
    });
  }
}
