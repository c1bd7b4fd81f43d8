import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Commands } from './commands';
import { isTyping, keyCaps, Keys, notation } from './keys';

const press = (key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more }) as KeyboardEvent;

interface Made {
  keys: Keys;
  run: string[];
  hints: (string | null)[];
}

function made(letters = true, keymap: Record<string, string[]> = {}): Made {
  const run: string[] = [];
  const hints: (string | null)[] = [];
  const commands = new Commands(() => keymap);
  const ran = (id: string) => ({ run: () => void run.push(id) });
  commands.handle({
    archive: ran('archive'),
    'go-inbox': ran('go-inbox'),
    palette: ran('palette'),
    delete: ran('delete'),
    read: ran('read'),
    send: ran('send'),
    help: ran('help'),
    select: { when: () => false, run: () => undefined },
  });
  const keys = new Keys({
    commands: () => commands.all,
    letters: () => letters,
    hint: (waiting) => hints.push(waiting?.typed ?? null),
    mac: false,
  });
  return { keys, run, hints };
}

async function does({ keys, run }: Made, event: KeyboardEvent, typing = false): Promise<string | undefined> {
  const answer = keys.press(event, typing);
  if (answer.keys === 'run') await answer.command.run();
  return run.at(-1);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a letter runs its command', async () => {
  expect(await does(made(), press('e'))).toBe('archive');
});

test('a sequence waits a second and says what can follow', async () => {
  const it = made();
  expect(it.keys.press(press('g'), false)).toMatchObject({ keys: 'waiting', typed: 'g' });
  expect(it.hints).toEqual(['g']);
  expect(await does(it, press('i'))).toBe('go-inbox');
  it.keys.press(press('g'), false);
  vi.advanceTimersByTime(1001);
  expect(it.hints.at(-1)).toBeNull();
  expect(it.keys.press(press('i'), false)).toEqual({ keys: 'none' });
});

test('letters are text while someone types, Ctrl+K is not', async () => {
  const it = made();
  expect(it.keys.press(press('e'), true)).toEqual({ keys: 'none' });
  expect(it.keys.press(press('?'), true)).toEqual({ keys: 'none' });
  expect(await does(it, press('k', { ctrlKey: true }), true)).toBe('palette');
  expect(await does(it, press('Enter', { ctrlKey: true }), true)).toBe('send');
});

test('letters can be switched off; named keys and signs stay', async () => {
  const it = made(false);
  expect(it.keys.press(press('e'), false)).toEqual({ keys: 'none' });
  expect(it.keys.press(press('I', { shiftKey: true }), false)).toEqual({ keys: 'none' });
  expect(await does(it, press('Delete'))).toBe('delete');
  expect(await does(it, press('#', { shiftKey: true }))).toBe('delete');
});

test('a command can have other keys', async () => {
  const it = made(true, { archive: ['y'] });
  expect(it.keys.press(press('e'), false)).toEqual({ keys: 'none' });
  expect(await does(it, press('y'))).toBe('archive');
});

test('a command that cannot run leaves its key alone', () => {
  expect(made().keys.press(press('x'), false)).toEqual({ keys: 'none' });
});

test('a sign that needs Shift on one keyboard is the same key on all', () => {
  expect(notation(press('?', { shiftKey: true }))).toBe('?');
  expect(notation(press('I', { shiftKey: true }))).toBe('Shift+I');
  expect(notation(press('r', { shiftKey: true, ctrlKey: true }))).toBe('Mod+Shift+R');
  expect(notation(press('F6', { shiftKey: true }))).toBe('Shift+F6');
  expect(notation(press('@', { ctrlKey: true, altKey: true }))).toBe('@');
  expect(notation(press('k', { metaKey: true }), true)).toBe('Mod+K');
  expect(notation(press('Shift', { shiftKey: true }))).toBeNull();
});

test('keys are shown as people read them', () => {
  expect(keyCaps('g i', false)).toEqual(['G', 'I']);
  expect(keyCaps('Mod+Shift+R', false)).toEqual(['Ctrl+Shift+R']);
  expect(keyCaps('Mod+K', true)).toEqual(['⌘K']);
});

test('a text field is for typing, a tick box is not', () => {
  const box = document.createElement('input');
  expect(isTyping(box)).toBe(true);
  box.type = 'checkbox';
  expect(isTyping(box)).toBe(false);
  expect(isTyping(document.createElement('textarea'))).toBe(true);
  expect(isTyping(null)).toBe(false);
});
