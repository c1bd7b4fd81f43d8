// Whether the Swift files name words there are, with the variables that each has.

const ID = '"([a-z][a-z0-9-]*)"';
// phrase("id"), counted("id", …), say("id"), localizedString(forKey: "id", and the two sides of a choice among ids.
const CALL = new RegExp(`\\b(phrase|counted|say|word)\\(\\s*${ID}\\s*([,)])`, 'g');
const KEY = new RegExp(`localizedString\\(forKey:\\s*${ID}`, 'g');
const CHOICE = new RegExp(`\\b(?:say|phrase)\\(\\s*[^"()]*\\?\\s*${ID}\\s*:\\s*${ID}`, 'g');

export function swiftUsage(source, files) {
  const faults = [];
  for (const { path, text } of files) {
    if (!path.endsWith('.swift')) continue;
    const fault = (id, what) => faults.push(`${path}: the word "${id}" ${what}`);
    for (const [, call, id, after] of text.matchAll(CALL)) {
      const word = source.words.get(id);
      if (!word) fault(id, 'is not there');
      else if ((call === 'counted') !== (word.number !== undefined)) fault(id, word.number ? 'is counted' : 'is not counted');
      else if ((after === ',') !== word.variables.size > 0) fault(id, `has the variables (${[...word.variables].join(', ')})`);
    }
    const plain = [...text.matchAll(KEY), ...text.matchAll(CHOICE)].flatMap(([, ...ids]) => ids);
    for (const id of plain) if (!source.words.has(id)) fault(id, 'is not there');
  }
  return faults;
}
