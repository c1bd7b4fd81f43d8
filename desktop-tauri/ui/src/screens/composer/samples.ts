import type { Account, MailError } from '../../lib/types';
import { chipOf } from './recipients';
import { closed } from './state';
import type { ComposerState, Writing } from './state';

const AT = Date.UTC(2026, 4, 14, 10, 0);

function account(id: number, address: string): Account {
  const server = { host: 'mail.example.org', port: 993, security: 'tls' } as const;
  return {
    id,
    address,
    name: 'Robin Ash',
    user: address,
    imap: server,
    smtp: server,
    ca_pem: null,
    window: '30d',
    bodies: 'all',
    on_demand_above: 1_000_000,
    undo_seconds: 10,
    sent_copy: 'client',
  };
}

const full: MailError = {
  kind: 'storage',
  reason: 'The disk is full.',
  next: 'Free some space; the draft stays open.',
};
const bad: MailError = { kind: 'input', reason: '“nonsense” is not an address.', next: 'Write it as name@domain.' };
const ada = { name: 'Ada Lovelace', email: 'ada@analytical.example' };
const grace = { name: 'Grace Hopper', email: 'grace@navy.example' };

const blank: Writing = {
  id: 1,
  account: 1,
  from: { name: 'Robin Ash', email: 'robin@example.org' },
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  rich: true,
  own: '',
  quote: '',
  files: [],
  attaching: 0,
  inReplyTo: null,
  expected: null,
};
const letter: Writing = {
  ...blank,
  to: [chipOf(ada), chipOf({ name: null, email: 'nonsense' }, bad)],
  cc: [chipOf(grace)],
  subject: 'Notes on the engine',
  own: '<div>Dear Ada,</div><div><br></div><div>the <b>second</b> place is clear to me now:</div><ul><li>one</li><li>two</li></ul>',
  quote: '<div>On Thursday, Ada Lovelace wrote:</div><blockquote type="cite">Hello</blockquote>',
};

function writing(of: Writing, part: Partial<ComposerState> = {}): ComposerState {
  return {
    ...closed,
    accounts: [account(1, 'robin@example.org'), account(2, 'robin.ash@institute.example')],
    save: { kind: 'saved', at: AT },
    body: { kind: 'writing', writing: of },
    ...part,
  };
}

const file = (id: number, name: string, size: number) => ({
  id,
  name,
  content_type: 'application/pdf',
  size,
  content_id: null,
});

export const COMPOSER_SAMPLES = {
  loading: { ...closed, body: { kind: 'loading', id: 1 } },
  gone: {
    ...closed,
    body: {
      kind: 'failed',
      id: 1,
      error: { kind: 'gone', reason: 'The draft is not there any more.', next: 'Look in Sent.' },
    },
  },
  blank: writing(blank),
  letter: writing(letter),
  plain: writing({ ...letter, rich: false, own: 'Dear Ada,\n\nthe second place is clear to me now.' }),
  people: writing(blank, {
    typing: { to: 'a', cc: '', bcc: '' },
    completion: { field: 'to', text: 'a', people: [ada, grace], chosen: 0 },
  }),
  many: writing({
    ...letter,
    to: Array.from({ length: 60 }, (_, at) => chipOf({ name: `Person ${at + 1}`, email: `person${at}@example.org` })),
  }),
  files: writing({
    ...letter,
    files: [file(1, 'report.pdf', 1_200_000), file(2, 'film of the garden in spring.mp4', 14_000_000)],
  }),
  attaching: writing({ ...letter, attaching: 2 }),
  notSaved: writing(letter, { save: { kind: 'failed', error: full } }),
  sending: writing(letter, { sending: true }),
  stopped: writing(letter, { dialog: { kind: 'warnings', warnings: [{ kind: 'invalid', addresses: ['nonsense'] }] } }),
  asked: writing(letter, {
    dialog: {
      kind: 'warnings',
      warnings: [
        { kind: 'noSubject' },
        { kind: 'noAttachment' },
        { kind: 'otherAccount', expected: 'robin@example.org', chosen: 'robin.ash@institute.example' },
      ],
    },
  }),
} satisfies Record<string, ComposerState>;
