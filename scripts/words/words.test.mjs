import assert from 'node:assert/strict';
import { test } from 'node:test';
import { androidStrings } from './android.mjs';
import { differences, parseCatalogue } from './catalogue.mjs';
import { iosCatalogue, iosFaults } from './ios.mjs';
import { swiftUsage } from './swift.mjs';
import { typedIds } from './typed.mjs';
import { sentencesUsed, usage } from './usage.mjs';

const ENGLISH = `
-app = Tern

## Lists

list-empty = No messages in { $folder }
list-selected = { $count ->
    [one] { $count } message in { $folder }
   *[other] { $count } messages in { $folder }
  }
about = { -app } is 100 % "free" & it's <yours>
`;
const GERMAN = `
-app = Tern
list-empty = Keine Nachrichten in { $folder }
list-selected = In { $folder }: { $count ->
    [one] { $count } Nachricht
   *[other] { $count } Nachrichten
  }
about = { -app } ist frei
`;
const english = parseCatalogue(ENGLISH, 'en');
const german = parseCatalogue(GERMAN, 'de');

test('two languages with the same ids and variables have no difference', () => {
  assert.deepEqual([...english.faults, ...german.faults, ...differences(english, german)], []);
});

test('a missing word, a superfluous one and another variable are named', () => {
  const other = parseCatalogue('list-empty = Leer in { $ordner }\nnew = Neu\nabout = Tern\n', 'de');
  const faults = differences(english, other).join('\n');
  assert.match(faults, /list-selected is missing/);
  assert.match(faults, /list-empty has the variables \(ordner\) instead of \(folder\)/);
  assert.match(faults, /new is in no other language/);
});

test('what phones cannot carry is refused', () => {
  const { faults } = parseCatalogue(
    'who = { $sex ->\n    [female] she\n   *[other] they\n  }\nwhen = { DATETIME($day) }\nBad_Id = x\ntwice = a\ntwice = b\n',
    'en',
  );
  assert.equal(faults.length, 4, faults.join('\n'));
});

test('Android gets escaped strings with numbered variables and plurals', () => {
  const text = androidStrings(english, german);
  assert.match(text, /<string name="list_empty">Keine Nachrichten in %1\$s<\/string>/);
  assert.match(text, /<plurals name="list_selected">/);
  assert.match(text, /<item quantity="one">In %2\$s: %1\$,d Nachricht<\/item>/);
  assert.match(androidStrings(english, english), /Tern is 100 % \\"free\\" &amp; it\\'s &lt;yours&gt;/);
});

test('Apple gets one catalogue with both languages and a substitution for the count', () => {
  const { sourceLanguage, strings } = JSON.parse(iosCatalogue([english, german]));
  assert.equal(sourceLanguage, 'en');
  assert.equal(strings['list-empty'].localizations.de.stringUnit.value, 'Keine Nachrichten in %1$@');
  const { substitutions } = strings['list-selected'].localizations.en;
  assert.equal(substitutions.count.argNum, 1);
  assert.equal(substitutions.count.variations.plural.other.stringUnit.value, '%arg messages in %2$@');
});

test('TypeScript knows the variables of each word', () => {
  const text = typedIds(english);
  assert.match(text, /'list-empty': \{ folder: Value \};/);
  assert.match(text, /'list-selected': \{ count: number; folder: Value \};/);
  assert.match(text, /'about': null;/);
});

test('a word nobody uses and a word nobody wrote are found', () => {
  const files = [
    { path: 'a.svelte', text: "{t('list-empty', { folder })}{t('list-full')}" },
    { path: 'b.ts', text: 't(`list-${state}`)' },
  ];
  const faults = usage(english, files);
  assert.equal(faults.length, 2, faults.join('\n'));
  assert.match(faults[0], /a\.svelte: asks for the word "list-full"/);
  assert.match(faults[1], /about is used nowhere/);
});

test('a sentence that Rust says wrongly, one it does not say and one that is not there are found', () => {
  const catalogue = parseCatalogue('dns = { $host }: { $detail }\nbusy = Busy.\nunsaid = Nothing.\nother = { $id }\n', 'en');
  const text = `
    say!("dns", host, detail = describe(&[1, 2], "a) \\" b"));
    say!(
        "busy"
    );
    say!("other", number = 3);
    say!("missing")`;
  const faults = sentencesUsed(catalogue, [{ path: 'a.rs', text }]);
  assert.equal(faults.length, 3, faults.join('\n'));
  assert.match(faults[0], /a\.rs: says "other" with \(number\) instead of \(id\)/);
  assert.match(faults[1], /a\.rs: says "missing", which is not there/);
  assert.match(faults[2], /unsaid is said nowhere/);
});

test('what Apple gets is whole in every language, and what is missing is named', () => {
  const text = iosCatalogue([english, german]);
  assert.deepEqual(iosFaults(text, [english, german]), []);
  const broken = JSON.parse(text);
  delete broken.strings['list-empty'].localizations.de;
  delete broken.strings['list-selected'].localizations.en.substitutions.count.variations.plural.one;
  broken.strings.about.localizations.en.stringUnit.value = '%1$@';
  const faults = iosFaults(JSON.stringify(broken), [english, german]).join('\n');
  assert.match(faults, /de\.ftl: list-empty is not whole/);
  assert.match(faults, /en\.ftl: list-selected is not whole/);
  assert.match(faults, /en\.ftl: about has other variables/);
});

test('Swift names words with their variables, and counts what is counted', () => {
  const good = 'say("about") phrase("list-empty", .text(folder)) counted("list-selected", 3, .text(folder))';
  assert.deepEqual(swiftUsage(english, [{ path: 'A.swift', text: good }]), []);
  const bad = 'say("abut") say("list-empty") phrase("list-selected", .text("x")) counted("about", 3) say(on ? "about" : "of")';
  assert.equal(swiftUsage(english, [{ path: 'A.swift', text: bad }]).length, 5);
  assert.deepEqual(swiftUsage(english, [{ path: 'a.ts', text: bad }]), []);
});
