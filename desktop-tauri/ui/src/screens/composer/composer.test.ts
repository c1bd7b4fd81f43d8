import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCore, type FakeCore } from '../../lib/fakeCore';
import type { DraftStart, MailError } from '../../lib/types';
import { ComposerModel } from './composer.svelte';
import type { Field } from './recipients';
import type { Writing } from './state';

let core: FakeCore;
let heard: {
  failed: MailError[];
  sent: number[];
  discarded: number[];
  done: number;
  stay: number[];
  tooLarge: string[];
};
let fresh: Set<number>;

beforeEach(() => {
  vi.useFakeTimers();
  core = fakeCore();
  heard = { failed: [], sent: [], discarded: [], done: 0, stay: [], tooLarge: [] };
  fresh = new Set();
});

afterEach(() => {
  vi.useRealTimers();
});

function model(): ComposerModel {
  return new ComposerModel(core, {
    failed: (error) => heard.failed.push(error as MailError),
    sent: (outbox) => heard.sent.push(outbox),
    discarded: (id) => heard.discarded.push(id),
    done: () => (heard.done += 1),
    plainFirst: () => false,
    fresh: (id) => fresh.has(id),
    stay: (id) => heard.stay.push(id),
    tooLarge: (name) => heard.tooLarge.push(name),
  });
}

async function composing(start: DraftStart = { start: 'blank', account: null }): Promise<ComposerModel> {
  const composer = model();
  const saved = await core.beginDraft(start);
  fresh.add(saved.id);
  await composer.open(saved.id);
  return composer;
}

function writing(composer: ComposerModel): Writing {
  const { body } = composer.state;
  if (body.kind !== 'writing') throw new Error(`the composer is ${body.kind}`);
  return body.writing;
}

async function addressed(composer: ComposerModel, text: string, field: Field = 'to'): Promise<void> {
  const before = writing(composer)[field].length;
  composer.onEvent({ do: 'recipients', field, text });
  await vi.waitFor(() => expect(writing(composer)[field].length).toBeGreaterThan(before));
}

const stored = (composer: ComposerModel) => core.draft(writing(composer).id).then((saved) => saved.draft);
const calls = (name: string): unknown[][] =>
  core.fake.calls.filter((call) => call.name === name).map((call) => call.args);
const emails = (composer: ComposerModel, field: Field = 'to'): string[] =>
  writing(composer)[field].map((one) => one.address.email);
const anyMessage = (): number => [...core.fake.store.messages.keys()][0] ?? 0;

