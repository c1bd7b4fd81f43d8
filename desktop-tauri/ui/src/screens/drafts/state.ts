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
  const lines = draft.draft.text.split('\n');
  const quote = lines.findIndex((line) => line.startsWith('>'));
  // The line above a quote says whose it is.
  const attribution = quote < 0 ? -1 : lines.findLastIndex((line, at) => at < quote && line.trim() !== '');
  const own = lines.filter(
    (line, at) => !line.startsWith('>') && !(at === attribution && line.trimEnd().endsWith(':')),
  );
  return own.join(' ').replace(/\s+/g, ' ').trim().slice(0, 160);
}
