/** The words of the window, from the one Fluent catalogue that all faces share. */
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { Value, WordArguments, WordId } from './wordIds';

export type { PlainId, WordId } from './wordIds';

/** `pseudo` is English made longer, `pseudo-rtl` English from right to left: both show what a translation will break. */
export const LANGUAGES = ['en', 'de', 'pseudo', 'pseudo-rtl'] as const;
export type Language = (typeof LANGUAGES)[number];

const catalogues = {
  en: () => import('../../../../core/words/en.ftl?raw'),
  de: () => import('../../../../core/words/de.ftl?raw'),
};

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur', 'yi', 'pseudo-rtl']);

let bundle: FluentBundle | undefined;
let current: Language = 'en';

function lengthen(text: string): string {
  return text.replace(/[aeiou]/g, (vowel) => vowel + vowel);
}

/** The language to speak: what the person chose, else the first of theirs that there is, else English. */
export function chooseLanguage(chosen: string | null, wanted: readonly string[]): Language {
  for (const tag of chosen === null ? wanted : [chosen]) {
    const found = LANGUAGES.find((each) => each === tag) ?? LANGUAGES.find((each) => each === tag.split('-')[0]);
    if (found) return found;
  }
  return 'en';
}

/** Loads the catalogue of one language; `t` speaks it from then on. */
export async function loadWords(language: Language): Promise<void> {
  const base = language === 'de' ? 'de' : 'en';
  const { default: text } = await catalogues[base]();
  const next = new FluentBundle(base === 'de' ? 'de' : 'en-GB', language === 'pseudo' ? { transform: lengthen } : {});
  const errors = next.addResource(new FluentResource(text));
  if (errors.length > 0) console.error('words:', errors.map(String).join('; '));
  bundle = next;
  current = language;
}

export const language = (): Language => current;

/** The tag that `lang` and `Intl` understand. */
export const languageTag = (): string => (current.startsWith('pseudo') ? 'en' : current);

export const direction = (tag: string = current): 'rtl' | 'ltr' =>
  RIGHT_TO_LEFT.has(tag) || RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr';

/** The variables of a word, where it has some. */
type Given<I extends WordId> = WordArguments[I] extends null ? [] : [NonNullable<WordArguments[I]>];

/** The words for an id. A missing one shows its id, so that it is seen and no screen breaks. */
export function t<I extends WordId>(id: I, ...given: Given<I>): string {
  const args: Record<string, Value> | undefined = given[0];
  const pattern = bundle?.getMessage(id)?.value;
  if (!bundle || !pattern) return id;
  const errors: Error[] = [];
  const text = bundle.formatPattern(pattern, args ?? null, errors);
  if (errors.length > 0) console.error(`words: ${id}:`, errors.map(String).join('; '));
  return text;
}
