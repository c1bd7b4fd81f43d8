/** The person's choices, kept by the core under `face.*` and typed here. */
import type { MailCore } from './ipc';

interface Kind<V> {
  key: string;
  fallback: V;
  read(text: string): V;
  write(value: V): string;
}

function choice<const C extends readonly string[]>(key: string, all: C, fallback: C[number]): Kind<C[number]> {
  return { key, fallback, read: (text) => all.find((each) => each === text) ?? fallback, write: (value) => value };
}

function yes(key: string, fallback: boolean): Kind<boolean> {
  return { key, fallback, read: (text) => text === 'on', write: (value) => (value ? 'on' : 'off') };
}

function amount(key: string, fallback: number, least: number, most: number): Kind<number> {
  const read = (text: string): number => {
    const value = Number(text);
    return text !== '' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : fallback;
  };
  return { key, fallback, read, write: String };
}

function json<V>(key: string, fallback: V, fits: (value: unknown) => value is V): Kind<V> {
  const read = (text: string): V => {
    try {
      const value: unknown = JSON.parse(text);
      return fits(value) ? value : fallback;
    } catch {
      return fallback;
    }
  };
  return { key, fallback, read, write: (value) => JSON.stringify(value) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isKeymap = (value: unknown): value is Record<string, string[]> =>
  isRecord(value) &&
  Object.values(value).every((keys) => Array.isArray(keys) && keys.every((k) => typeof k === 'string'));
const isSwitches = (value: unknown): value is Record<string, boolean> =>
  isRecord(value) && Object.values(value).every((each) => typeof each === 'boolean');
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const KINDS = {
  theme: choice('face.theme', ['system', 'light', 'dark'], 'system'),
  density: choice('face.density', ['compact', 'normal', 'relaxed'], 'normal'),
  layout: choice('face.layout', ['right', 'bottom', 'off'], 'right'),
  /** Percent of the normal text size. */
  textSize: amount('face.text_size', 100, 80, 200),
  snippets: yes('face.snippets', true),
  /** Whether single letters are keys. */
  keys: yes('face.keys', true),
  /** Keys other than the default ones, by command. */
  keymap: json('face.keymap', {}, isKeymap),
  /** Empty: the system's language. */
  language: { key: 'face.language', fallback: '', read: String, write: String } satisfies Kind<string>,
  /** Conversations on or off, by view (see `viewKey`); on where there is nothing. */
  threads: json('face.threads', {}, isSwitches),
  /** Folded folders and accounts of the sidebar. */
  folded: json('face.folded', [], isTexts),
  sidebarWidth: amount('face.sidebar_width', 220, 180, 320),
  listWidth: amount('face.list_width', 380, 300, 560),
  listHeight: amount('face.list_height', 320, 160, 700),
  /** Seconds before an open message counts as read; -1: never by itself. */
  markRead: amount('face.mark_read', 1.5, -1, 60),
  plainText: yes('face.plain_text', false),
  /** Whether a new message begins as plain text. */
  composePlain: yes('face.compose_plain', false),
  notifications: yes('face.notifications', true),
  tray: yes('face.tray', false),
} as const;

type Kinds = typeof KINDS;
export type SettingName = keyof Kinds;
export type SettingValue<N extends SettingName> = Kinds[N] extends Kind<infer V> ? V : never;
type Values = { [N in SettingName]: SettingValue<N> };

const kindOf = (name: SettingName) => KINDS[name] as unknown as Kind<unknown>;
const names = Object.keys(KINDS) as SettingName[];
const fallbacks = (): Values => Object.fromEntries(names.map((name) => [name, kindOf(name).fallback])) as Values;

export class Settings {
  /** Read as `settings.values.theme`. */
  values = $state.raw<Values>(fallbacks());

  constructor(
    private readonly core: MailCore,
    private readonly failed: (error: unknown) => void = () => undefined,
  ) {}

  async load(): Promise<void> {
    const stored = new Map((await this.core.settings()).map(({ key, value }) => [key, value]));
    const next = fallbacks() as Record<string, unknown>;
    for (const name of names) {
      const text = stored.get(kindOf(name).key);
      if (text !== undefined) next[name] = kindOf(name).read(text);
    }
    this.values = next as Values;
  }

  /** Takes effect at once; where the core cannot keep it, the old value comes back. */
  async set<N extends SettingName>(name: N, value: SettingValue<N>): Promise<void> {
    const before = this.values;
    this.values = { ...before, [name]: value };
    try {
      await this.core.setSetting(kindOf(name).key, kindOf(name).write(value));
    } catch (error) {
      this.values = { ...this.values, [name]: before[name] };
      this.failed(error);
    }
  }

  async reset(name: SettingName): Promise<void> {
    this.values = { ...this.values, [name]: kindOf(name).fallback };
    await this.core.setSetting(kindOf(name).key, null).catch(this.failed);
  }
}
