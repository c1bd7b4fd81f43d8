/** The words of the window, from the one Fluent catalogue that all faces share. */
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { Value, WordArguments, WordId } from './wordIds';

export type { PlainId, WordId } from './wordIds';

/** A file of the catalogue is a language. */
const catalogues = Object.fromEntries(
  Object.entries(import.meta.glob<string>('../../../../core/words/*.ftl', { query: '?raw', import: 'default' })).map(
    ([path, load]) => [path.replace(/^.*\/|\.ftl$/g, ''), load],
  ),
);

/** Languages of the catalogue, as a person chooses among them. */
export const LANGUAGES: readonly string[] = Object.keys(catalogues).sort();

/** `pseudo` is English made longer, `pseudo-rtl` English from right to left: both show what a translation will break. */
const TRIALS = ['pseudo', 'pseudo-rtl'];

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur', 'yi', 'pseudo-rtl']);

let bundle: FluentBundle | undefined;
let current = 'en';

function lengthen(text: string): string {
  return text.replace(/[aeiou]/g, (vowel) => vowel + vowel);
}

/** The language to speak: what the person chose, else the first of theirs that there is, else English. */
export function chooseLanguage(chosen: string | null, wanted: readonly string[]): string {
  const known = [...LANGUAGES, ...TRIALS];
  for (const tag of chosen === null ? wanted : [chosen]) {
    const found = known.find((each) => each === tag) ?? known.find((each) => each === tag.split('-')[0]);
    if (found) return found;
  }
  return 'en';
}

/** Loads the catalogue of one language; `t` speaks it from then on. */
export async function loadWords(language: string): Promise<void> {
  const own = catalogues[language];
  const text = await (own ?? catalogues['en'])?.();
  if (text === undefined) throw new Error('the catalogue has no English');
  const next = new FluentBundle(
    own === undefined || language === 'en' ? 'en-GB' : language,
    language === 'pseudo' ? { transform: lengthen } : {},
  );
  const errors = next.addResource(new FluentResource(text));
  if (errors.length > 0) console.error('words:', errors.map(String).join('; '));
  bundle = next;
  current = language;
}

export const language = (): string => current;

/** What a language calls itself. */
export const nameOf = (tag: string): string => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;

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