describe('a draft', () => {
  it('keeps an address that is typed and not finished', async () => {
    const composer = await composing();
    composer.onEvent({ do: 'typed', field: 'to', text: 'ada@anal' });
    await composer.flush();
    expect((await stored(composer)).to.map(({ email }) => email)).toEqual(['ada@anal']);
    const { id } = writing(composer);
    await composer.open(null);
    expect(calls('discardDraft')).toEqual([]);
    await composer.open(id);
    expect(emails(composer)).toEqual(['ada@anal']);
  });

  it('keeps an address that the core still reads when it is left', async () => {
    const composer = await composing();
    const { id } = writing(composer);
    composer.onEvent({ do: 'recipients', field: 'cc', text: 'grace@navy.example' });
    await composer.open(null);
    expect((await core.draft(id)).draft.cc.map(({ email }) => email)).toEqual(['grace@navy.example']);
  });

  it('has an address once when it is finished', async () => {
    const composer = await composing();
    composer.onEvent({ do: 'typed', field: 'to', text: 'grace@navy.example' });
    await composer.flush();
    await addressed(composer, 'grace@navy.example');
    await composer.flush();
    expect((await stored(composer)).to.map(({ email }) => email)).toEqual(['grace@navy.example']);
  });

  it('is on disk half a second after the last change', async () => {
    const composer = await composing();
    composer.onEvent({ do: 'subject', text: 'Lun' });
    await vi.advanceTimersByTimeAsync(400);
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    await vi.advanceTimersByTimeAsync(400);
    expect(calls('saveDraft')).toEqual([]);
    expect(composer.state.save.kind).toBe('waiting');
    await vi.advanceTimersByTimeAsync(200);
    expect((await stored(composer)).subject).toBe('Lunch');
    expect(composer.state.save).toEqual({ kind: 'saved', at: core.fake.now() });
  });

  it('has the text in both kinds', async () => {
    const composer = await composing();
    composer.onEvent({ do: 'own', content: '<div>Dear <b>Ada</b></div><ul><li>one</li></ul>' });
    await composer.flush();
    expect(await stored(composer)).toMatchObject({
      text: 'Dear Ada\n- one',
      html: '<div>Dear <b>Ada</b></div><ul><li>one</li></ul>',
    });
  });

  it('is plain where the person wants that, and keeps its words', async () => {
    const composer = await composing();
    composer.onEvent({ do: 'own', content: '<div>Dear <b>Ada</b></div>' });
    composer.onEvent({ do: 'rich', rich: false });
    await composer.flush();
    expect(await stored(composer)).toMatchObject({ text: 'Dear Ada', html: null });
  });

  it('says why it is not saved, and is saved when it is tried again', async () => {
    const composer = await composing();
    core.fake.knobs.failing = true;
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    await vi.advanceTimersByTimeAsync(600);
    expect(composer.state.save).toMatchObject({ kind: 'failed', error: { kind: 'storage' } });
    core.fake.knobs.failing = false;
    composer.onEvent({ do: 'retry' });
    await vi.waitFor(() => expect(composer.state.save.kind).toBe('saved'));
    expect((await stored(composer)).subject).toBe('Lunch');
  });

  it('stays in the composer while it cannot be saved, although another one is wanted', async () => {
    const composer = await composing();
    const { id } = writing(composer);
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    core.fake.knobs.failing = true;
    const other = await core.beginDraft({ start: 'blank', account: null });
    await composer.open(other.id);
    expect(writing(composer)).toMatchObject({ id, subject: 'Lunch' });
    expect(heard.stay).toEqual([id]);
  });

  it('is saved before another one takes its place', async () => {
    const composer = await composing();
    const { id } = writing(composer);
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    const other = await core.beginDraft({ start: 'blank', account: null });
    await composer.open(other.id);
    expect((await core.draft(id)).draft.subject).toBe('Lunch');
    expect(writing(composer).id).toBe(other.id);
  });

  it('is no draft where nothing was written', async () => {
    const composer = await composing({ start: 'reply', message: anyMessage(), attribution: 'Ada wrote:' });
    composer.onEvent({ do: 'close' });
    await vi.waitFor(() => expect(heard.done).toBe(1));
    expect(await core.drafts()).toEqual([]);
  });

  it('stays when the composer is closed', async () => {
    const composer = await composing();
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    composer.onEvent({ do: 'close' });
    await vi.waitFor(() => expect(heard.done).toBe(1));
    expect((await core.drafts()).map((one) => one.draft.subject)).toEqual(['Lunch']);
  });

  it('is discarded with its last words, so that they can come back', async () => {
    const composer = await composing();
    const { id } = writing(composer);
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    composer.onEvent({ do: 'discard' });
    await vi.waitFor(() => expect(heard.discarded).toEqual([id]));
    expect((await core.draft(id)).draft.subject).toBe('Lunch');
  });

  it('that is gone is said to be gone', async () => {
    const composer = model();
    await composer.open(4711);
    expect(composer.state.body).toMatchObject({ kind: 'failed', error: { kind: 'gone' } });
  });
});

