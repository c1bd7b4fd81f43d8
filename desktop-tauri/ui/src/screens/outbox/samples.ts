import type { OutboxItem, OutboxState } from '../../lib/types';
import { bodyOf, loading } from './state';
import type { OutboxScreen } from './state';

const AT = Date.UTC(2026, 4, 14, 10, 0);
const REPLY = '550 5.1.1 No such user here';

function item(id: number, state: OutboxState, subject: string, part: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id,
    account: 1,
    state,
    message_id: `${id}@example.org`,
    subject,
    recipients: [{ address: 'ada@analytical.example', state: 'waiting', reply: null }],
    size: 4_000,
    due: AT,
    attempts: 1,
    ledger: [
      { at: AT - 60_000, state: 'queued', detail: 'Written to the outbox.' },
      { at: AT - 30_000, state, detail: 'smtp.example.org answered.' },
    ],
    ...part,
  };
}

const everything = [
  item(1, 'failed', 'Invitation', {
    recipients: [
      { address: 'ada@analytical.example', state: 'accepted', reply: '250 2.1.5 Ok' },
      { address: 'nobody@analytical.example', state: 'refused', reply: REPLY },
    ],
  }),
  item(2, 'uncertain', 'Minutes of the meeting'),
  item(3, 'queued', 'Lunch on Thursday?', { due: AT + 8_000, attempts: 0 }),
  item(4, 'queued', 'Photos of the garden', { due: AT + 900_000, attempts: 3 }),
  item(5, 'committing', ''),
  item(6, 'done', 'Reading list', {
    recipients: [{ address: 'grace@navy.example', state: 'accepted', reply: '250 2.0.0 Ok: queued' }],
  }),
];

export const OUTBOX_SAMPLES = {
  loading,
  empty: { ...loading, body: { kind: 'empty' } },
  failed: {
    ...loading,
    body: { kind: 'failed', error: { kind: 'storage', reason: 'The disk cannot be read.', next: 'Check the disk.' } },
  },
  everything: { ...loading, body: bodyOf(everything), open: [1] },
  busy: { ...loading, body: bodyOf(everything), busy: [1, 2, 3, 4] },
} satisfies Record<string, OutboxScreen>;
