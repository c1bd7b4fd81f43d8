/**
 * The one border between the interface and the core: a function a command, types generated from Rust.
 * Nothing else imports `@tauri-apps` (eslint sees to it); tests put another `MailCore` in its place.
 */
import { convertFileSrc, invoke, type InvokeOptions } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type * as T from './types';

/** What a file dropped on the window brings; coordinates in CSS pixels. */
export interface FileDrop {
  paths: string[];
  x: number;
  y: number;
}

/** What the person asked for outside the window: a `mailto:` link, a click on a notification or the tray. */
export type Outside = { kind: 'mailto'; uri: string } | { kind: 'message'; id: T.MessageId } | { kind: 'compose' };

/** The verbs of the core that the screens need. Every one rejects with a `MailError`. */
export interface MailCore {
  accounts(): Promise<T.Account[]>;
  addAccount(setup: T.AccountSetup): Promise<T.Account>;
  removeAccount(account: T.AccountId): Promise<null>;
  setPassword(account: T.AccountId, password: string): Promise<null>;
  setSending(account: T.AccountId, name: string | null, undoSeconds: number): Promise<null>;
  setWindow(account: T.AccountId, window: string): Promise<null>;
  setMailboxWindow(mailbox: T.MailboxId, window: string | null): Promise<null>;
  syncSettings(account: T.AccountId): Promise<T.SyncSettings>;
  setSyncSettings(account: T.AccountId, settings: T.SyncSettings): Promise<null>;
  mailboxes(account: T.AccountId): Promise<T.Mailbox[]>;
  status(): Promise<T.AccountStatus[]>;
  sync(account: T.AccountId, request: T.SyncRequest): Promise<T.SyncReport>;
  cancelSync(account: T.AccountId): Promise<null>;

  list(request: T.ListRequest): Promise<T.ListPage>;
  listIds(view: T.View, unreadOnly: boolean): Promise<T.MessageId[]>;
  thread(thread: T.ThreadId): Promise<T.MessageRow[]>;
  message(id: T.MessageId): Promise<T.Message>;
  allowRemote(sender: string, allow: boolean): Promise<null>;
  remoteSenders(): Promise<string[]>;
  checkLink(url: string, text: string): Promise<T.LinkVerdict>;
  readQuery(query: string): Promise<T.QueryReading>;

  flag(ids: T.MessageId[], change: T.FlagChange): Promise<T.Action>;
  moveTo(ids: T.MessageId[], mailbox: T.MailboxId): Promise<T.Action>;
  copyTo(ids: T.MessageId[], mailbox: T.MailboxId): Promise<T.Action>;
  archive(ids: T.MessageId[]): Promise<T.Action>;
  junk(ids: T.MessageId[], junk: boolean): Promise<T.Action>;
  delete(ids: T.MessageId[]): Promise<T.Action>;
  undo(action: T.ActionId): Promise<null>;
  lastAction(): Promise<T.Action | null>;

  beginDraft(start: T.DraftStart): Promise<T.SavedDraft>;
  saveDraft(id: T.DraftId, draft: T.Draft): Promise<number>;
  drafts(): Promise<T.SavedDraft[]>;
  draft(id: T.DraftId): Promise<T.SavedDraft>;
  discardDraft(id: T.DraftId): Promise<null>;
  attachFile(id: T.DraftId, path: string): Promise<T.DraftFile>;
  attachData(id: T.DraftId, name: string, bytes: Uint8Array): Promise<T.DraftFile>;
  detachFile(id: T.DraftId, file: T.DraftFileId): Promise<null>;
  sendDraft(id: T.DraftId, options: T.SendOptions): Promise<T.OutboxId>;
  recallDraft(outbox: T.OutboxId): Promise<T.SavedDraft>;
  completeAddress(prefix: string, limit: number): Promise<T.Address[]>;
  parseAddresses(text: string): Promise<T.Address[]>;
  cleanHtml(html: string): Promise<string>;
  outbox(): Promise<T.OutboxItem[]>;
  retrySend(id: T.OutboxId): Promise<null>;
  cancelSend(id: T.OutboxId): Promise<null>;

