import type { DraftId, ListRow, MailError, MessageId, SavedDraft } from '../../lib/types';

export type DraftsBody =
  | { kind: 'loading' }
  | { kind: 'failed'; error: MailError }
  | { kind: 'empty' }
  | { kind: 'drafts'; local: SavedDraft[]; server: ListRow[]; serverTotal: number };

export interface DraftsState {
  body: DraftsBody;
}

export type DraftsEvent =
  | { do: 'open'; draft: DraftId }
  | { do: 'openMessage'; message: MessageId }
  | { do: 'discard'; draft: DraftId }
  | { do: 'deleteMessage'; ids: MessageId[] }
  | { do: 'more' }
  | { do: 'reload' };

export const loading: DraftsState = { body: { kind: 'loading' } };

/** The first words of a draft; its quote is not what it is known by. */
export function snippetOf(draft: SavedDraft): string {
  const own = draft.draft.text.split('\n').filter((line) => !line.startsWith('>'));
  return own.join(' ').replace(/\s+/g, ' ').trim().slice(0, 160);
}
