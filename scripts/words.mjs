#!/usr/bin/env node
// Checks core/words and writes what the faces need of it.
//   node scripts/words.mjs          checks, writes wordIds.ts, strings.xml and Localizable.xcstrings
//   node scripts/words.mjs check    checks alone, and that wordIds.ts is fresh
//   node scripts/words.mjs phones   checks, writes strings.xml and Localizable.xcstrings where they changed
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { androidStrings } from './words/android.mjs';
import { differences, readCatalogue } from './words/catalogue.mjs';
import { iosCatalogue, iosFaults } from './words/ios.mjs';
import { swiftUsage } from './words/swift.mjs';
import { typedIds } from './words/typed.mjs';
import { sentencesUsed, usage } from './words/usage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const WORDS = 'core/words';
/** What only the core and the shell say, in Rust; no phone carries it a second time. */
const SENTENCES = 'core/words/sentences';
const SPEAKERS = ['core/src', 'desktop-tauri/src'];
/** English is the source, the others follow it. */
const LANGUAGES = readdirSync(join(root, WORDS))
  .flatMap((name) => (name.endsWith('.ftl') ? [name.slice(0, -4)] : []))
  .sort((a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b));
const SOURCES = ['desktop-tauri/ui/src', 'desktop-tauri/src', 'android/app/src/main', 'ios/App', 'ios/Sources'];
const IDS = 'desktop-tauri/ui/src/lib/wordIds.ts';
const SOURCE_FILE = /\.(ts|svelte|rs|kt|xml|swift)$/;
const NOT_USING = /(\.test\.ts|wordIds\.ts)$/;

function sourceFiles(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && SOURCE_FILE.test(entry.name) && !NOT_USING.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function write(path, text) {
  if (read(path) === text) return;
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}

function read(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

const catalogues = LANGUAGES.map((language) => readCatalogue(join(root, WORDS, `${language}.ftl`), language));
const [english] = catalogues;
const sentences = LANGUAGES.map((language) => readCatalogue(join(root, SENTENCES, `${language}.ftl`), language));
const source = (path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') });
const files = SOURCES.flatMap(sourceFiles).map(source);
const speakers = SPEAKERS.flatMap(sourceFiles).flatMap((path) => (path.endsWith('tests.rs') ? [] : [source(path)]));
const faults = [
  ...[...catalogues, ...sentences].flatMap((catalogue) => catalogue.faults),
  ...catalogues.slice(1).flatMap((other) => differences(english, other)),
  ...sentences.slice(1).flatMap((other) => differences(sentences[0], other)),
  ...usage(english, files),
  ...sentencesUsed(sentences[0], speakers),
  ...swiftUsage(english, files),
  ...iosFaults(iosCatalogue(catalogues), catalogues),
];
const ids = typedIds(english);

if (process.argv[2] === 'check') {
  if (read(IDS) !== ids) faults.push(`${IDS} is older than the catalogue; run \`make words\`.`);
} else {
  if (process.argv[2] !== 'phones') write(IDS, ids);
  write('target/words/android/values/strings.xml', androidStrings(english, english));
  for (const other of catalogues.slice(1)) {
    write(`target/words/android/values-${other.language}/strings.xml`, androidStrings(english, other));
  }
  write('target/words/ios/Localizable.xcstrings', iosCatalogue(catalogues));
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`${english.words.size} words and ${sentences[0].words.size} sentences in ${LANGUAGES.length} languages, all used`);
