import type { Address, Attachment, MailError, Message, MessageRow } from '../../lib/types';
import { nothing } from './state';
import type { Card, ReaderState } from './state';

const AT = Date.UTC(2026, 4, 14, 8, 30) / 1000;
const offline: MailError = {
  kind: 'offline',
  reason: 'imap.example.org cannot be reached.',
  next: 'It is tried again when the network is back.',
};
const ada: Address = { name: 'Ada Lovelace', email: 'ada@analytical.example' };
const me: Address = { name: 'Robin Ash', email: 'robin@example.org' };
const long: Address = {
  name: 'Maximiliane Freifrau von Hohenlohe-Waldenburg-Schillingsfürst, Leiterin der Abteilung für Sonderaufgaben',
  email: 'maximiliane@a-very-long-domain-name-of-an-institute.example',
};

function row(id: number, part: Partial<MessageRow> = {}): MessageRow {
  return {
    id,
    account: 1,
    mailbox: 1,
    uid: id,
    date: AT + id * 600,
    received: AT + id * 600,
    from: [ada],
    to: [me],
    subject: 'Notes on the engine',
    flags: { seen: true, answered: false, flagged: false, deleted: false, draft: false, keywords: [] },
    size: 4_000,
    preview: 'I have gone through the draft once more and found two places where the argument does not hold yet.',
    attachments: 0,
    thread: 1,
    body: 'whole',
    pending: false,
    ...part,
  };
}

function message(of: MessageRow, part: Partial<Message> = {}): Message {
  const none = { cc: [], bcc: [], reply_to: [], references: [], attachments: [], headers: [] };
  return {
    row: of,
    ...none,
    message_id: null,
    text: of.preview,
    html: false,
    remote: 0,
    remote_allowed: false,
    ...part,
  };
}

function card(of: MessageRow, part: Partial<Card> = {}): Card {
  return {
    row: of,
    content: { kind: 'closed' },
    details: false,
    remote: false,
    plain: false,
    original: false,
    ...part,
  };
}

const open = (of: MessageRow, part: Partial<Message> = {}, look: Partial<Card> = {}): Card =>
  card(of, { content: { kind: 'shown', message: message(of, part) }, ...look });

function reading(cards: Card[], part: Partial<ReaderState> = {}): ReaderState {
  const last = cards.at(-1)?.row;
  return {
    ...nothing,
    body: { kind: 'conversation', subject: cards[0]?.row.subject ?? '', cards, current: last?.id ?? 0 },
    ...part,
  };
}

const file = (part: string, name: string, content_type: string, size: number): Attachment => ({
  part,
  name,
  content_type,
  size,
  inline: false,
  content_id: null,
});
const files = [
  file('2', 'report.pdf', 'application/pdf', 1_200_000),
  file('3', 'photograph of the garden behind the house in spring.png', 'image/png', 3_400_000),
  file('4', 'evil\u202Egpj.exe', 'application/octet-stream', 812),
];
const one = open(row(1));

export const READER_SAMPLES = {
  nothing,
  loading: { ...nothing, body: { kind: 'loading' } },
  offline: { ...nothing, body: { kind: 'failed', error: offline } },
  gone: { ...nothing, body: { kind: 'failed', error: { kind: 'gone', reason: '', next: '' } } },
  one: reading([one]),
  conversation: reading([
    card(row(1)),
    card(row(2, { from: [me], to: [ada], flags: { ...row(2).flags, answered: true, flagged: true }, attachments: 2 })),
    open(row(3, { flags: { ...row(3).flags, seen: false } })),
  ]),
  details: reading([
    open(
      row(1, { to: [me, long] }),
      { cc: [ada, long], reply_to: [{ name: null, email: 'list@example.org' }] },
      { details: true },
    ),
  ]),
  files: reading([open(row(1, { attachments: 3 }), { attachments: files })]),
  hiddenImages: reading([open(row(1), { html: true, remote: 3 })]),
  longNames: reading([
    open(
      row(1, {
        from: [long],
        to: [long, me],
        subject: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft: '.repeat(3),
      }),
    ),
  ]),
  turned: reading([
    open(row(1, { from: [{ name: 'evil\u202Etxt.exe', email: 'bidi@spoof.example' }], subject: 'a\u202Eb\u2066c' })),
  ]),
  bodyFailed: reading([card(row(1), { content: { kind: 'failed', error: offline } })]),
  link: reading([one], {
    dialog: {
      kind: 'link',
      verdict: {
        link: 'misleading',
        url: 'https://login.evil.example/bank',
        shown: 'bank.example',
        host: 'login.evil.example',
      },
    },
  }),
  refusedLink: reading([one], { dialog: { kind: 'refusedLink', href: 'file:///etc/passwd' } }),
  source: reading([one], {
    dialog: {
      kind: 'source',
      id: 1,
      name: 'Notes.eml',
      source: {
        kind: 'text',
        text: 'From: Ada Lovelace <ada@analytical.example>\r\nSubject: Notes\r\n\r\nHello.\r\n'.repeat(20),
      },
    },
  }),
  preview: reading([one], {
    dialog: { kind: 'preview', id: 1, attachment: file('2', 'garden.png', 'image/png', 90_000) },
  }),
} satisfies Record<string, ReaderState>;
