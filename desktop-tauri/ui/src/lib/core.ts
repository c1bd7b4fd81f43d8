/** The core behind the window: the real one, or in a plain browser while developing a fake (`?fake=offline,slow`). */
import { tauriCore, type MailCore } from './ipc';

export interface Opened {
  core: MailCore;
  /** The time to show where it is fixed. */
  fixedNow: number | null;
}

export async function openCore(): Promise<Opened> {
  if (import.meta.env.DEV || import.meta.env.MODE === 'fake') {
    if (!('__TAURI_INTERNALS__' in window)) {
      const { fakeCore, knobsFrom, settingsFrom, FAKE_NOW } = await import('./fakeCore');
      return { core: fakeCore(knobsFrom(location.search), settingsFrom(location.search)), fixedNow: FAKE_NOW };
    }
  }
  return { core: tauriCore, fixedNow: null };
}
