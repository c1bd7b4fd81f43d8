// Whether the sources use every word, and only words there are.

// What can hold an id: whole quoted texts, and the beginning of a template up to its first hole.
const QUOTED = /'([^'\\\n]+)'|"([^"\\\n]+)"|`([^`\\$\n]+)`/g;
const TEMPLATE = /`([a-z][a-z0-9-]*-)\$\{/g;
const TEMPLATE_END = /\}(-[a-z0-9-]+)`/g;
const ASKED = /\b(?:t|word|titleId\s*:)\s*\(?\s*['"]([a-z][a-z0-9-]*)['"]/g;

export function usage(source, files) {
  const seen = new Set();
  const starts = new Set();
  const ends = new Set();
  const faults = [];
  for (const { path, text } of files) {
    for (const match of text.matchAll(QUOTED)) seen.add(match[1] ?? match[2] ?? match[3]);
    for (const match of text.matchAll(TEMPLATE)) starts.add(match[1]);
    for (const match of text.matchAll(TEMPLATE_END)) ends.add(match[1]);
    for (const match of text.matchAll(ASKED)) {
      if (!source.words.has(match[1])) faults.push(`${path}: asks for the word "${match[1]}", which is not there`);
    }
  }
  const known = (id) => seen.has(id) || [...starts].some((start) => id.startsWith(start));
  const made = (id) => known(id) || [...ends].some((end) => id.endsWith(end) && known(id.slice(0, -end.length)));
  for (const id of source.words.keys()) {
    if (!made(id)) faults.push(`${source.path}: ${id} is used nowhere`);
  }
  return faults;
}
