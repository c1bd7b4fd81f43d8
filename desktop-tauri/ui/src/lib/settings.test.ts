import { expect, test, vi } from 'vitest';
import { fakeCore } from './fakeCore';
import { Settings } from './settings.svelte';

test('a choice is kept by the core and read again', async () => {
  const core = fakeCore();
  const settings = new Settings(core);
  await settings.set('density', 'compact');
  await settings.set('threads', { 'role:inbox': false });
  const again = new Settings(core);
  await again.load();
  expect(again.values).toMatchObject({ density: 'compact', threads: { 'role:inbox': false }, theme: 'system' });
});

test('what another version wrote is read as far as it is understood', async () => {
  const core = fakeCore();
  await core.setSetting('face.density', 'airy');
  await core.setSetting('face.keymap', '{not json');
  await core.setSetting('face.sidebar_width', '9000');
  const settings = new Settings(core);
  await settings.load();
  expect(settings.values).toMatchObject({ density: 'normal', keymap: {}, sidebarWidth: 320 });
});

test('a choice that cannot be kept goes back, and is said', async () => {
  const core = fakeCore();
  const failed = vi.fn();
  const settings = new Settings(core, failed);
  core.fake.knobs.closed = true;
  await settings.set('theme', 'dark');
  expect(settings.values.theme).toBe('system');
  expect(failed).toHaveBeenCalledOnce();
});
