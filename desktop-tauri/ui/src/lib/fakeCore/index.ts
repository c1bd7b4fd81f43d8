/** A `MailCore` without a core: for tests, pictures and work in a plain browser. It never is in the program. */
import type { FileDrop, MailCore, Outside } from '../ipc';
import type { Account, MailError, SyncSettings } from '../types';
import { bodyUrl, checkLink, messageOf, partUrl } from './bodies';
import * as drafts from './drafts';
import * as edits from './edits';
import * as lists from './lists';
import { account, mailboxesOf } from './mailbox';
import { FakeState, refusal, SYNC_SETTINGS, type Knobs } from './state';

export { FAKE_NOW } from './mailbox';
export { knobsFrom, settingsFrom } from './state';

export interface FakeCore extends MailCore {
  /** What tests turn, look at and let happen. */
  fake: FakeState;
  /** Drops files on the window. */
  drop: (drop: FileDrop) => void;
  /** Asks for something from outside the window. */
  ask: (outside: Outside) => void;
}

const CLOSED: MailError = refusal(
  'locked',
  'The profile was written by a newer version of Tern.',
  'Install the newest Tern, then open it again.',
);

const SEALED: MailError = refusal(
  'locked',
  'This profile is sealed with a passphrase, and none was given.',
  'Give it at the prompt or in TERN_PASSPHRASE.',
);

const accountOf = (state: FakeState, id: number): Account => {
  const found = state.store.accounts.find((each) => each.id === id);
  if (!found) throw refusal('gone', 'The account is not there any more.', 'Choose another account.');
  return found;
};

function accounts(state: FakeState) {
  const changed = (id: number): null => {
    state.emit({ event: 'account_changed', account: id });
    return null;
  };
  return {
    accounts: () => structuredClone(state.store.accounts),
    addAccount: (setup: Parameters<MailCore['addAccount']>[0]) => {
      if (state.knobs.offline)
        throw refusal(
          'offline',
          `${setup.imap.host} cannot be reached.`,
          'Check the connection and the name of the server.',
        );
      if (setup.password === 'wrong')
        throw refusal('sign_in', `${setup.imap.host} refused the password.`, 'Check the user name and the password.');
      const made = {
        ...account(state.store.accounts.length + 1, setup.address, setup.name ?? ''),
        imap: setup.imap,
        smtp: setup.smtp,
        window: setup.window,
      };
      state.store.accounts.push(made);
      state.store.mailboxes.push(...mailboxesOf(made.id, []));
      changed(made.id);
      return structuredClone(made);
    },
    removeAccount: (id: number) => {
      state.store.accounts = state.store.accounts.filter((each) => each.id !== id);
      state.store.mailboxes = state.store.mailboxes.filter((each) => each.account !== id);
      for (const [key, { row }] of state.store.messages) if (row.account === id) state.store.messages.delete(key);
      return changed(id);
    },
    setPassword: (id: number, password: string) => {
      if (password === 'wrong')
        throw refusal('sign_in', `${accountOf(state, id).imap.host} refused the password.`, 'Check the password.');
      state.knobs.signin = false;
      state.emit({ event: 'status_changed', account: id });
      return null;
    },
    setSending: (id: number, name: string | null, undoSeconds: number) => {
      Object.assign(accountOf(state, id), { name, undo_seconds: undoSeconds });
      return changed(id);
    },
    setWindow: (id: number, window: string) => {
      accountOf(state, id).window = window;
      for (const box of state.store.mailboxes) if (box.account === id && window === 'all') box.older_on_server = 0;
      return changed(id);
    },
    setMailboxWindow: (id: number, window: string | null) => {
      const box = state.store.mailboxes.find((each) => each.id === id);
      if (!box) throw refusal('gone', 'The folder is not there any more.', 'Choose another folder.');
      box.window = window;
      if (window === 'all') box.older_on_server = 0;
      state.changed([id]);
      return null;
    },
    syncSettings: (id: number) => ({ ...SYNC_SETTINGS, ...state.syncSettings.get(accountOf(state, id).id) }),
    setSyncSettings: (id: number, settings: SyncSettings) => {
      state.syncSettings.set(accountOf(state, id).id, structuredClone(settings));
      state.emit({ event: 'plan_changed' });
      return null;
    },
    mailboxes: (id: number) => lists.mailboxes(state, id),
    status: () => lists.status(state),
    sync: (id: number) => {
      if (state.knobs.offline) throw refusal('offline', 'There is no network.', 'Check the connection.');
      state.emit({ event: 'status_changed', account: id });
      return { mailboxes: 6, new_messages: 0, bodies: 0, removed: 0, flags_changed: 0, edits_sent: 0, problems: [] };
    },
    cancelSync: (id: number) => {
      state.knobs.syncing = false;
      state.emit({ event: 'status_changed', account: id });
      return null;
    },
  };
}

type Answers = { [K in keyof MailCore]: (...args: Parameters<MailCore[K]>) => Awaited<ReturnType<MailCore[K]>> };

