import { render, screen } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import { COMMANDS } from '../../lib/commandTable';
import { Commands } from '../../lib/commands';
import { fakeCore, type FakeCore } from '../../lib/fakeCore';
import type { SettingsSection } from '../../lib/nav.svelte';
import { Settings as Preferences } from '../../lib/settings.svelte';
import { KeyCatcher } from './keyCatcher';
import { SETTINGS_SAMPLES } from './samples';
import Settings from './Settings.svelte';
import { SettingsModel } from './settings.svelte';
import { conflicts, remapped, type SettingsEvent } from './state';

async function started(core: FakeCore = fakeCore()) {
  const said: object[] = [];
  const model = new SettingsModel(core, (what) => said.push(what));
  const stop = model.start();
  await vi.waitFor(() => expect(model.state.body.is).not.toBe('loading'));
  const ready = () => {
    if (model.state.body.is !== 'ready') throw new Error(`the settings are ${model.state.body.is}`);
    return model.state.body;
  };
  return { model, ready, said, stop };
}

describe('the settings of accounts', () => {
  test('load with their folders, and fail as a whole when nothing is there', async () => {
    const { ready } = await started();
    expect(ready().accounts).toHaveLength(3);
    expect(ready().accounts[0]?.mailboxes.every(({ selectable }) => selectable)).toBe(true);
    const { model } = await started(fakeCore({ closed: true }));
    expect(model.state.body).toMatchObject({ is: 'failed', error: { kind: 'locked' } });
  });

  test('a window is set for the account, for one folder, and taken back', async () => {
    const core = fakeCore();
    const { model, ready } = await started(core);
    model.onEvent({ type: 'windowChosen', account: 1, window: '90d' });
    await vi.waitFor(() => expect(ready().accounts[0]?.account.window).toBe('90d'));
    const mailbox = ready().accounts[0]!.mailboxes[0]!.id;
    model.onEvent({ type: 'folderWindowChosen', account: 1, mailbox, window: 'all' });
    await vi.waitFor(() => expect(ready().accounts[0]?.mailboxes[0]?.window).toBe('all'));
    model.onEvent({ type: 'folderWindowChosen', account: 1, mailbox, window: null });
    await vi.waitFor(() => expect(ready().accounts[0]?.mailboxes[0]?.window).toBeNull());
  });

  test('name and undo delay go to the core together', async () => {
    const core = fakeCore();
    const { model, ready } = await started(core);
    model.onEvent({ type: 'sendingChanged', account: 1, name: null, undoSeconds: 30 });
    await vi.waitFor(() => expect(ready().accounts[0]?.account).toMatchObject({ name: null, undo_seconds: 30 }));
  });

  test('mail comes by itself or when it is asked for, and the rest of what was chosen stays', async () => {
    const core = fakeCore();
    const { model, ready } = await started(core);
    expect(ready().accounts[0]?.mode).toBe('balanced');
    await core.setSyncSettings(1, { ...(await core.syncSettings(1)), mobile_data: 'off' });
    model.onEvent({ type: 'modeChosen', account: 1, mode: 'manual' });
    await vi.waitFor(() => expect(ready().accounts[0]?.mode).toBe('manual'));
    expect(await core.syncSettings(1)).toMatchObject({ mode: 'manual', mobile_data: 'off' });
  });

  test('a change that is refused is shown at that account', async () => {
    const core = fakeCore();
    const { model } = await started(core);
    model.onEvent({ type: 'windowChosen', account: 99, window: '90d' });
    await vi.waitFor(() => expect(model.state.problem).toMatchObject({ account: 99, error: { kind: 'gone' } }));
  });

  test('an account goes only after it was confirmed', async () => {
    const core = fakeCore();
    const { model, ready, said } = await started(core);
    model.onEvent({ type: 'removeAsked', account: 2 });
    expect(model.state.removal?.account.id).toBe(2);
    model.onEvent({ type: 'dialogClosed' });
    model.onEvent({ type: 'removeConfirmed' });
    expect(core.fake.calls.filter(({ name }) => name === 'removeAccount')).toEqual([]);
    model.onEvent({ type: 'removeAsked', account: 2 });
    model.onEvent({ type: 'removeConfirmed' });
    await vi.waitFor(() => expect(ready().accounts).toHaveLength(2));
    expect(said).toEqual([{ removed: 'robin.ash@institute.example' }]);
  });

  test('load again when another window changes an account, and no more once they are left', async () => {
    const core = fakeCore();
    const { ready, stop } = await started(core);
    await core.setWindow(1, '7d');
    await vi.waitFor(() => expect(ready().accounts[0]?.account.window).toBe('7d'));
    stop();
    const before = core.fake.calls.filter(({ name }) => name === 'accounts').length;
    await core.setWindow(1, '14d');
    expect(core.fake.calls.filter(({ name }) => name === 'accounts')).toHaveLength(before);
  });
});