  settings(): Promise<T.Setting[]>;
  setSetting(key: string, value: string | null): Promise<null>;

  /** Files a person chooses to attach; empty when they changed their mind. */
  pickFiles(): Promise<string[]>;
  /** Asks where to save a part and writes it there; the path, or null when they changed their mind. */
  saveAttachment(id: T.MessageId, part: string, name: string): Promise<string | null>;
  /** Opens a part with the desktop's program for it. */
  openAttachment(id: T.MessageId, part: string, name: string): Promise<null>;
  /** Begins dragging a part out of the window, as a file. */
  dragAttachment(id: T.MessageId, part: string, name: string): Promise<null>;
  /** The first mebibyte of a message's source as text. */
  source(id: T.MessageId): Promise<string>;
  /** Asks where to save the source and writes it there, byte for byte. */
  saveSource(id: T.MessageId, name: string): Promise<string | null>;
  /** Opens an http(s) link in the person's browser. */
  openLink(url: string): Promise<null>;
  /** Prints the window: the print style sheet shows the reader alone. */
  print(): Promise<null>;
  autostart(): Promise<boolean>;
  setAutostart(on: boolean): Promise<null>;
  /** Makes Tern the desktop's program for `mailto:`. */
  becomeMailer(): Promise<null>;
  /** Says that the first screen is painted; gives what was asked for before that. */
  ready(): Promise<Outside[]>;
  /** Whether the profile is sealed with a passphrase. */
  sealed(): Promise<boolean>;
  /**
   * Opens the profile again after every verb said why it cannot be opened, a sealed one with its passphrase; rejects
   * with what it says now.
   */
  reopen(passphrase: string | null): Promise<null>;
  version(): Promise<string>;

  /** Where a frame loads the body of a message. */
  bodyUrl(id: T.MessageId, remote: boolean, plain: boolean, dark: boolean): string;
  /** Where a preview loads a part. */
  partUrl(id: T.MessageId, part: string): string;

  /** Hears every event until the returned function is called. */
  onEvent(heard: (event: T.Event) => void): () => void;
  /** Hears what is asked for outside the window. */
  onOutside(heard: (asked: Outside) => void): () => void;
  /** Hears files dropped on the window. */
  onFileDrop(heard: (drop: FileDrop) => void): () => void;
}

/** A message of the body frame to the window around it. */
export type FrameMessage =
  | { tern: 'height'; height: number }
  | { tern: 'link'; href: string; text: string }
  | { tern: 'key'; key: string; shift: boolean; ctrl: boolean };

function until(listening: Promise<() => void>): () => void {
  return () => void listening.then((stop) => stop());
}

/** Where bytes that are the body of a request belong; headers hold ASCII alone. */
const placed = (id: T.DraftId, name: string): InvokeOptions => ({
  headers: { 'tern-place': `${id}?name=${encodeURIComponent(name)}` },
});

const body = (path: string): string => convertFileSrc(path, 'mailbody').replace(encodeURIComponent(path), path);

