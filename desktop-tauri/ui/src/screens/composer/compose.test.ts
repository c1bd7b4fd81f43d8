import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCore, type FakeCore } from '../../lib/fakeCore';
import { Nav } from '../../lib/nav.svelte';
import { Notices } from '../../lib/notices.svelte';
import { Settings } from '../../lib/settings.svelte';
import { WritingDesk } from '../../lib/writing.svelte';
import { composerOf } from './compose.svelte';
import type { WindowComposer } from './compose.svelte';

let core: FakeCore;
let stop: () => void;

beforeEach(() => {
  core = fakeCore();
  stop = () => undefined;
});

afterEach(() => stop());

/** The window as it starts: once more on the same profile is a restart. */
function started(): { composer: WindowComposer; nav: Nav; notices: Notices } {
  const nav = new Nav();
  const notices = new Notices();
  const desk = new WritingDesk(core, nav, notices);
  const composer = composerOf({ core, nav, notices, settings: new Settings(core), desk });
  stop = composer.start();
  return { composer, nav, notices };
}

const remembered = () => core.fake.settings.get('face.open_draft');

async function draftWith(subject: string): Promise<number> {
  const { id, draft } = await core.beginDraft({ start: 'blank', account: null });
  await core.saveDraft(id, { ...draft, subject });
  return id;
}

describe('the composer of the window', () => {
  it('shows the draft again that was open when the window closed', async () => {
    const id = await draftWith('Lunch');
    const first = started();
    await vi.waitFor(() => expect(core.fake.calls.map((call) => call.name)).toContain('setSetting'));
    first.composer.follow(id);
    await vi.waitFor(() => expect(remembered()).toBe(String(id)));
    stop();
    const { nav } = started();
    await vi.waitFor(() => expect(nav.route.compose).toBe(id));
  });

  it('begins without a word where that draft was sent meanwhile', async () => {
    core.fake.settings.set('face.open_draft', '4711');
    const { nav, notices } = started();
    await vi.waitFor(() => expect(remembered()).toBeUndefined());
    expect([nav.route.compose, notices.head]).toEqual([null, null]);
  });

  it('saves at once when the window is left', async () => {
    const { composer } = started();
    const id = await draftWith('Lunch');
    await composer.model.open(id);
    composer.model.onEvent({ do: 'subject', text: 'Dinner' });
    window.dispatchEvent(new Event('blur'));
    await vi.waitFor(async () => expect((await core.draft(id)).draft.subject).toBe('Dinner'), { timeout: 300 });
  });

  it('takes files that are dropped on the window while a draft is open', async () => {
    const { composer, nav } = started();
    const id = await draftWith('Lunch');
    core.drop({ paths: ['/a/early.pdf'], x: 1, y: 1 });
    nav.compose(id);
    await composer.model.open(id);
    core.drop({ paths: ['/a/one.pdf'], x: 1, y: 1 });
    await vi.waitFor(async () => expect((await core.draft(id)).files.map((file) => file.name)).toEqual(['one.pdf']));
  });
});
