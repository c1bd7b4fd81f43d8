// Reads a Fluent file into plain values: what every platform's own resources can carry, and nothing more.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../desktop-tauri/ui/package.json', import.meta.url));
const { FluentParser } = require('@fluent/syntax');

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CATEGORIES = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** A word is a list of parts (text or variable), or one such list for each plural category of a variable. */
export function parseCatalogue(text, language, path = `${language}.ftl`) {
  const faults = [];
  const words = new Map();
  const terms = new Map();
  let group = '';
  for (const entry of new FluentParser().parse(text).body) {
    const fault = (what) => faults.push(`${path}: ${entry.id?.name ?? entry.content?.trim().slice(0, 60)}: ${what}`);
    if (entry.type === 'GroupComment') group = entry.content;
    else if (entry.type === 'Junk') fault('cannot be read');
    else if (entry.type === 'Term') terms.set(entry.id.name, entry.value);
    else if (entry.type === 'Message') {
      if (!ID.test(entry.id.name)) fault('an id is lower case words with hyphens');
      if (words.has(entry.id.name)) fault('is there twice');
      if (!entry.value || entry.attributes.length > 0) fault('has attributes or no value');
      else words.set(entry.id.name, { group, ...read(entry.value, terms, fault) });
    }
  }
  return { language, path, words, faults };
}

export const readCatalogue = (path, language) => parseCatalogue(readFileSync(path, 'utf8'), language, path);

function read(pattern, terms, fault) {
  const select = pattern.elements.find((part) => part.expression?.type === 'SelectExpression');
  if (!select) return plain(parts(pattern, terms, fault));
  const { selector, variants } = select.expression;
  if (selector.type !== 'VariableReference') {
    fault('chooses by something else than a variable');
    return plain([]);
  }
  const at = pattern.elements.indexOf(select);
  const before = parts({ elements: pattern.elements.slice(0, at) }, terms, fault);
  const after = parts({ elements: pattern.elements.slice(at + 1) }, terms, fault);
  const plural = new Map();
  for (const variant of variants) {
    const category = variant.key.name;
    if (!CATEGORIES.has(category)) fault('chooses by something else than a plural; phones cannot do that');
    plural.set(category, [...before, ...parts(variant.value, terms, fault), ...after]);
  }
  const variables = new Set([selector.id.name, ...[...plural.values()].flatMap(variablesOf)]);
  return { number: selector.id.name, plural, variables };
}

const plain = (found) => ({ parts: found, variables: new Set(variablesOf(found)) });
const variablesOf = (found) => found.filter((part) => part.variable).map((part) => part.variable);

function parts(pattern, terms, fault) {
  return pattern.elements.flatMap((element) => {
    if (element.type === 'TextElement') return [{ text: element.value }];
    const { expression } = element;
    switch (expression.type) {
      case 'VariableReference':
        return [{ variable: expression.id.name }];
      case 'StringLiteral':
        return [{ text: expression.parse().value }];
      case 'TermReference':
        if (terms.has(expression.id.name)) return parts(terms.get(expression.id.name), terms, fault);
        fault(`names the term -${expression.id.name}, which is not above it`);
        return [];
      default:
        fault(`has a ${expression.type}; use text, variables, terms and one plural`);
        return [];
    }
  });
}

/** What `other` lacks or has too much beside the source language. */
export function differences(source, other) {
  const faults = [];
  for (const [id, word] of source.words) {
    const twin = other.words.get(id);
    if (!twin) {
      faults.push(`${other.path}: ${id} is missing`);
      continue;
    }
    const ours = [...word.variables].sort().join(', ');
    const theirs = [...twin.variables].sort().join(', ');
    if (ours !== theirs) faults.push(`${other.path}: ${id} has the variables (${theirs}) instead of (${ours})`);
    if (word.number !== twin.number) faults.push(`${other.path}: ${id} counts ${twin.number}, not ${word.number}`);
  }
  for (const id of other.words.keys()) {
    if (!source.words.has(id)) faults.push(`${other.path}: ${id} is in no other language`);
  }
  return faults;
}

/** The variables of a word in one order for all languages: the counted one first. */
export function order(word) {
  const rest = [...word.variables].filter((name) => name !== word.number).sort();
  return word.number ? [word.number, ...rest] : rest;
}