test('a sender whose images were shown can be taken back', async () => {
  const { model, ready } = await started();
  const [sender] = ready().senders;
  model.onEvent({ type: 'senderRemoved', sender: sender! });
  await vi.waitFor(() => expect(ready().senders).not.toContain(sender));
});

test('start at login is off until it is asked for', async () => {
  const { model, ready } = await started();
  expect(ready().autostart).toBe(false);
  model.onEvent({ type: 'autostartChosen', on: true });
  await vi.waitFor(() => expect(ready().autostart).toBe(true));
});

describe('keys', () => {
  test('only those that differ are kept', () => {
    expect(remapped({}, 'archive', ['y'], COMMANDS.archive.keys)).toEqual({ archive: ['y'] });
    expect(remapped({ archive: ['y'], junk: ['b'] }, 'archive', ['e'], COMMANDS.archive.keys)).toEqual({ junk: ['b'] });
  });

  test('the same key and the beginning of a sequence are conflicts', () => {
    const all = [
      { id: 'archive', keys: ['e'] },
      { id: 'go-inbox', keys: ['g i'] },
      { id: 'reply', keys: ['e', 'Mod+R'] },
      { id: 'flag', keys: ['g'] },
    ] as const;
    expect(conflicts(all, all[0]).map(({ command }) => command.id)).toEqual(['reply']);
    expect(conflicts(all, all[3]).map(({ command }) => command.id)).toEqual(['go-inbox']);
  });

  test('the table has no conflict of its own', () => {
    const all = new Commands().all;
    expect(all.flatMap((one) => conflicts(all, one).map(({ command }) => `${one.id} and ${command.id}`))).toEqual([]);
  });

  test('a pressed key is caught before anything else hears it, and Escape keeps the old one', () => {
    const done: (string | null)[] = [];
    const heard = vi.fn();
    window.addEventListener('keydown', heard);
    const catcher = new KeyCatcher({ typed: () => undefined, done: (keys) => done.push(keys) }, false);
    const stop = catcher.listen(window);
    const press = (key: string, ctrlKey = false) =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, cancelable: true }));
    press('k', true);
    press('Escape');
    press('g');
    press('x');
    stop();
    window.removeEventListener('keydown', heard);
    expect(done).toEqual(['Mod+K', null, 'g x']);
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('the view', () => {
  function shown(sample: keyof typeof SETTINGS_SAMPLES, section: SettingsSection) {
    const events: SettingsEvent[] = [];
    const set: unknown[] = [];
    render(Settings, {
      state: SETTINGS_SAMPLES[sample],
      section,
      values: new Preferences(fakeCore()).values,
      commands: new Commands().all,
      onEvent: (event) => events.push(event),
      onSet: (name, value) => set.push([name, value]),
      onSection: () => undefined,
      onAddAccount: () => undefined,
      onPassword: () => undefined,
      onLeave: () => undefined,
    });
    return { events, set };
  }

  test('removing an account says that the server keeps the mail, and what is not sent yet', () => {
    const { events } = shown('removal', 'accounts');
    expect(screen.getByRole('dialog').textContent).toContain('The server keeps the mail.');
    expect(screen.getByRole('dialog').textContent).toContain('messages still wait in the outbox');
    screen.getByRole('button', { name: 'Remove account' }).click();
    expect(events).toEqual([{ type: 'removeConfirmed' }]);
  });

  test('the section in view is the current one', () => {
    shown('ready', 'reading');
    expect(screen.getByRole('button', { name: 'Reading' }).getAttribute('aria-current')).toBe('page');
    expect(screen.getByText('letter@garden.example')).toBeTruthy();
  });

  test('a theme is one of three radio buttons', () => {
    const { set } = shown('loading', 'appearance');
    screen.getByRole<HTMLInputElement>('radio', { name: 'Dark' }).click();
    expect(set).toEqual([['theme', 'dark']]);
  });

  test('a switch says what is so', () => {
    const { events } = shown('ready', 'system');
    const autostart = screen.getByRole<HTMLInputElement>('switch', { name: 'Start at login' });
    autostart.click();
    expect(events).toEqual([{ type: 'autostartChosen', on: true }]);
    expect(autostart.checked).toBe(false);
  });

  test('what failed can be tried again', () => {
    const { events } = shown('failed', 'accounts');
    screen.getByRole('button', { name: 'Try again' }).click();
    expect(events).toEqual([{ type: 'retried' }]);
  });
});