function answers(state: FakeState): Omit<Answers, 'onEvent' | 'onOutside' | 'onFileDrop' | 'bodyUrl' | 'partUrl'> {
  return {
    ...accounts(state),
    list: (request) => lists.list(state, request),
    listIds: (view, unreadOnly) => lists.listIds(state, view, unreadOnly),
    thread: (thread) =>
      [...state.store.messages.values()]
        .map(({ row }) => structuredClone(row))
        .filter((row) => row.thread === thread)
        .sort((a, b) => a.received - b.received),
    message: (id) => messageOf(state, id),
    allowRemote: (sender, allow) => {
      if (allow) state.remoteSenders.add(sender);
      else state.remoteSenders.delete(sender);
      return null;
    },
    remoteSenders: () => [...state.remoteSenders].sort(),
    checkLink,
    readQuery: (query) => lists.readQuery(state, query),
    flag: (ids, change) => edits.flag(state, ids, change),
    moveTo: (ids, mailbox) => edits.moveTo(state, ids, mailbox),
    copyTo: (ids, mailbox) => edits.copyTo(state, ids, mailbox),
    archive: (ids) => edits.toRole(state, ids, 'archive', 'archive'),
    junk: (ids, junk) => edits.toRole(state, ids, junk ? 'junk' : 'inbox', junk ? 'junk' : 'not_junk'),
    delete: (ids) => edits.toRole(state, ids, 'trash', 'delete'),
    undo: (action) => edits.undo(state, action),
    lastAction: () => state.done.at(-1)?.action ?? null,
    beginDraft: (start) => drafts.beginDraft(state, start),
    saveDraft: (id, draft) => drafts.saveDraft(state, id, draft),
    drafts: () => structuredClone([...state.drafts.values()]),
    draft: (id) => structuredClone(drafts.draft(state, id)),
    discardDraft: (id) => drafts.discardDraft(state, id),
    attachFile: (id, path) => drafts.attach(state, id, path.split('/').pop() ?? path, 120_000),
    attachData: (id, name, bytes) => drafts.attach(state, id, name, bytes.length),
    detachFile: (id, file) => drafts.detach(state, id, file),
    sendDraft: (id, options) => drafts.sendDraft(state, id, options),
    recallDraft: (outbox) => drafts.recallDraft(state, outbox),
    completeAddress: drafts.completeAddress,
    parseAddresses: drafts.parseAddresses,
    cleanHtml: (html) => html.replace(/<(script|style)[\s\S]*?<\/\1>|\s(on\w+|class|style)="[^"]*"/gi, ''),
    outbox: () => structuredClone([...state.outbox.values()]),
    retrySend: (id) => {
      const item = state.outbox.get(id);
      if (item) state.outbox.set(id, { ...item, state: 'queued', due: Date.now() });
      state.emit({ event: 'outbox_changed', id });
      return null;
    },
    cancelSend: (id) => {
      state.outbox.delete(id);
      state.emit({ event: 'outbox_changed', id });
      return null;
    },
    settings: () => [...state.settings].map(([key, value]) => ({ key, value })),
    setSetting: (key, value) => {
      if (value === null) state.settings.delete(key);
      else state.settings.set(key, value);
      return null;
    },
    pickFiles: () => ['/home/robin/report.pdf'],
    saveAttachment: (_id, _part, name) => `/home/robin/Downloads/${name}`,
    openAttachment: () => null,
    dragAttachment: () => null,
    source: (id) =>
      `From: ${state.message(id).row.from[0]?.email ?? ''}\r\nSubject: ${state.message(id).row.subject}\r\n\r\n${state.message(id).text}`,
    saveSource: (_id, name) => `/home/robin/Downloads/${name}`,
    openLink: () => null,
    print: () => null,
    autostart: () => state.settings.get('fake.autostart') === 'on',
    setAutostart: (on) => {
      state.settings.set('fake.autostart', on ? 'on' : 'off');
      return null;
    },
    becomeMailer: () => null,
    ready: () => [],
    sealed: () => state.knobs.sealed,
    reopen: (passphrase) => {
      if (state.knobs.sealed && passphrase !== 'correct horse')
        throw refusal('locked', 'The passphrase does not open this profile.', 'Try again.');
      state.knobs.sealed = false;
      return null;
    },
    version: () => '0.1.0',
  };
}

export function fakeCore(knobs: Partial<Knobs> = {}, settings: readonly [string, string][] = []): FakeCore {
  const state = new FakeState(knobs, settings);
  if (!state.knobs.empty && !state.knobs.welcome) drafts.sampleOutbox(state);
  const drops = new Set<(drop: FileDrop) => void>();
  const asked = new Set<(outside: Outside) => void>();
  const on = <E>(set: Set<(event: E) => void>, heard: (event: E) => void) => {
    set.add(heard);
    return () => void set.delete(heard);
  };
  const made: Record<string, unknown> = {
    fake: state,
    drop: (drop: FileDrop) => drops.forEach((heard) => heard(drop)),
    ask: (outside: Outside) => asked.forEach((heard) => heard(outside)),
    bodyUrl: (id: number, remote: boolean, plain: boolean, dark: boolean) => bodyUrl(state, id, remote, plain, dark),
    partUrl: (id: number, part: string) => partUrl(state, id, part),
    onEvent: (heard: Parameters<MailCore['onEvent']>[0]) => state.listen(heard),
    onFileDrop: (heard: (drop: FileDrop) => void) => on(drops, heard),
    onOutside: (heard: (outside: Outside) => void) => on(asked, heard),
  };
  for (const [name, answer] of Object.entries(answers(state))) {
    made[name] = async (...args: unknown[]) => {
      state.calls.push({ name, args });
      const asks = name === 'sealed' || name === 'reopen';
      if (state.knobs.slow > 0) await new Promise((done) => setTimeout(done, state.knobs.slow));
      if (state.knobs.closed) throw CLOSED;
      if (state.knobs.sealed && !asks) throw SEALED;
      return (answer as (...args: unknown[]) => unknown)(...args);
    };
  }
  return made as unknown as FakeCore;
}
