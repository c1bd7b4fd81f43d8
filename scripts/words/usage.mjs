// Whether the sources use every word, and only words there are.

// An id is used as a whole text in quotes, or begins or ends with the fixed part of a template.
const TEMPLATE = /`([a-z][a-z0-9-]*-)\$\{/g;
const TEMPLATE_END = /\}(-[a-z0-9-]+)`/g;
// Android's names have underscores: R.string.cmd_reply in Kotlin, @string/cmd_reply in XML.
const ANDROID = /(?:\bR\.(?:string|plurals)\.|@string\/)([a-z][a-z0-9_]*)/g;
// The same in every language; they stand in android/app/src/main/res/values/fixed.xml.
const FIXED = new Set(['app-name', 'as-is']);
const ASKED = /\b(?:t|word|titleId\s*:)\s*\(?\s*['"]([a-z][a-z0-9-]*)['"]/g;

export function usage(source, files) {
  const all = files.map(({ text }) => text).join('\n');
  const starts = new Set();
  const ends = new Set();
  const faults = [];
  const android = new Set();
  for (const { path, text } of files) {
    for (const match of text.matchAll(ANDROID)) {
      const id = match[1].replaceAll('_', '-');
      android.add(id);
      if (!FIXED.has(id) && !source.words.has(id)) faults.push(`${path}: asks for the word "${id}", which is not there`);
    }
    for (const match of text.matchAll(TEMPLATE)) starts.add(match[1]);
    for (const match of text.matchAll(TEMPLATE_END)) ends.add(match[1]);
    for (const match of text.matchAll(ASKED)) {
      if (!source.words.has(match[1])) faults.push(`${path}: asks for the word "${match[1]}", which is not there`);
    }
  }
  const quoted = (id) => ['\'', '"', '`'].some((mark) => all.includes(`${mark}${id}${mark}`));
  const known = (id) => android.has(id) || quoted(id) || [...starts].some((start) => id.startsWith(start));
  const made = (id) => known(id) || [...ends].some((end) => id.endsWith(end) && known(id.slice(0, -end.length)));
  for (const id of source.words.keys()) {
    if (!made(id)) faults.push(`${source.path}: ${id} is used nowhere`);
  }
  return faults;
}
