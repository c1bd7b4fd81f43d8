/** The account of samples, for tests and pictures. */
import type { Account } from './types';

export const SAMPLE_ACCOUNT: Account = {
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
