import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCore, type FakeCore } from '../../lib/fakeCore';
import type { DraftStart, MailError, MessageRow } from '../../lib/types';
import { fileName } from './asides';
import { ReaderModel } from './reader.svelte';
import { besideText } from './state';
import type { Card, ReaderTarget } from './state';

let core: FakeCore;
let problems: MailError[];
let written: DraftStart[];
let saved: string[];
let readAfter: number | null;
let known: MessageRow[];

beforeEach(() => {
  vi.useFakeTimers();
  core = fakeCore();
  problems = [];
  written = [];
  saved = [];
  readAfter = 1_500;
  known = [];
});

afterEach(() => {
  vi.useRealTimers();
});

function model(): ReaderModel {
  return new ReaderModel(core, {
    failed: (error) => problems.push(error),
    saved: (path) => saved.push(path),
    write: (start) => written.push(start),
    readAfter: () => readAfter,
    plainFirst: () => false,
    known: (message) => known.find(({ id }) => id === message) ?? null,
  });
}

const rows = (): MessageRow[] => [...core.fake.store.messages.values()].map(({ row }) => row);

/** A conversation of at least `count` messages of which those named are unread. */
function conversation(count: number, unread: number[] = []): { target: ReaderTarget; ids: number[] } {
  const thread = rows().find((row) => rows().filter((each) => each.thread === row.thread).length >= count)?.thread;
  const found = rows().filter((row) => row.thread === thread);
  const sorted = [...found].sort((a, b) => a.received - b.received);
  for (const [at, row] of sorted.entries()) core.fake.message(row.id).row.flags.seen = !unread.includes(at);
  const ids = sorted.map((row) => row.id);
  return { target: { message: ids.at(-1) ?? 0, thread: sorted[0]?.thread ?? null }, ids };
}

function cards(reader: ReaderModel): Card[] {
  const { body } = reader.state;
  if (body.kind !== 'conversation') throw new Error(`the reader shows ${body.kind}`);
  return body.cards;
}

const open = (reader: ReaderModel): number[] =>
  cards(reader)
    .filter((one) => one.content.kind !== 'closed')
    .map((one) => one.row.id);
const calls = (name: string): unknown[][] =>
  core.fake.calls.filter((call) => call.name === name).map((call) => call.args);

