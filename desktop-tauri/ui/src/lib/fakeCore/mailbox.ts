/** Three accounts, their folders and some four hundred messages over a year, the same on every start. */
import type { Account, Address, Attachment, BodyState, Flags, Mailbox, MessageRow, Role } from '../types';
import { PEOPLE, SENTENCES, SUBJECTS } from './words';

export const FAKE_NOW = Date.UTC(2026, 4, 14, 10, 0, 0);

export interface Stored {
  row: MessageRow;
  text: string;
  html: string | null;
  remote: number;
  cc: Address[];
  files: Attachment[];
}

export interface Store {
  accounts: Account[];
  mailboxes: Mailbox[];
  messages: Map<number, Stored>;
}

/** A small generator of the usual kind: the same numbers on every start. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export const noFlags = (): Flags => ({
  seen: false,
  answered: false,
  flagged: false,
  deleted: false,
  draft: false,
  keywords: [],
});

export function account(id: number, address: string, name: string): Account {
  const host = address.split('@')[1] ?? 'mail.example';
  return {
    id,
    address,
    name,
    user: address,
    imap: { host: `imap.${host}`, port: 993, security: 'tls' },
    smtp: { host: `smtp.${host}`, port: 465, security: 'tls' },
    ca_pem: null,
    window: '30d',
    bodies: 'all',
    on_demand_above: 1_000_000,
    undo_seconds: 10,
    sent_copy: 'client',
  };
}

const ROLES: [string, Role | null][] = [
  ['INBOX', 'inbox'],
  ['Drafts', 'drafts'],
  ['Sent', 'sent'],
  ['Archive', 'archive'],
  ['Junk', 'junk'],
  ['Trash', 'trash'],
];
const FOLDERS = [
  'Travel',
  'Projects',
  'Projects/Engine',
  'Projects/Engine/Proofs',
  'Projects/Garden',
  'Receipts',
  'קבלות',
];

export function mailboxesOf(account: number, folders: string[]): Mailbox[] {
  return [...ROLES, ...folders.map((name): [string, null] => [name, null])].map(([name, role], at) => ({
    id: account * 100 + at,
    account,
    name,
    separator: '/',
    role,
    selectable: name !== 'Projects',
    subscribed: true,
    window: null,
    total: 0,
    unread: 0,
    local: 0,
    older_on_server: role === 'inbox' ? 4812 : 0,
    uidvalidity: 1,
  }));
}

const HTML = (text: string, remote: number): string =>
  `<h2>This week</h2>${text
    .split('\n\n')
    .map((part) => `<p>${part}</p>`)
    .join(
      '',
    )}<p><a href="https://reading.example/essays">All essays</a></p>${'<img alt="A picture" src="remote/1">'.repeat(remote)}`;

interface Made {
  id: number;
  account: number;
  mailbox: number;
  thread: number;
  at: number;
  from: Address;
  to: Address[];
  subject: string;
  seen: boolean;
  roll: (below: number) => number;
}

function message(made: Made): Stored {
  const { id, roll } = made;
  const sentences = Array.from({ length: 2 + roll(4) }, () => SENTENCES[roll(SENTENCES.length)]!);
  const newsletter = made.from.name === 'Weekly Letter';
  const text = sentences.join('\n\n');
  const files: Attachment[] =
    roll(6) === 0
      ? [
          {
            part: '2',
            name: roll(2) ? 'report.pdf' : 'photo of the garden.png',
            content_type: roll(2) ? 'application/pdf' : 'image/png',
            size: 1200 + roll(3_000_000),
            inline: false,
            content_id: null,
          },
          ...(roll(3) === 0
            ? [{ part: '3', name: 'figures.csv', content_type: 'text/csv', size: 812, inline: false, content_id: null }]
            : []),
        ]
      : [];
  const body: BodyState = 'whole';
  return {
    row: {
      id,
      account: made.account,
      mailbox: made.mailbox,
      uid: id,
      date: made.at,
      received: made.at,
      from: [made.from],
      to: made.to,
      subject: made.subject,
      flags: { ...noFlags(), seen: made.seen, flagged: roll(14) === 0, answered: made.seen && roll(5) === 0 },
      size: 2000 + roll(60_000),
      preview: sentences.join(' ').slice(0, 200),
      attachments: files.length,
      thread: made.thread,
      body,
      pending: false,
    },
    text,
    html: newsletter || roll(4) === 0 ? HTML(text, newsletter ? 3 : 0) : null,
    remote: newsletter ? 3 : 0,
    cc: roll(5) === 0 ? [PEOPLE[roll(6)]!] : [],
    files,
  };
}

/** `conversations` of one to six messages, the newest minutes ago, the oldest a year. */
export function store(conversations = 200, accounts = 3): Store {
  const roll = dice(7);
  const made: Store = {
    accounts: [
      account(1, 'me@tern.example', 'Robin Ash'),
      account(2, 'robin.ash@institute.example', 'Robin Ash'),
      account(3, 'hello@garden-club.example', 'Garden Club'),
    ].slice(0, accounts),
    mailboxes: [],
    messages: new Map(),
  };
  made.mailboxes = made.accounts.flatMap(({ id }) => mailboxesOf(id, id === 1 ? FOLDERS : FOLDERS.slice(0, 2)));
  let id = 0;
  for (let thread = 1; thread <= (accounts === 0 ? 0 : conversations); thread += 1) {
    const owner = made.accounts[[0, 0, 0, 1, 1, 2][roll(6)]!] ?? made.accounts[0]!;
    const me = { name: owner.name, email: owner.address };
    const subject = SUBJECTS[roll(SUBJECTS.length)]!;
    const boxes = made.mailboxes.filter((box) => box.account === owner.id && box.selectable);
    const home = roll(3) > 0 ? boxes[0]! : boxes[roll(boxes.length)]!;
    // Denser towards today, as real mailboxes are.
    const age = Math.floor((thread / conversations) ** 2 * 360 * 86_400) + 240;
    const many = home.role === 'drafts' ? 1 : 1 + (roll(3) === 0 ? roll(6) : 0);
    for (let at = 0; at < many; at += 1) {
      id += 1;
      const mine = home.role === 'sent' || home.role === 'drafts' || at % 3 === 1;
      const box = mine && home.role !== 'drafts' ? boxes.find((each) => each.role === 'sent')! : home;
      const who = PEOPLE[subject.startsWith('This week') ? 13 : roll(PEOPLE.length - 1)]!;
      const when = Math.floor(FAKE_NOW / 1000) - age - (many - 1 - at) * (1800 + roll(40_000));
      const stored = message({
        id,
        account: owner.id,
        mailbox: box.id,
        thread,
        at: when,
        from: mine ? me : who,
        to: mine ? [who] : [me],
        subject: at > 0 ? `Re: ${subject}` : subject,
        seen: mine || thread > 12 || (thread > 3 && roll(2) === 0),
        roll,
      });
      if (box.role === 'drafts') stored.row.flags.draft = true;
      made.messages.set(id, stored);
    }
  }
  return made;
}
