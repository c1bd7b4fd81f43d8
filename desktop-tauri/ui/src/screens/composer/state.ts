import type {
  Account,
  AccountId,
  Address,
  DraftFile,
  DraftFileId,
  DraftId,
  MailError,
  MessageId,
} from '../../lib/types';
import type { Chip, Field } from './recipients';
import type { Warning } from './warnings';

export type SaveState =
  { kind: 'saved'; at: number } | { kind: 'waiting' } | { kind: 'saving' } | { kind: 'failed'; error: MailError };

export interface Writing {
  id: DraftId;
  account: AccountId;
  from: Address;
  to: Chip[];
  cc: Chip[];
  bcc: Chip[];
  subject: string;
  /** Rich text is HTML, plain text has no formats; both leave with a plain version. */
  rich: boolean;
  /** What the editor holds: HTML or plain text. */
  own: string;
  /** The quoted original, in the same kind, while it is folded. */
  quote: string;
  files: DraftFile[];
  /** Files that are on their way into the draft. */
  attaching: number;
  inReplyTo: MessageId | null;
  /** The address that was written to, for a reply. */
  expected: string | null;
}

/** People offered while a name is typed into a field. */
export interface Completion {
  field: Field;
  /** What they were looked up for. */
  text: string;
  people: Address[];
  chosen: number;
}

export type ComposerDialog = { kind: 'warnings'; warnings: Warning[] };

export type ComposerBody =
  | { kind: 'closed' }
  | { kind: 'loading'; id: DraftId }
  | { kind: 'failed'; id: DraftId; error: MailError }
  | { kind: 'writing'; writing: Writing };

export interface ComposerState {
  body: ComposerBody;
  accounts: Account[];
  /** Fields that are shown although empty. */
  shown: { cc: boolean; bcc: boolean };
  save: SaveState;
  /** What is typed and is no recipient yet. */
  typing: Record<Field, string>;
  completion: Completion | null;
  dialog: ComposerDialog | null;
  sending: boolean;
}

export type ComposerEvent =
  | { do: 'from'; account: AccountId }
  | { do: 'typed'; field: Field; text: string }
  /** What is typed is to be a recipient: the person chosen from the completion, or the text. */
  | { do: 'commit'; field: Field }
  | { do: 'recipients'; field: Field; text: string }
  | { do: 'choose'; field: Field; address: Address }
  | { do: 'highlight'; at: number }
  | { do: 'closeCompletion' }
  | { do: 'remove'; field: Field; key: number }
  /** A recipient becomes text again. */
  | { do: 'edit'; field: Field; key: number }
  | { do: 'move'; key: number; from: Field; to: Field }
  | { do: 'show'; field: 'cc' | 'bcc' }
  | { do: 'subject'; text: string }
  | { do: 'own'; content: string }
  | { do: 'unfold' }
  | { do: 'dropQuote' }
  | { do: 'rich'; rich: boolean }
  | { do: 'pick' }
  | { do: 'paths'; paths: string[] }
  | { do: 'data'; files: File[] }
  | { do: 'detach'; file: DraftFileId }
  | { do: 'saveNow' }
  | { do: 'send' }
  | { do: 'sendAnyway' }
  | { do: 'closeDialog' }
  | { do: 'discard' }
  | { do: 'close' }
  | { do: 'retry' };

export const closed: ComposerState = {
  body: { kind: 'closed' },
  accounts: [],
  shown: { cc: false, bcc: false },
  save: { kind: 'waiting' },
  typing: { to: '', cc: '', bcc: '' },
  completion: null,
  dialog: null,
  sending: false,
};

/** Files beside the text: pictures that the text shows are part of it. */
export function besideText({ files, own, quote, rich }: Writing): DraftFile[] {
  const shown = new Set<string>();
  if (rich && files.some(({ content_id }) => content_id !== null)) {
    const { body } = new DOMParser().parseFromString(own + quote, 'text/html');
    for (const picture of body.querySelectorAll('img[src^="cid:"]'))
      shown.add(decodeURIComponent(picture.getAttribute('src')?.slice(4) ?? ''));
  }
  return files.filter(({ content_id }) => content_id === null || !shown.has(content_id));
}

export function bytesOf(files: DraftFile[]): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}

/** Nothing that a person would miss. */
export function untouched(writing: Writing, text: string): boolean {
  const people = writing.to.length + writing.cc.length + writing.bcc.length;
  return (
    people === 0 &&
    writing.files.length === 0 &&
    writing.subject.trim() === '' &&
    text.trim() === '' &&
    writing.quote === ''
  );
}
