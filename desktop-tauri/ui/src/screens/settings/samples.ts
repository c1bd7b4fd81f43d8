import type { Account, Mailbox, MailError } from '../../lib/types';
import { emptySettings, type AccountPart, type SettingsState } from './state';

const account: Account = {
  id: 1,
  address: 'ada@provider.example',
  name: 'Ada Lovelace',
  user: 'ada@provider.example',
  imap: { host: 'imap.provider.example', port: 993, security: 'tls' },
  smtp: { host: 'smtp.provider.example', port: 587, security: 'starttls' },
  ca_pem: null,
  window: '30d',
  bodies: 'all',
  on_demand_above: 1_000_000,
  undo_seconds: 10,
  sent_copy: 'client',
};

const inbox: Mailbox = {
  id: 11,
  account: 1,
  name: 'INBOX',
  separator: '/',
  role: 'inbox',
  selectable: true,
  subscribed: true,
  window: null,
  total: 5012,
  unread: 3,
  local: 200,
  older_on_server: 4812,
  uidvalidity: 1,
};

const part: AccountPart = {
  account,
  mailboxes: [inbox, { ...inbox, id: 12, name: 'Projects/Engine', role: null, window: 'all', older_on_server: 0 }],
  waiting: 0,
};

const offline: MailError = {
  kind: 'offline',
  reason: 'imap.provider.example:993 cannot be reached: no route.',
  next: 'Tern tries again by itself.',
};

const ready: SettingsState = {
  ...emptySettings,
  body: {
    is: 'ready',
    accounts: [part],
    senders: ['letter@garden.example', 'news@reading.example'],
    autostart: false,
    version: '0.1.0',
  },
};

export const SETTINGS_SAMPLES = {
  loading: emptySettings,
  failed: { ...emptySettings, body: { is: 'failed', error: offline } },
  ready,
  noAccount: { ...ready, body: { is: 'ready', accounts: [], senders: [], autostart: true, version: '0.1.0' } },
  accountProblem: { ...ready, problem: { account: 1, error: offline } },
  removal: { ...ready, removal: { account, waiting: 2, busy: false, error: null } },
} satisfies Record<string, SettingsState>;
