import { describe, expect, it } from 'vitest';
import { chipOf } from './recipients';
import { mentionsAttachment, warningsOf } from './warnings';
import type { Checked } from './warnings';

const ada = chipOf({ name: 'Ada', email: 'ada@example.org' });
const checked = (part: Partial<Checked> = {}): Checked => ({
  recipients: [ada],
  subject: 'Bridge',
  own: 'See you there.',
  files: 0,
  expected: null,
  chosen: 'me@example.org',
  ...part,
});
const kinds = (part: Partial<Checked>): string[] => warningsOf(checked(part)).map((one) => one.kind);

describe('before a message leaves', () => {
  it('nothing is asked where nothing is missing', () => {
    expect(kinds({})).toEqual([]);
  });

  it('missing recipients are the only thing that is said', () => {
    expect(kinds({ recipients: [], subject: '' })).toEqual(['nobody']);
  });

  it('what is no address is named', () => {
    const bad = chipOf({ name: null, email: 'nonsense' }, { kind: 'input', reason: 'no @', next: '' });
    expect(warningsOf(checked({ recipients: [ada, bad] }))).toEqual([{ kind: 'invalid', addresses: ['nonsense'] }]);
  });

  it('an empty subject is asked about', () => {
    expect(kinds({ subject: '  ' })).toEqual(['noSubject']);
  });

  it('a promised attachment that is missing is asked about', () => {
    expect(kinds({ own: 'The plan is attached.' })).toEqual(['noAttachment']);
    expect(kinds({ own: 'The plan is attached.', files: 1 })).toEqual([]);
  });

  it('a reply from another address than the one that was written to is asked about', () => {
    expect(kinds({ expected: 'work@example.org' })).toEqual(['otherAccount']);
    expect(kinds({ expected: 'Me@Example.org' })).toEqual([]);
  });
});

describe('words for attachments', () => {
  it.each(['I attached it.', 'See attachment', 'im Anhang', 'Anbei die Pläne', 'habe ich angehängt', 'die Anhänge'])(
    'are known: %s',
    (text) => {
      expect(mentionsAttachment(text)).toBe(true);
    },
  );

  it.each(['unattached', 'Ich hänge am Anhänger', 'An der Anlagestelle'])(
    'are not parts of other words: %s',
    (text) => {
      expect(mentionsAttachment(text)).toBe(false);
    },
  );
});
