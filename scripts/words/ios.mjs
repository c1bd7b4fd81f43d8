// Apple's string catalogue: one key an id, variables as %1$@ in the order of `order`, a count as a substitution.
import { order } from './catalogue.mjs';

export function iosCatalogue(catalogues) {
  const [source] = catalogues;
  const strings = {};
  for (const [id, word] of source.words) {
    const localizations = {};
    for (const { language, words } of catalogues) {
      if (words.has(id)) localizations[language] = localization(words.get(id), order(word));
    }
    strings[id] = { comment: word.group, extractionState: 'manual', localizations };
  }
  return `${JSON.stringify({ sourceLanguage: source.language, strings, version: '1.0' }, null, 2)}\n`;
}

function localization(word, names) {
  if (!word.plural) return unit(value(word.parts, names));
  const plural = {};
  for (const [category, parts] of word.plural) plural[category] = unit(value(parts, names, word.number));
  return {
    ...unit(`%#@${word.number}@`),
    substitutions: { [word.number]: { argNum: 1, formatSpecifier: 'lld', variations: { plural } } },
  };
}

const unit = (text) => ({ stringUnit: { state: 'translated', value: text } });

function value(parts, names, number) {
  const written = parts.map(({ text, variable }) => {
    if (variable === undefined) return names.length > 0 ? text.replaceAll('%', '%%') : text;
    return variable === number ? '%arg' : `%${names.indexOf(variable) + 1}$@`;
  });
  return written.join('');
}

/** What a written catalogue lacks of the words it was made of: languages, categories or variables. */
export function iosFaults(text, catalogues) {
  const { strings } = JSON.parse(text);
  const faults = [];
  for (const { language, path, words } of catalogues) {
    for (const [id, word] of words) {
      const there = strings[id]?.localizations[language];
      const sentences = there ? sentencesOf(there) : [];
      const wanted = word.plural ? [...word.plural.keys()] : ['only'];
      if (sentences.map(([category]) => category).join() !== wanted.join()) faults.push(`${path}: ${id} is not whole for iOS`);
      for (const [, sentence] of sentences) {
        const named = new Set(sentence.match(/(?<!%)(?:%%)*%(?:\d+\$@|arg)/g));
        const most = word.variables.size;
        if (named.size > most || /%(?![%\d]|arg)/.test(most > 0 ? sentence.replaceAll('%%', '') : '')) {
          faults.push(`${path}: ${id} has other variables for iOS`);
        }
      }
    }
  }
  return faults;
}

function sentencesOf({ stringUnit, substitutions }) {
  if (!substitutions) return [['only', stringUnit.value]];
  const [{ variations }] = Object.values(substitutions);
  return Object.entries(variations.plural).map(([category, one]) => [category, one.stringUnit.value]);
}