describe('a conversation', () => {
  it('opens at its newest message where all are read', async () => {
    const reader = model();
    const { target, ids } = conversation(3);
    await reader.open(target);
    expect(cards(reader).map((one) => one.row.id)).toEqual(ids);
    expect(open(reader)).toEqual([ids.at(-1)]);
    expect(reader.state.scroll?.id).toBe(ids.at(-1));
  });

  it('asks for its rows and for the message it is opened for at the same time, and for each once', async () => {
    const reader = model();
    const { target, ids } = conversation(3);
    const opening = reader.open(target);
    expect(calls('thread')).toHaveLength(1);
    expect(calls('message')).toEqual([[ids.at(-1)]]);
    await opening;
    expect(calls('message')).toHaveLength(1);
    reader.onEvent({ do: 'toggle', id: ids.at(-1) ?? 0 });
    reader.onEvent({ do: 'toggle', id: ids.at(-1) ?? 0 });
    expect(calls('message')).toHaveLength(2);
  });

  it('is there at once where the list knows its only message, and stays the same card', async () => {
    const reader = model();
    const row = rows().find((one) => rows().filter((each) => each.thread === one.thread).length === 1);
    known = row === undefined ? [] : [row];
    const opening = reader.open({ message: row?.id ?? 0, thread: row?.thread ?? null });
    expect(cards(reader).map((one) => [one.row.id, one.content.kind])).toEqual([[row?.id, 'loading']]);
    const { scroll } = reader.state;
    await opening;
    expect(cards(reader).map((one) => [one.row.id, one.content.kind])).toEqual([[row?.id, 'shown']]);
    expect(reader.state.scroll).toBe(scroll);
  });

  it('lets the one before stay for a moment, then says that it is waited for', async () => {
    const reader = model();
    const { target, ids } = conversation(3);
    const other = rows().find((row) => row.thread !== target.thread);
    await reader.open({ message: other?.id ?? 0, thread: other?.thread ?? null });
    const shown = reader.state.body;
    const thread = core.thread.bind(core);
    let answer: (value: MessageRow[]) => void = () => undefined;
    core.thread = () => new Promise((done) => (answer = done));
    const opening = reader.open(target);
    expect(reader.state.body).toBe(shown);
    expect(reader.current()).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reader.state.body.kind).toBe('loading');
    answer(await thread(target.thread ?? 0));
    await opening;
    expect(reader.current()?.row.id).toBe(ids.at(-1));
  });

  it('shows its rows before a message that takes long', async () => {
    const reader = model();
    const { target, ids } = conversation(3);
    const message = core.message.bind(core);
    let answer: () => void = () => undefined;
    core.message = async (id) => {
      await new Promise<void>((done) => (answer = done));
      return message(id);
    };
    const opening = reader.open(target);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(cards(reader).at(-1)?.content.kind).toBe('loading');
    answer();
    await opening;
    expect(cards(reader).at(-1)?.content.kind).toBe('shown');
    expect(ids).toHaveLength(cards(reader).length);
  });

  it('opens at its first unread message, with the unread ones after it', async () => {
    const reader = model();
    const { target, ids } = conversation(4, [1, 3]);
    await reader.open(target);
    expect(open(reader)).toEqual([ids[1], ids[3]]);
    expect(reader.state.scroll?.id).toBe(ids[1]);
    expect(reader.current()?.row.id).toBe(ids[1]);
  });

  it('says why it cannot be shown, and is tried again', async () => {
    const reader = model();
    core.fake.knobs.closed = true;
    const { target } = conversation(2);
    await reader.open(target);
    expect(reader.state.body).toMatchObject({ kind: 'failed', error: { kind: 'locked' } });
    core.fake.knobs.closed = false;
    reader.onEvent({ do: 'retry', id: null });
    await vi.waitFor(() => expect(reader.state.body.kind).toBe('conversation'));
  });

  it('is left for another one although its answer comes late', async () => {
    const reader = model();
    core.fake.knobs.slow = 100;
    const { target } = conversation(3);
    const other = rows().find((row) => row.thread !== target.thread);
    const first = reader.open(target);
    const second = reader.open({ message: other?.id ?? 0, thread: other?.thread ?? null });
    await vi.runAllTimersAsync();
    await Promise.all([first, second]);
    expect(cards(reader)[0]?.row.thread).toBe(other?.thread);
  });

  it('shows one message alone where the list shows messages', async () => {
    const reader = model();
    const { ids } = conversation(3);
    await reader.open({ message: ids[0] ?? 0, thread: null });
    expect(open(reader)).toEqual([ids[0]]);
    expect(cards(reader)).toHaveLength(1);
  });

  it('takes in a message that arrives, closed and below what is read', async () => {
    const reader = model();
    const stop = reader.start();
    const { target, ids } = conversation(3);
    await reader.open(target);
    const mailbox = core.fake.message(ids[0] ?? 0).row.mailbox;
    const id = core.fake.arrive(mailbox, { thread: target.thread ?? 0 });
    await vi.advanceTimersByTimeAsync(200);
    expect(cards(reader).at(-1)?.row.id).toBe(id);
    expect(cards(reader).at(-1)?.content.kind).toBe('closed');
    expect(open(reader)).toEqual([ids.at(-1)]);
    stop();
  });

  it('says so when it is gone', async () => {
    const reader = model();
    const stop = reader.start();
    const { target, ids } = conversation(2);
    await reader.open(target);
    const mailbox = core.fake.message(ids[0] ?? 0).row.mailbox;
    for (const id of ids) core.fake.store.messages.delete(id);
    core.fake.changed([mailbox]);
    await vi.advanceTimersByTimeAsync(200);
    expect(reader.state.body).toMatchObject({ kind: 'failed', error: { kind: 'gone' } });
    stop();
  });
});

describe('reading', () => {
  it('marks a message read after it was in sight long enough', async () => {
    const reader = model();
    const { target, ids } = conversation(2, [1]);
    await reader.open(target);
    reader.onEvent({ do: 'visible', id: ids[1] ?? 0, visible: true });
    await vi.advanceTimersByTimeAsync(1_400);
    expect(calls('flag')).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(calls('flag')[0]?.[0]).toEqual([ids[1]]);
  });

  it('leaves a message unread that was out of sight before', async () => {
    const reader = model();
    const { target, ids } = conversation(2, [1]);
    await reader.open(target);
    reader.onEvent({ do: 'visible', id: ids[1] ?? 0, visible: true });
    reader.onEvent({ do: 'visible', id: ids[1] ?? 0, visible: false });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls('flag')).toEqual([]);
  });

  it('marks what was in sight when the conversation is left', async () => {
    const reader = model();
    const { target, ids } = conversation(2, [1]);
    await reader.open(target);
    reader.onEvent({ do: 'visible', id: ids[1] ?? 0, visible: true });
    await reader.open(null);
    expect(calls('flag')[0]?.[0]).toEqual([ids[1]]);
  });

  it('marks nothing where the person does that', async () => {
    readAfter = null;
    const reader = model();
    const { target, ids } = conversation(2, [1]);
    await reader.open(target);
    reader.onEvent({ do: 'visible', id: ids[1] ?? 0, visible: true });
    await vi.advanceTimersByTimeAsync(5_000);
    await reader.open(null);
    expect(calls('flag')).toEqual([]);
  });

  it('goes through the messages and opens them', async () => {
    const reader = model();
    const { target, ids } = conversation(3);
    await reader.open(target);
    reader.onEvent({ do: 'previous' });
    expect(reader.current()?.row.id).toBe(ids[ids.length - 2]);
    expect(open(reader)).toContain(ids[ids.length - 2]);
    reader.onEvent({ do: 'next' });
    reader.onEvent({ do: 'next' });
    expect(reader.current()?.row.id).toBe(ids.at(-1));
  });

  it('finds the next unread message below, once', async () => {
    const reader = model();
    const { target, ids } = conversation(3, [0, 2]);
    await reader.open(target);
    expect(reader.nextUnread()).toBe(true);
    expect(reader.current()?.row.id).toBe(ids[2]);
    expect(reader.nextUnread()).toBe(false);
  });
});

