// Says what the shell's JavaScript weighs gzipped, and fails above the bar.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BAR = 150_000;
const folder = new URL('../dist/assets/', import.meta.url);
const html = readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8');
let first = 0;
let all = 0;
for (const name of readdirSync(folder).filter((each) => each.endsWith('.js'))) {
  const bytes = gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length;
  const entry = html.includes(name);
  all += bytes;
  // What loads on demand for a preview is no part of the shell.
  if (!name.startsWith('pdf')) first += bytes;
  console.log(`${String(bytes).padStart(8)} ${name}${entry ? ' (first)' : ''}`);
}
console.log(`${String(first).padStart(8)} shell, ${all} with previews; the bar is ${BAR}`);
process.exit(first > BAR ? 1 : 0);