/** The real core, behind Tauri. */
export const tauriCore: MailCore = {
  accounts: () => invoke('accounts'),
  addAccount: (setup) => invoke('add_account', { setup }),
  removeAccount: (account) => invoke('remove_account', { account }),
  setPassword: (account, password) => invoke('set_password', { account, password }),
  setSending: (account, name, undoSeconds) => invoke('set_sending', { account, name, undoSeconds }),
  setWindow: (account, window) => invoke('set_window', { account, window }),
  setMailboxWindow: (mailbox, window) => invoke('set_mailbox_window', { mailbox, window }),
  syncSettings: (account) => invoke('sync_settings', { account }),
  setSyncSettings: (account, settings) => invoke('set_sync_settings', { account, settings }),
  mailboxes: (account) => invoke('mailboxes', { account }),
  status: () => invoke('status'),
  sync: (account, request) => invoke('sync', { account, request }),
  cancelSync: (account) => invoke('cancel_sync', { account }),
  list: (request) => invoke('list', { request }),
  listIds: (view, unreadOnly) => invoke('list_ids', { view, unreadOnly }),
  thread: (thread) => invoke('thread', { thread }),
  message: (id) => invoke('message', { id }),
  allowRemote: (sender, allow) => invoke('allow_remote', { sender, allow }),
  remoteSenders: () => invoke('remote_senders'),
  checkLink: (url, text) => invoke('check_link', { url, text }),
  readQuery: (query) => invoke('read_query', { query }),
  flag: (ids, change) => invoke('flag', { ids, change }),
  moveTo: (ids, mailbox) => invoke('move_to', { ids, mailbox }),
  copyTo: (ids, mailbox) => invoke('copy_to', { ids, mailbox }),
  archive: (ids) => invoke('archive', { ids }),
  junk: (ids, junk) => invoke('junk', { ids, junk }),
  delete: (ids) => invoke('delete', { ids }),
  undo: (action) => invoke('undo', { action }),
  lastAction: () => invoke('last_action'),
  beginDraft: (start) => invoke('begin_draft', { start }),
  saveDraft: (id, draft) => invoke('save_draft', { id, draft }),
  drafts: () => invoke('drafts'),
  draft: (id) => invoke('draft', { id }),
  discardDraft: (id) => invoke('discard_draft', { id }),
  attachFile: (id, path) => invoke('attach_file', { id, path }),
  attachData: (id, name, bytes) => invoke('attach_data', bytes, placed(id, name)),
  detachFile: (id, file) => invoke('detach_file', { id, file }),
  sendDraft: (id, options) => invoke('send_draft', { id, options }),
  recallDraft: (outbox) => invoke('recall_draft', { outbox }),
  completeAddress: (prefix, limit) => invoke('complete_address', { prefix, limit }),
  parseAddresses: (text) => invoke('parse_addresses', { text }),
  cleanHtml: (html) => invoke('clean_html', { html }),
  outbox: () => invoke('outbox'),
  retrySend: (id) => invoke('retry_send', { id }),
  cancelSend: (id) => invoke('cancel_send', { id }),
  settings: () => invoke('settings'),
  setSetting: (key, value) => invoke('set_setting', { key, value }),
  pickFiles: () => invoke('pick_files'),
  saveAttachment: (id, part, name) => invoke('save_attachment', { id, part, name }),
  openAttachment: (id, part, name) => invoke('open_attachment', { id, part, name }),
  dragAttachment: (id, part, name) => invoke('drag_attachment', { id, part, name }),
  source: (id) => invoke('source', { id }),
  saveSource: (id, name) => invoke('save_source_as', { id, name }),
  openLink: (url) => invoke('open_link', { url }),
  print: () => invoke('print'),
  autostart: () => invoke('autostart'),
  setAutostart: (on) => invoke('set_autostart', { on }),
  becomeMailer: () => invoke('become_mailer'),
  ready: () => invoke('ready'),
  sealed: () => invoke('sealed'),
  reopen: (passphrase) => invoke('reopen', { passphrase }),
  version: () => invoke('version'),
  bodyUrl: (id, remote, plain, dark) => body(`${id}/${remote ? 1 : 0}/${plain ? 1 : 0}/${dark ? 'dark' : 'light'}/`),
  partUrl: (id, part) => body(`${id}/part/${part}`),
  onEvent: (heard) => until(listen<T.Event>('mail', (event) => heard(event.payload))),
  onOutside: (heard) => until(listen<Outside>('outside', (event) => heard(event.payload))),
  // The event itself: the module that wraps it weighs more than everything else here together.
  onFileDrop: (heard) =>
    until(
      listen<{ paths: string[]; position: { x: number; y: number } }>('tauri://drag-drop', ({ payload }) => {
        const scale = window.devicePixelRatio;
        heard({ paths: payload.paths, x: payload.position.x / scale, y: payload.position.y / scale });
      }),
    ),
};