describe('a reply', () => {
  it('has its quote folded, and sends it', async () => {
    const composer = await composing({ start: 'reply', message: anyMessage(), attribution: 'Ada wrote:' });
    expect(writing(composer).quote).toContain('<blockquote type="cite">');
    expect(writing(composer).own).not.toContain('blockquote');
    composer.onEvent({ do: 'own', content: '<div>Yes.</div>' });
    await composer.flush();
    const draft = await stored(composer);
    expect(draft.text).toMatch(/^Yes\.\n\nAda wrote:\n+> /);
    expect(draft.html).toMatch(/^<div>Yes\.<\/div><p>Ada wrote:<\/p><blockquote type="cite">/);
  });

  it('shows its quote to be edited', async () => {
    const composer = await composing({ start: 'reply', message: anyMessage(), attribution: 'Ada wrote:' });
    composer.onEvent({ do: 'unfold' });
    expect(writing(composer).quote).toBe('');
    expect(writing(composer).own).toContain('<blockquote type="cite">');
  });

  it('leaves without its quote where the person wants that', async () => {
    const composer = await composing({ start: 'reply', message: anyMessage(), attribution: 'Ada wrote:' });
    composer.onEvent({ do: 'own', content: '<div>Yes.</div>' });
    composer.onEvent({ do: 'dropQuote' });
    await composer.flush();
    expect((await stored(composer)).text).toBe('Yes.');
  });

  it('from another address is asked about', async () => {
    const composer = await composing({ start: 'reply', message: anyMessage(), attribution: 'Ada wrote:' });
    const other = composer.state.accounts.find((one) => one.id !== writing(composer).account);
    composer.onEvent({ do: 'from', account: other?.id ?? 0 });
    composer.onEvent({ do: 'own', content: '<div>Yes.</div>' });
    composer.onEvent({ do: 'send' });
    expect(composer.state.dialog).toMatchObject({ kind: 'warnings' });
    expect(JSON.stringify(composer.state.dialog)).toContain('otherAccount');
  });
});

describe('recipients', () => {
  it('come from a pasted list, each once', async () => {
    const composer = await composing();
    await addressed(composer, 'ada@example.org, "Byron" <byron@example.org>\nADA@example.org');
    expect(emails(composer)).toEqual(['ada@example.org', 'byron@example.org']);
  });

  it('that are none are kept and marked, and nothing is sent', async () => {
    const composer = await composing();
    await addressed(composer, 'nonsense');
    expect(writing(composer).to[0]?.error?.reason).toContain('nonsense');
    composer.onEvent({ do: 'send' });
    expect(composer.state.dialog).toEqual({
      kind: 'warnings',
      warnings: [{ kind: 'invalid', addresses: ['nonsense'] }],
    });
    composer.onEvent({ do: 'sendAnyway' });
    await vi.runAllTimersAsync();
    expect(calls('sendDraft')).toEqual([]);
    expect((await stored(composer)).to).toEqual([{ name: null, email: 'nonsense' }]);
  });

  it('move from field to field', async () => {
    const composer = await composing();
    await addressed(composer, 'ada@example.org, byron@example.org');
    const key = writing(composer).to[0]?.key ?? 0;
    composer.onEvent({ do: 'move', key, from: 'to', to: 'bcc' });
    expect([emails(composer), emails(composer, 'bcc')]).toEqual([['byron@example.org'], ['ada@example.org']]);
    expect(composer.state.shown.bcc).toBe(true);
  });

  it('are completed from what is typed, without those that are there', async () => {
    const composer = await composing();
    await addressed(composer, 'ada@analytical.example');
    composer.onEvent({ do: 'typed', field: 'to', text: 'a' });
    await vi.waitFor(() => expect(composer.state.completion?.people.length).toBeGreaterThan(0));
    expect(composer.state.completion?.people.map((one) => one.email)).not.toContain('ada@analytical.example');
    const chosen = composer.state.completion?.people[0];
    if (chosen !== undefined) composer.onEvent({ do: 'choose', field: 'to', address: chosen });
    expect(emails(composer)).toHaveLength(2);
    expect(composer.state.completion).toBeNull();
  });

  it('are completed by the newest answer only', async () => {
    const composer = await composing();
    core.fake.knobs.slow = 50;
    composer.onEvent({ do: 'typed', field: 'to', text: 'g' });
    composer.onEvent({ do: 'typed', field: 'to', text: '' });
    await vi.runAllTimersAsync();
    expect(composer.state.completion).toBeNull();
  });
});

