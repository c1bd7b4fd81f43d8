import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCore, type FakeCore } from '../../lib/fakeCore';
import type { OutboxItem, SavedDraft } from '../../lib/types';
import { OutboxModel } from './outbox.svelte';
import { bodyOf, offersOf, secondsLeft } from './state';

let core: FakeCore;
let problems: unknown[];
let drafts: SavedDraft[];

beforeEach(() => {
  core = fakeCore();
  problems = [];
  drafts = [];
});

const model = () =>
  new OutboxModel(core, { failed: (error) => problems.push(error), write: (draft) => drafts.push(draft) });

async function shown(): Promise<OutboxModel> {
  const outbox = model();
  outbox.start();
  await vi.waitFor(() => expect(outbox.state.body.kind).toBe('items'));
  return outbox;
}

function items(outbox: OutboxModel): OutboxItem[] {
  const { body } = outbox.state;
  return body.kind === 'items' ? body.groups.flatMap((group) => group.items) : [];
}

async function send(): Promise<number> {
  const { id, draft } = await core.beginDraft({ start: 'blank', account: null });
  await core.saveDraft(id, { ...draft, to: [{ name: null, email: 'ada@example.org' }], subject: 'Lunch' });
  return core.sendDraft(id, { now: false });
}

describe('the outbox', () => {
  it('has what needs the person first', async () => {
    await send();
    const outbox = await shown();
    expect(outbox.state.body).toMatchObject({ groups: [{ name: 'needsYou' }, { name: 'underWay' }] });
  });

  it('is empty without messages', async () => {
    core.fake.outbox.clear();
    const outbox = model();
    outbox.start();
    await vi.waitFor(() => expect(outbox.state.body).toEqual({ kind: 'empty' }));
  });

  it('says why it cannot be shown', async () => {
    core.fake.knobs.closed = true;
    const outbox = model();
    outbox.start();
    await vi.waitFor(() => expect(outbox.state.body).toMatchObject({ kind: 'failed', error: { kind: 'locked' } }));
  });

  it('follows what happens', async () => {
    const outbox = await shown();
    const id = await send();
    await vi.waitFor(() => expect(items(outbox).map((one) => one.id)).toContain(id));
  });

  it('gives a message back to be written on', async () => {
    const id = await send();
    const outbox = await shown();
    outbox.onEvent({ do: 'undoSend', id });
    await vi.waitFor(() => expect(drafts.map((one) => one.draft.subject)).toEqual(['Lunch']));
    await vi.waitFor(() => expect(items(outbox).map((one) => one.id)).not.toContain(id));
  });

  it('says so when a message has left already', async () => {
    const outbox = await shown();
    outbox.onEvent({ do: 'undoSend', id: 4711 });
    await vi.waitFor(() => expect(problems).toMatchObject([{ kind: 'gone' }]));
    await vi.waitFor(() => expect(outbox.state.busy).toEqual([]));
  });

  it('tries a failed message again', async () => {
    const outbox = await shown();
    const failed = items(outbox).find((one) => one.state === 'failed');
    outbox.onEvent({ do: 'retry', id: failed?.id ?? 0 });
    await vi.waitFor(() => expect(items(outbox).find((one) => one.id === failed?.id)?.state).toBe('queued'));
  });

  it('opens and closes a ledger', async () => {
    const outbox = await shown();
    const id = items(outbox)[0]?.id ?? 0;
    outbox.onEvent({ do: 'ledger', id });
    expect(outbox.state.open.includes(id)).toBe(true);
    outbox.onEvent({ do: 'ledger', id });
    expect(outbox.state.open.includes(id)).toBe(false);
  });
});

describe('a message in the outbox', () => {
  const item = (state: OutboxItem['state'], due = 0, attempts = 0) => ({ state, due, attempts });

  it('counts down until it leaves', () => {
    expect(secondsLeft(item('queued', 8_500), 0)).toBe(9);
    expect(secondsLeft(item('queued', 8_500), 9_000)).toBe(0);
    expect(secondsLeft(item('queued', 8_500, 1), 0)).toBe(0);
    expect(secondsLeft(item('submitting', 8_500), 0)).toBe(0);
  });

  it.each([
    ['queued', ['retry', 'editAgain']],
    ['submitting', []],
    ['uncertain', ['retryUncertain', 'giveUp']],
    ['failed', ['editAgain', 'retry', 'giveUp']],
    ['done', []],
  ] as const)('offers what its state allows: %s', (state, offers) => {
    expect(offersOf(item(state), 1)).toEqual(offers);
  });

  it('that was taken back is not shown', () => {
    expect(bodyOf([{ ...item('cancelled'), id: 1 } as OutboxItem])).toEqual({ kind: 'empty' });
  });
});
