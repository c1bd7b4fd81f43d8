// Says what the JavaScript weighs gzipped, and fails where what the window starts with is above the bar.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BAR = 150_000;
const folder = new URL('../dist/assets/', import.meta.url);
const html = readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8');
const text = new Map(
  readdirSync(folder)
    .filter((name) => /\.m?js$/.test(name))
    .map((name) => [name, readFileSync(new URL(name, folder))]),
);
const weight = (name) => gzipSync(text.get(name) ?? '', { level: 9 }).length;

/** A chunk with those that it imports at once; `import("…")` loads later. */
function withImports(name, seen = new Set()) {
  if (seen.has(name) || !text.has(name)) return seen;
  seen.add(name);
  for (const [, next] of String(text.get(name)).matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) withImports(next, seen);
  return seen;
}

const first = new Set();
for (const name of text.keys()) if (html.includes(name)) withImports(name, first);
// One language is loaded with them.
const [language] = [...text.keys()].filter((name) => /^(en|de)-/.test(name)).sort((a, b) => weight(b) - weight(a));
if (language) first.add(language);

const sum = (names) => [...names].reduce((all, name) => all + weight(name), 0);
for (const name of [...text.keys()].sort((a, b) => weight(b) - weight(a))) {
  console.log(`${String(weight(name)).padStart(8)} ${name}${first.has(name) ? ' (first)' : ''}`);
}
console.log(`${String(sum(first)).padStart(8)} the window starts with; the bar is ${BAR}`);
process.exit(sum(first) > BAR ? 1 : 0);
