import type { Attachment, LinkVerdict, MailError, Message, MessageId, MessageRow, ThreadId } from '../../lib/types';

/** What is read: a conversation found by one of its messages, or that message alone. */
export interface ReaderTarget {
  message: MessageId;
  thread: ThreadId | null;
}

export type CardContent =
  { kind: 'closed' } | { kind: 'loading' } | { kind: 'failed'; error: MailError } | { kind: 'shown'; message: Message };

/** One message of the conversation. */
export interface Card {
  row: MessageRow;
  content: CardContent;
  /** All recipients instead of the first ones. */
  details: boolean;
  /** Remote images were let in for this message, or for its sender. */
  remote: boolean;
  plain: boolean;
  /** The sender's own light colours although the theme is dark. */
  original: boolean;
}

export type ReaderBody =
  | { kind: 'nothing' }
  | { kind: 'loading' }
  | { kind: 'failed'; error: MailError }
  | { kind: 'conversation'; subject: string; cards: Card[]; current: MessageId };

export type SourceText = { kind: 'loading' } | { kind: 'failed'; error: MailError } | { kind: 'text'; text: string };

export type ReaderDialog =
  | { kind: 'preview'; id: MessageId; attachment: Attachment }
  | { kind: 'source'; id: MessageId; name: string; source: SourceText }
  | { kind: 'link'; verdict: Extract<LinkVerdict, { link: 'misleading' }> }
  | { kind: 'refusedLink'; href: string };

export interface ReaderState {
  body: ReaderBody;
  dialog: ReaderDialog | null;
  /** The message to bring into sight; a new number each time it is asked for. */
  scroll: { id: MessageId; turn: number; focus: boolean } | null;
  /** Frames are in their light colours until the page is printed. */
  printing: boolean;
}

export type ReaderEvent =
  | { do: 'toggle'; id: MessageId }
  | { do: 'expandAll' }
  | { do: 'next' }
  | { do: 'previous' }
  | { do: 'details'; id: MessageId }
  | { do: 'loadOnce'; id: MessageId }
  | { do: 'loadAlways'; id: MessageId }
  | { do: 'plain'; id: MessageId }
  | { do: 'original'; id: MessageId }
  | { do: 'preview'; id: MessageId; attachment: Attachment }
  | { do: 'openFile'; id: MessageId; attachment: Attachment }
  | { do: 'saveFile'; id: MessageId; attachment: Attachment }
  | { do: 'dragFile'; id: MessageId; attachment: Attachment }
  | { do: 'source'; id: MessageId }
  | { do: 'saveSource' }
  | { do: 'link'; href: string; text: string }
  | { do: 'followLink' }
  | { do: 'closeDialog' }
  | { do: 'retry'; id: MessageId | null }
  /** An open message came into sight or left it. */
  | { do: 'visible'; id: MessageId; visible: boolean }
  | { do: 'print' }
  /** Every frame has its colours for paper. */
  | { do: 'printable' };

export const nothing: ReaderState = { body: { kind: 'nothing' }, dialog: null, scroll: null, printing: false };

const OPEN_AT_ONCE = 5;

/** Read ones closed, the first unread ones open; the newest open where all are read. */
export function cardsOf(rows: MessageRow[], plain = false): Card[] {
  const sorted = [...rows].sort((a, b) => a.received - b.received || a.id - b.id);
  const unread = sorted
    .filter((row) => !row.flags.seen)
    .map((row) => row.id)
    .slice(0, OPEN_AT_ONCE);
  const last = sorted.at(-1)?.id;
  const open = new Set(unread.length > 0 ? unread : last === undefined ? [] : [last]);
  return sorted.map((row) => card(row, open.has(row.id), plain));
}

export function card(row: MessageRow, open: boolean, plain: boolean): Card {
  return { row, content: { kind: open ? 'loading' : 'closed' }, details: false, remote: false, plain, original: false };
}

/** The message a conversation is opened at. */
export function firstOf(cards: Card[]): MessageId | null {
  const unread = cards.find((one) => !one.row.flags.seen);
  return unread?.row.id ?? cards.at(-1)?.row.id ?? null;
}

/** Attachments beside the text; pictures that the text shows are not among them. */
export function besideText(message: Message): Attachment[] {
  return message.attachments.filter((one) => !one.inline || one.content_id === null);
}

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** How a part can be shown in the window, if it can. */
export function previewOf(attachment: Attachment): 'picture' | 'pdf' | null {
  if (PICTURES.has(attachment.content_type)) return 'picture';
  return attachment.content_type === 'application/pdf' ? 'pdf' : null;
}

/** Whether images of the network are missing in what is shown. */
export function remoteHidden(card: Card, message: Message): boolean {
  return message.html && !card.plain && message.remote > 0 && !card.remote && !message.remote_allowed;
}

/** Whether the frame is to load images of the network. */
export function remoteOf(card: Card): boolean {
  return card.remote || (card.content.kind === 'shown' && card.content.message.remote_allowed);
}
