import { SAMPLE_ACCOUNT } from '../../lib/sampleAccount';
import type { Mailbox, MailError } from '../../lib/types';
import { emptySettings, type AccountPart, type SettingsState } from './state';

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
  account: SAMPLE_ACCOUNT,
  mailboxes: [inbox, { ...inbox, id: 12, name: 'Projects/Engine', role: null, window: 'all', older_on_server: 0 }],
  mode: 'balanced',
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
  removal: { ...ready, removal: { account: SAMPLE_ACCOUNT, waiting: 2, busy: false, error: null } },
} satisfies Record<string, SettingsState>;
