import type { ListRow, SavedDraft } from '../../lib/types';
import { loading } from './state';
import type { DraftsState } from './state';

const AT = Date.UTC(2026, 4, 14, 9, 30);
const ada = { name: 'Ada Lovelace', email: 'ada@analytical.example' };

function local(id: number, subject: string, text: string, people = [ada]): SavedDraft {
  return {
    id,
    draft: {
      account: 1,
      from: { name: 'Robin Ash', email: 'robin@example.org' },
      to: people,
      cc: [],
      bcc: [],
      subject,
      text,
      html: null,
      attachments: [],
      in_reply_to: null,
    },
    files:
      id === 1 ? [{ id: 1, name: 'report.pdf', content_type: 'application/pdf', size: 1_200, content_id: null }] : [],
    changed: AT - id * 86_400_000,
  };
}

function server(id: number, subject: string): ListRow {
  const received = AT / 1000 - id * 200_000;
  const flags = { seen: true, answered: false, flagged: false, deleted: false, draft: true, keywords: [] };
  return {
    row: {
      id,
      account: 1,
      mailbox: 2,
      uid: id,
      date: received,
      received,
      from: [],
      to: [{ name: 'שרה לוי', email: 'sarah@jerusalem.example' }],
      subject,
      flags,
      size: 900,
      preview: 'Let us talk about it when you are back.',
      attachments: 0,
      thread: id,
      body: 'whole',
      pending: false,
    },
    ids: [id],
    messages: 1,
    unread: 0,
    flagged: false,
    attachments: 0,
    people: [],
  };
}

export const DRAFTS_SAMPLES = {
  loading,
  empty: { body: { kind: 'empty' } },
  failed: {
    body: { kind: 'failed', error: { kind: 'storage', reason: 'The disk cannot be read.', next: 'Check the disk.' } },
  },
  some: {
    body: {
      kind: 'drafts',
      local: [local(1, 'Notes on the engine', 'Dear Ada, the second place is clear to me now.'), local(2, '', '', [])],
      server: [server(3, 'Reading list'), server(4, 'פגישה ביום ראשון')],
      serverTotal: 2,
    },
  },
} satisfies Record<string, DraftsState>;
