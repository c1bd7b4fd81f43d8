// The ids as TypeScript: a wrong id or a forgotten variable does not compile.
import { order } from './catalogue.mjs';

export function typedIds(source) {
  const lines = [...source.words].map(([id, word]) => {
    const variables = order(word).map((name) => `${name}: ${name === word.number ? 'number' : 'Value'}`);
    return `  '${id}': ${variables.length > 0 ? `{ ${variables.join('; ')} }` : 'null'};`;
  });
  return `// Generated from core/words/en.ftl by \`make words\`; change it there.

/** What a variable may be: text as it is, a number written as the language does. */
export type Value = string | number;

/** Every word and the variables it wants. */
export interface WordArguments {
${lines.join('\n')}
}

export type WordId = keyof WordArguments;

/** The ids of words without variables, for tables. */
export type PlainId = { [I in WordId]: WordArguments[I] extends null ? I : never }[WordId];
`;
}
