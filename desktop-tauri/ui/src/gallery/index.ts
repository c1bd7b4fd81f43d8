/** One view with one of its samples, for tests and pictures of states that are hard to reach: `?sample=welcome/refused`. */
import { mount, tick, type Component } from 'svelte';
import { Commands } from '../lib/commands';
import { FAKE_NOW, fakeCore, knobsFrom, settingsFrom } from '../lib/fakeCore';
import { setFormat } from '../lib/format';
import { Settings as Preferences } from '../lib/settings.svelte';
import { chooseLanguage, direction, languageTag, loadWords } from '../lib/words';
import Composer from '../screens/composer/Composer.svelte';
import { COMPOSER_SAMPLES } from '../screens/composer/samples';
import Drafts from '../screens/drafts/Drafts.svelte';
import { DRAFTS_SAMPLES } from '../screens/drafts/samples';
import Outbox from '../screens/outbox/Outbox.svelte';
import { OUTBOX_SAMPLES } from '../screens/outbox/samples';
import Reader from '../screens/reader/Reader.svelte';
import { READER_SAMPLES } from '../screens/reader/samples';
import type { Card } from '../screens/reader/state';
import Settings from '../screens/settings/Settings.svelte';
import { SETTINGS_SAMPLES } from '../screens/settings/samples';
import SignIn from '../screens/signIn/SignIn.svelte';
import { SIGN_IN_SAMPLES } from '../screens/signIn/samples';
import Welcome from '../screens/welcome/Welcome.svelte';
import { WELCOME_SAMPLES } from '../screens/welcome/samples';

const nothing = (): void => undefined;

interface Shown {
  component: Component<Record<string, unknown>>;
  props: Record<string, unknown>;
}

// Each view has props of its own kind; here they are only handed through.
const shown = (component: unknown, props: Record<string, unknown>): Shown => ({
  component: component as Shown['component'],
  props: { onEvent: nothing, onLeave: nothing, ...props },
});

const pick = <S extends object>(samples: S, name: string): S[keyof S] => samples[name as keyof S];

function reader(name: string, values: Preferences['values']): Record<string, unknown> {
  const core = fakeCore(knobsFrom(location.search));
  return {
    state: pick(READER_SAMPLES, name),
    commands: new Commands(() => values.keymap),
    now: FAKE_NOW,
    dark: values.theme === 'dark',
    scale: values.textSize / 100,
    count: 138,
    bodyUrl: (card: Card, dark: boolean) => core.bodyUrl(card.row.id, card.remote, card.plain, dark),
    partUrl: (id: number, part: string) => core.partUrl(id, part),
    onAnswer: nothing,
    onWrite: nothing,
    inline: null,
    scroller: nothing,
  };
}

function sample(screen: string, name: string, values: Preferences['values']): Shown | null {
  switch (screen) {
    case 'welcome':
      return shown(Welcome, { state: pick(WELCOME_SAMPLES, name) });
    case 'signIn':
      return shown(SignIn, { state: pick(SIGN_IN_SAMPLES, name) });
    case 'settings':
      return shown(Settings, {
        state: pick(SETTINGS_SAMPLES, name),
        section: new URLSearchParams(location.search).get('section') ?? 'accounts',
        values,
        commands: new Commands(() => values.keymap).all,
        onSet: nothing,
        onSection: nothing,
        onAddAccount: nothing,
        onPassword: nothing,
      });
    case 'reader':
      return shown(Reader, reader(name, values));
    case 'composer':
      return shown(Composer, {
        state: pick(COMPOSER_SAMPLES, name),
        clean: (html: string) => Promise.resolve(html),
        onFailed: nothing,
        focuser: nothing,
        sendKeys: 'Mod+Enter',
      });
    case 'outbox':
      return shown(Outbox, { state: pick(OUTBOX_SAMPLES, name), now: FAKE_NOW });
    case 'drafts':
      return shown(Drafts, { state: pick(DRAFTS_SAMPLES, name), now: FAKE_NOW, onCompose: nothing });
    default:
      return null;
  }
}

/** Shows the sample that the address asks for; whether it did. */
export async function showSample(target: Element): Promise<boolean> {
  const asked = new URLSearchParams(location.search).get('sample');
  if (asked === null) return false;
  const preferences = new Preferences(fakeCore({}, settingsFrom(location.search)));
  await preferences.load();
  const { language, theme, textSize } = preferences.values;
  await loadWords(chooseLanguage(language || null, navigator.languages));
  setFormat(languageTag(), 'UTC');
  const root = document.documentElement;
  root.lang = languageTag();
  root.dir = direction();
  root.dataset['theme'] = theme;
  root.style.fontSize = `${textSize}%`;
  const [screen = '', name = ''] = asked.split('/');
  const found = sample(screen, name, preferences.values);
  if (!found) return false;
  // The window around it, as far as a view relies on it.
  const main = target.appendChild(document.createElement('main'));
  main.style.blockSize = '100%';
  mount(found.component, { target: main, props: found.props });
  await tick();
  if (main.querySelector('h1') === null) {
    const heading = main.appendChild(document.createElement('h1'));
    heading.className = 'sr';
    heading.textContent = screen;
  }
  target.setAttribute('data-test', 'app');
  return true;
}
