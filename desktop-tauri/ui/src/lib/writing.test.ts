import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCore, type FakeCore } from './fakeCore';
import { Nav } from './nav.svelte';
import { Notices } from './notices.svelte';
import { WritingDesk } from './writing.svelte';

let core: FakeCore;
let nav: Nav;
let notices: Notices;
let desk: WritingDesk;

beforeEach(() => {
  vi.useFakeTimers();
  core = fakeCore();
  nav = new Nav();
  notices = new Notices();
  desk = new WritingDesk(core, nav, notices);
});

afterEach(() => {
  vi.useRealTimers();
});

const said = (left = 0): string => {
  const text = notices.head?.text ?? '';
  return typeof text === 'string' ? text : text(left);
};
const message = () => {
  const found = [...core.fake.store.messages.values()].find(({ row }) => row.from[0]?.name === 'Ada Lovelace');
  if (found === undefined) throw new Error('Ada has not written');
  return found.row;
};

async function sendNow(): Promise<number> {
  await desk.begin({ start: 'blank', account: null });
  const id = nav.route.compose ?? 0;
  const { draft } = await core.draft(id);
  await core.saveDraft(id, { ...draft, subject: 'Lunch', to: [{ name: null, email: 'ada@example.org' }] });
  return core.sendDraft(id, { now: false });
}

describe('writing', () => {
  it('begins with a draft that exists already', async () => {
    await desk.begin({ start: 'blank', account: null });
    expect((await core.drafts()).map((one) => one.id)).toEqual([nav.route.compose]);
    expect(desk.isFresh(nav.route.compose ?? 0)).toBe(true);
  });

  it('says why it cannot begin', async () => {
    core.fake.knobs.closed = true;
    await desk.begin({ start: 'blank', account: null });
    expect(notices.head?.tone).toBe('problem');
    expect(nav.route.compose).toBeNull();
  });

  it('answers with a line above the quote that holds no marks of direction', async () => {
    await desk.answer('reply', message());
    const { text } = (await core.draft(nav.route.compose ?? 0)).draft;
    expect(text).toMatch(/On .+, Ada Lovelace wrote:\n> /);
    expect(text).not.toMatch(/[\u2066-\u2069]/);
  });

  it('passes a message on with its sender, date, subject and recipients', async () => {
    await desk.answer('forward', message());
    const { text } = (await core.draft(nav.route.compose ?? 0)).draft;
    expect(text).toContain('From: Ada Lovelace <ada@analytical.example>');
    expect(text).toMatch(/Subject: .*\nTo: /);
  });

  it('below a conversation ends there when another draft is opened', async () => {
    await desk.answer('reply', message(), true);
    expect(desk.inline?.message).toBe(message().id);
    await desk.begin({ start: 'blank', account: null });
    expect(desk.inline).toBeNull();
  });
});

describe('a message that leaves', () => {
  it('is counted down and can be taken back with everything in it', async () => {
    const outbox = await sendNow();
    desk.closed(nav.route.compose);
    await desk.sent(outbox);
    expect(said(8)).toContain('8');
    await notices.act();
    expect((await core.draft(nav.route.compose ?? 0)).draft.subject).toBe('Lunch');
    expect((await core.outbox()).map((one) => one.id)).not.toContain(outbox);
  });

  it('is only told of where there is no time to take it back', async () => {
    for (const account of core.fake.store.accounts) account.undo_seconds = 0;
    await desk.sent(await sendNow());
    expect(notices.head?.action).toBeUndefined();
  });

  it('says so when it has left already', async () => {
    await desk.takeBack(4711);
    expect(notices.head?.tone).toBe('problem');
  });
});

describe('a draft that is thrown away', () => {
  it('comes back when that is taken back', async () => {
    await desk.begin({ start: 'blank', account: null });
    const id = nav.route.compose ?? 0;
    desk.closed(id);
    desk.discard(id);
    expect(desk.discarded.has(id)).toBe(true);
    await notices.act();
    expect([nav.route.compose, desk.discarded.has(id)]).toEqual([id, false]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await core.draft(id)).toBeDefined();
  });

  it('is gone for good after a while', async () => {
    await desk.begin({ start: 'blank', account: null });
    const id = nav.route.compose ?? 0;
    desk.discard(id);
    await vi.advanceTimersByTimeAsync(120_000);
    await expect(core.draft(id)).rejects.toMatchObject({ kind: 'gone' });
  });
});
