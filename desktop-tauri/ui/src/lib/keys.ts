/** From a key press to a command: single keys, sequences such as `g i`, and Ctrl or Cmd. Never while someone types. */
import type { Command } from './commands';

/** One character, not the name of a key. */
const isCharacter = (key: string): boolean => /^.$/u.test(key);

const SEQUENCE_MS = 1000;
const MODIFIERS = new Set([
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Process',
  'Unidentified',
]);

export const isMac = (): boolean => /Mac/i.test(navigator.platform);

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** A press in the notation of the table, or null for a modifier alone. */
export function notation(event: Press, mac = false): string | null {
  if (MODIFIERS.has(event.key)) return null;
  const mod = mac ? event.metaKey : event.ctrlKey;
  const name = event.key === ' ' ? 'Space' : event.key;
  const letter = /^\p{L}$/u.test(name);
  // What Shift made of a key (`?`, `#`) is in the key already; only letters and named keys need it said.
  const shift = event.shiftKey && (letter || !isCharacter(name));
  const base = letter && (mod || shift) ? name.toUpperCase() : name;
  const other = mac ? event.ctrlKey : event.metaKey;
  // AltGr types characters on many keyboards: it is no modifier for a printable key.
  const alt = event.altKey && !(event.ctrlKey && isCharacter(name));
  if (alt || other) return null;
  return `${mod && !(event.altKey && event.ctrlKey) ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${base}`;
}

/** Whether these keys would write something in a field. */
const isText = (keys: string): boolean =>
  keys.split(' ').every((press) => press.endsWith('Space') || isCharacter(press.replace('Shift+', '')));

/** What Enter and Space mean something to by itself. */
const OPERABLE =
  'a[href],button,summary,[role="button"],[role="treeitem"],[role="tab"],[role="radio"],[role="checkbox"],[role="switch"],input';

/** Whether a press belongs to what it was pressed in: an open dialog or menu, or a control that Enter works. */
function isTaken(event: KeyboardEvent): boolean {
  if (document.querySelector('[aria-modal="true"], [role="menu"]') !== null) return true;
  const plain = event.key === 'Enter' || event.key === ' ';
  return (
    plain &&
    !event.ctrlKey &&
    !event.metaKey &&
    event.target instanceof Element &&
    event.target.closest(OPERABLE) !== null
  );
}

/** Whether the press goes into a field of text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  );
}

const WORDS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

/** A key as people read it: `Ctrl+K`, `⌘K`, `g then i` as two caps. */
export function keyCaps(keys: string, mac = isMac()): string[] {
  return keys.split(' ').map((press) => {
    const parts = press
      .split(/\+(?=.)/)
      .map((part) => (part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : part === 'Shift' && mac ? '⇧' : (WORDS[part] ?? part)));
    return parts.map((part) => (/^[a-z]$/.test(part) ? part.toUpperCase() : part)).join(mac ? '' : '+');
  });
}

export type KeyAnswer =
  { keys: 'none' } | { keys: 'waiting'; typed: string; next: Command[] } | { keys: 'run'; command: Command };

interface KeyOptions {
  commands: () => readonly Command[];
  /** Whether single letters are keys. */
  letters: () => boolean;
  /** Says what a begun sequence can become; null when it is over. */
  hint?: (waiting: { typed: string; next: Command[] } | null) => void;
  mac?: boolean;
}

export class Keys {
  private typed = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: KeyOptions) {}

  /** What the press means; remembers a begun sequence for a second. */
  press(event: Press, typing: boolean): KeyAnswer {
    const key = notation(event, this.options.mac ?? isMac());
    if (key === null) return { keys: 'none' };
    const typed = this.typed === '' ? key : `${this.typed} ${key}`;
    this.forget();
    const keysOf = (each: Command): string[] => each.keys.filter((keys) => this.allowed(keys, each.typing, typing));
    const commands = this.options.commands().filter((each) => each.when());
    const command = commands.find((each) => keysOf(each).includes(typed));
    if (command) return { keys: 'run', command };
    const next = commands.filter((each) => keysOf(each).some((keys) => keys.startsWith(`${typed} `)));
    if (next.length === 0) return { keys: 'none' };
    this.typed = typed;
    this.timer = setTimeout(() => this.forget(), SEQUENCE_MS);
    this.options.hint?.({ typed, next });
    return { keys: 'waiting', typed, next };
  }

  /** Listens on a window until the returned function is called. A press that a screen took for itself is left alone. */
  listen(target: Window): () => void {
    const heard = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isTaken(event)) return;
      const answer = this.press(event, isTyping(event.target));
      if (answer.keys === 'none') return;
      event.preventDefault();
      if (answer.keys === 'run') void answer.command.run();
    };
    target.addEventListener('keydown', heard);
    return () => {
      target.removeEventListener('keydown', heard);
      this.forget();
    };
  }

  private forget(): void {
    clearTimeout(this.timer);
    if (this.typed !== '') this.options.hint?.(null);
    this.typed = '';
  }

  private allowed(keys: string, whileTyping: boolean, typing: boolean): boolean {
    if (typing) return whileTyping && !isText(keys);
    return (
      this.options.letters() || !isText(keys) || !/\p{L}/u.test(keys.replaceAll('Space', '').replaceAll('Shift+', ''))
    );
  }
}
