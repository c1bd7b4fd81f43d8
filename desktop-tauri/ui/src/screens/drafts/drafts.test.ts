import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCore, type FakeCore } from '../../lib/fakeCore';
import type { DraftStart } from '../../lib/types';
import { DraftsModel } from './drafts.svelte';
import { snippetOf } from './state';

let core: FakeCore;
let heard: { failed: unknown[]; opened: number[]; written: DraftStart[]; deleted: number[] };
let hidden: Set<number>;

beforeEach(() => {
  core = fakeCore();
  heard = { failed: [], opened: [], written: [], deleted: [] };
  hidden = new Set();
});

async function shown(): Promise<DraftsModel> {
  const drafts = new DraftsModel(core, {
    failed: (error) => heard.failed.push(error),
    open: (draft) => heard.opened.push(draft),
    write: (start) => heard.written.push(start),
    discarded: (draft) => hidden.add(draft),
    delete: async (ids) => void heard.deleted.push(...ids),
    hidden: (draft) => hidden.has(draft),
  });
  drafts.start();
  await vi.waitFor(() => expect(drafts.state.body.kind).not.toBe('loading'));
  return drafts;
}

const local = (drafts: DraftsModel): number[] =>
  drafts.state.body.kind === 'drafts' ? drafts.state.body.local.map((one) => one.id) : [];

describe('the drafts', () => {
  it('are those of this device and those of the mailboxes', async () => {
    const { id } = await core.beginDraft({ start: 'blank', account: null });
    const drafts = await shown();
    expect(local(drafts)).toEqual([id]);
    expect(drafts.state.body).toMatchObject({ kind: 'drafts' });
    if (drafts.state.body.kind === 'drafts') expect(drafts.state.body.server.length).toBeGreaterThan(0);
  });

  it('follow what is written meanwhile', async () => {
    const drafts = await shown();
    const { id } = await core.beginDraft({ start: 'blank', account: null });
    await vi.waitFor(() => expect(local(drafts)).toEqual([id]));
  });

  it('are taken up again, from here and from a mailbox', async () => {
    const drafts = await shown();
    drafts.onEvent({ do: 'open', draft: 3 });
    drafts.onEvent({ do: 'openMessage', message: 4 });
    expect(heard).toMatchObject({ opened: [3], written: [{ start: 'message', message: 4 }] });
  });

  it('that are thrown away leave the list at once', async () => {
    const { id } = await core.beginDraft({ start: 'blank', account: null });
    const drafts = await shown();
    drafts.onEvent({ do: 'discard', draft: id });
    await vi.waitFor(() => expect(local(drafts)).toEqual([]));
    expect((await core.drafts()).map((one) => one.id)).toEqual([id]);
  });

  it('of a mailbox are deleted by the window, which can undo it', async () => {
    const drafts = await shown();
    const body = drafts.state.body;
    const ids = body.kind === 'drafts' ? (body.server[0]?.ids ?? []) : [];
    drafts.onEvent({ do: 'deleteMessage', ids });
    await vi.waitFor(() => expect(heard.deleted).toEqual(ids));
  });

  it('say so where there are none', async () => {
    core = fakeCore({ empty: true });
    expect((await shown()).state.body).toEqual({ kind: 'empty' });
  });

  it('say why they cannot be shown', async () => {
    core = fakeCore({ closed: true });
    expect((await shown()).state.body).toMatchObject({ kind: 'failed', error: { kind: 'locked' } });
  });

  it('are known by their own words, not by what they quote', async () => {
    const saved = await core.beginDraft({ start: 'blank', account: null });
    expect(snippetOf({ ...saved, draft: { ...saved.draft, text: 'Yes,\nof course\n\nAda wrote:\n> Will you?' } })).toBe(
      'Yes, of course',
    );
  });
});