describe('remote images', () => {
  it('are let in once, for one message', async () => {
    const reader = model();
    const { target, ids } = conversation(2, [0, 1]);
    await reader.open(target);
    reader.onEvent({ do: 'loadOnce', id: ids[0] ?? 0 });
    expect(
      cards(reader)
        .map((one) => one.remote)
        .slice(0, 2),
    ).toEqual([true, false]);
    expect(calls('allowRemote')).toEqual([]);
  });

  it('are let in for a sender, for all messages of theirs', async () => {
    const reader = model();
    const { target, ids } = conversation(2, [0, 1]);
    const sender = { name: 'Letter', email: 'Letter@reading.example' };
    for (const id of ids) core.fake.message(id).row.from = [sender];
    await reader.open(target);
    reader.onEvent({ do: 'loadAlways', id: ids[0] ?? 0 });
    await vi.waitFor(() => expect(cards(reader).every((one) => one.remote)).toBe(true));
    expect(calls('allowRemote')).toEqual([['letter@reading.example', true]]);
  });
});

describe('a link', () => {
  it('opens outside where it leads to what it says', async () => {
    model().onEvent({ do: 'link', href: 'https://example.org/a', text: 'a' });
    await vi.waitFor(() => expect(calls('openLink')).toEqual([['https://example.org/a']]));
  });

  it('is asked about where it says another place', async () => {
    const reader = model();
    reader.onEvent({ do: 'link', href: 'https://evil.example/', text: 'https://bank.example/' });
    await vi.waitFor(() => expect(reader.state.dialog?.kind).toBe('link'));
    expect(calls('openLink')).toEqual([]);
    reader.onEvent({ do: 'followLink' });
    expect(calls('openLink')).toEqual([['https://evil.example/']]);
    expect(reader.state.dialog).toBeNull();
  });

  it('to an address begins a message', async () => {
    model().onEvent({ do: 'link', href: 'mailto:ada@example.org', text: 'Ada' });
    await vi.waitFor(() => expect(written).toEqual([{ start: 'mailto', uri: 'mailto:ada@example.org' }]));
  });

  it('to anything else is refused', async () => {
    const reader = model();
    reader.onEvent({ do: 'link', href: 'file:///etc/passwd', text: 'x' });
    await vi.waitFor(() => expect(reader.state.dialog).toEqual({ kind: 'refusedLink', href: 'file:///etc/passwd' }));
    expect(calls('openLink')).toEqual([]);
  });
});

describe('printing', () => {
  it('waits until the frames have their colours for paper, and happens once', async () => {
    const reader = model();
    const { target } = conversation(2);
    await reader.open(target);
    reader.onEvent({ do: 'print' });
    expect([reader.state.printing, calls('print').length]).toEqual([true, 0]);
    reader.onEvent({ do: 'printable' });
    reader.onEvent({ do: 'printable' });
    await vi.waitFor(() => expect(reader.state.printing).toBe(false));
    expect(calls('print')).toHaveLength(1);
  });
});

describe('files and source', () => {
  it('says where a file was saved', async () => {
    const reader = model();
    const { target, ids } = conversation(2);
    await reader.open(target);
    const attachment = {
      part: '2',
      name: 'a.pdf',
      content_type: 'application/pdf',
      size: 3,
      inline: false,
      content_id: null,
    };
    reader.onEvent({ do: 'saveFile', id: ids[0] ?? 0, attachment });
    await vi.waitFor(() => expect(saved).toHaveLength(1));
  });

  it('shows the source and forgets it when the dialog is closed meanwhile', async () => {
    const reader = model();
    const { target, ids } = conversation(2);
    await reader.open(target);
    reader.onEvent({ do: 'source', id: ids[0] ?? 0 });
    await vi.waitFor(() => expect(reader.state.dialog).toMatchObject({ source: { kind: 'text' } }));
    reader.onEvent({ do: 'source', id: ids[0] ?? 0 });
    reader.onEvent({ do: 'closeDialog' });
    await vi.runAllTimersAsync();
    expect(reader.state.dialog).toBeNull();
  });

  it('lists what is beside the text only', async () => {
    const { target } = conversation(1);
    const message = await core.message(target.message);
    const part = { part: '2', name: 'a.png', content_type: 'image/png', size: 3, inline: true, content_id: 'x@y' };
    expect(besideText({ ...message, attachments: [part, { ...part, part: '3', inline: false }] })).toHaveLength(1);
  });

  it.each([
    ['Lunch: today/tomorrow?', 'Lunch today tomorrow.eml'],
    ['a\u202Egpj.exe', 'a gpj.exe.eml'],
    ['', 'message.eml'],
  ])('gives a name that every system takes: %j', (subject, name) => {
    expect(fileName(subject)).toBe(name);
  });
});
