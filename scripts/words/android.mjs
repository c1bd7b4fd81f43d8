// Android's strings.xml: names with underscores, variables as %1$s in the order of `order`, counts as <plurals>.
import { order } from './catalogue.mjs';

export const androidName = (id) => id.replaceAll('-', '_');

export function androidStrings(source, catalogue) {
  const lines = [];
  for (const [id, word] of catalogue.words) {
    const names = order(source.words.get(id) ?? word);
    if (word.plural) {
      lines.push(`    <plurals name="${androidName(id)}">`);
      for (const [category, parts] of word.plural) {
        lines.push(`        <item quantity="${category}">${value(parts, names, word.number)}</item>`);
      }
      lines.push('    </plurals>');
    } else {
      lines.push(`    <string name="${androidName(id)}">${value(word.parts, names)}</string>`);
    }
  }
  const head = '<?xml version="1.0" encoding="utf-8"?>\n<!-- Generated from core/words; change it there. -->';
  return `${head}\n<resources>\n${lines.join('\n')}\n</resources>\n`;
}

function value(parts, names, number) {
  const formatted = names.length > 0;
  const written = parts.map(({ text, variable }) => {
    if (variable === undefined) return escape(text, formatted);
    return `%${names.indexOf(variable) + 1}$${variable === number ? ',d' : 's'}`;
  });
  return written.join('').replace(/^[@?]/, '\\$&');
}

// Quotes and backslashes are Android's own escapes, % belongs to the formatter, spaces at the ends would be cut.
function escape(text, formatted) {
  const safe = text
    .replace(/[\\'"]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '\\n');
  return formatted ? safe.replaceAll('%', '%%') : safe;
}
