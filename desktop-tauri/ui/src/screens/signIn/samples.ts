import type { Account } from '../../lib/types';
import { emptySignIn, type SignInState } from './state';

const account: Account = {
  id: 1,
  address: 'ada@provider.example',
  name: 'Ada Lovelace',
  user: 'ada@provider.example',
  imap: { host: 'imap.provider.example', port: 993, security: 'tls' },
  smtp: { host: 'smtp.provider.example', port: 465, security: 'tls' },
  ca_pem: null,
  window: '30d',
  bodies: 'all',
  on_demand_above: 1_000_000,
  undo_seconds: 10,
  sent_copy: 'client',
};

const empty = emptySignIn(account);

export const SIGN_IN_SAMPLES = {
  empty,
  busy: { ...empty, password: 'secret', busy: true },
  refused: {
    ...empty,
    password: 'secret',
    error: {
      kind: 'sign_in',
      reason: 'The server refused the user name or password: Authentication failed.',
      next: 'Check user name and password; some providers want an app password.',
    },
  },
} satisfies Record<string, SignInState>;