describe('files', () => {
  it('are attached from paths and from pasted data', async () => {
    const composer = await composing();
    composer.onEvent({ do: 'paths', paths: ['/a/one.pdf', '/a/two.txt'] });
    await vi.waitFor(() => expect(writing(composer).files).toHaveLength(2));
    composer.onEvent({ do: 'data', files: [new File(['abc'], 'three.png')] });
    await vi.waitFor(() => expect(writing(composer).files).toHaveLength(3));
    expect(writing(composer).files.map((one) => one.name)).toEqual(['one.pdf', 'two.txt', 'three.png']);
    expect(writing(composer).attaching).toBe(0);
    // As numbers in JSON they would keep the window waiting.
    const sent = core.fake.calls.find(({ name }) => name === 'attachData');
    expect(sent?.args[2]).toEqual(new TextEncoder().encode('abc'));
  });

  it('that are too large to be pasted are named', async () => {
    const composer = await composing();
    const large = new File([], 'film.mp4');
    Object.defineProperty(large, 'size', { value: 33 * 1024 * 1024 });
    composer.onEvent({ do: 'data', files: [large] });
    expect(heard.tooLarge).toEqual(['film.mp4']);
    expect(writing(composer).attaching).toBe(0);
  });

  it('are taken out again', async () => {
    const composer = await composing();
    composer.onEvent({ do: 'paths', paths: ['/a/one.pdf'] });
    await vi.waitFor(() => expect(writing(composer).files).toHaveLength(1));
    composer.onEvent({ do: 'detach', file: writing(composer).files[0]?.id ?? 0 });
    await vi.waitFor(() => expect(calls('detachFile')).toHaveLength(1));
    expect(writing(composer).files).toEqual([]);
  });
});

describe('sending', () => {
  it('puts the newest words into the outbox and ends the composer', async () => {
    const composer = await composing();
    await addressed(composer, 'ada@example.org');
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    composer.onEvent({ do: 'own', content: '<div>Today?</div>' });
    composer.onEvent({ do: 'send' });
    await vi.waitFor(() => expect(heard.sent).toHaveLength(1));
    expect((await core.outbox()).find((one) => one.id === heard.sent[0])?.subject).toBe('Lunch');
    expect(composer.state.body.kind).toBe('closed');
    expect(heard.done).toBe(1);
  });

  it('asks about an empty subject, then does as it is told', async () => {
    const composer = await composing();
    await addressed(composer, 'ada@example.org');
    composer.onEvent({ do: 'send' });
    expect(composer.state.dialog).toEqual({ kind: 'warnings', warnings: [{ kind: 'noSubject' }] });
    composer.onEvent({ do: 'sendAnyway' });
    await vi.waitFor(() => expect(heard.sent).toHaveLength(1));
  });

  it('leaves everything as it is where the draft cannot be saved', async () => {
    const composer = await composing();
    await addressed(composer, 'ada@example.org');
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    core.fake.knobs.failing = true;
    composer.onEvent({ do: 'send' });
    await vi.waitFor(() => expect(composer.state.save.kind).toBe('failed'));
    expect(calls('sendDraft')).toEqual([]);
    expect(writing(composer).subject).toBe('Lunch');
    expect(composer.state.sending).toBe(false);
  });

  it('happens once, however often it is asked for', async () => {
    const composer = await composing();
    await addressed(composer, 'ada@example.org');
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    composer.onEvent({ do: 'send' });
    composer.onEvent({ do: 'send' });
    await vi.waitFor(() => expect(heard.sent).toHaveLength(1));
    expect(calls('sendDraft')).toHaveLength(1);
  });

  it('can be taken back with everything that was written', async () => {
    const composer = await composing();
    await addressed(composer, 'ada@example.org');
    composer.onEvent({ do: 'subject', text: 'Lunch' });
    composer.onEvent({ do: 'paths', paths: ['/a/one.pdf'] });
    await vi.waitFor(() => expect(writing(composer).files).toHaveLength(1));
    composer.onEvent({ do: 'send' });
    await vi.waitFor(() => expect(heard.sent).toHaveLength(1));
    const again = await core.recallDraft(heard.sent[0] ?? 0);
    await composer.open(again.id);
    expect(writing(composer)).toMatchObject({ subject: 'Lunch', files: [{ name: 'one.pdf' }] });
    expect(emails(composer)).toEqual(['ada@example.org']);
  });
});
