import { describe, expect, it } from 'vitest';
import type { Address, MailError } from '../../lib/types';
import { chipOf, chosenFor, readRecipients, splitList, withoutDoubles, written } from './recipients';

const refusal: MailError = { kind: 'input', reason: '“nonsense” has no @.', next: 'Write it as name@example.org.' };
const core = {
  async parseAddresses(text: string): Promise<Address[]> {
    const found = /^(?:"?([^"<]*?)"?\s*<)?([^<>@\s]+@[^<>\s]+)>?$/.exec(text);
    if (!found) throw refusal;
    return [{ name: found[1] ?? null, email: found[2] ?? '' }];
  },
};

describe('a list of recipients', () => {
  it.each([
    ['commas', 'a@example.org, b@example.org', ['a@example.org', 'b@example.org']],
    ['semicolons', 'a@example.org; b@example.org;', ['a@example.org', 'b@example.org']],
    ['line ends', 'a@example.org\r\nb@example.org\n', ['a@example.org', 'b@example.org']],
    [
      'commas in quotes',
      '"Byron, Ada" <a@example.org>, b@example.org',
      ['"Byron, Ada" <a@example.org>', 'b@example.org'],
    ],
    ['escaped quotes', '"A \\", B" <a@example.org>', ['"A \\", B" <a@example.org>']],
    ['comments', 'a@example.org (one, two)', ['a@example.org (one, two)']],
    ['an open quote that ends with its line', '"oops\nb@example.org', ['"oops', 'b@example.org']],
    ['nothing', ' , ;\n', []],
  ])('is cut at %s', (_what, text, parts) => {
    expect(splitList(text)).toEqual(parts);
  });

  it('keeps what is no address, with the sentence of the core', async () => {
    const chips = await readRecipients(core, 'ada@example.org, nonsense');
    expect(chips.map((one) => [one.address.email, one.error?.reason ?? null])).toEqual([
      ['ada@example.org', null],
      ['nonsense', '“nonsense” has no @.'],
    ]);
  });

  it('has each address once, whatever its case', () => {
    const there = [chipOf({ name: null, email: 'Ada@example.org' })];
    const added = ['ada@example.org', 'bob@example.org', 'BOB@example.org'].map((email) =>
      chipOf({ name: null, email }),
    );
    expect(withoutDoubles(there, added).map((one) => one.address.email)).toEqual(['bob@example.org']);
  });

  it('is written so that it can be read again', async () => {
    const text = written({ name: 'Byron, Ada', email: 'ada@example.org' });
    expect(text).toBe('"Byron, Ada" <ada@example.org>');
    expect((await readRecipients(core, text))[0]?.address).toEqual({ name: 'Byron, Ada', email: 'ada@example.org' });
  });
});

describe('Enter in a field', () => {
  const people = [
    { name: 'Bob', email: 'bob@example.org.uk' },
    { name: 'Bea', email: 'bea@example.org' },
  ];

  it('takes the person that is highlighted', () => {
    expect(chosenFor('b', { text: 'b', people, chosen: 1 })?.email).toBe('bea@example.org');
  });

  it('takes an address that was typed whole, not one that begins like it', () => {
    expect(chosenFor('bob@example.org', { text: 'bob@example.org', people, chosen: 0 })).toBeNull();
    expect(chosenFor('BOB@example.org.uk', { text: 'BOB@example.org.uk', people, chosen: 0 })?.name).toBe('Bob');
  });

  it('takes nobody who was looked up for another text', () => {
    expect(chosenFor('bo', { text: 'b', people, chosen: 0 })).toBeNull();
    expect(chosenFor('bo', null)).toBeNull();
  });
});
