import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import AddressField from './AddressField.svelte';
import Composer from './Composer.svelte';
import { linkOf } from './editing';
import { chipOf } from './recipients';
import { COMPOSER_SAMPLES } from './samples';
import { besideText } from './state';
import type { ComposerEvent, ComposerState } from './state';

let events: ComposerEvent[];
const onEvent = (event: ComposerEvent): void => void events.push(event);
const ada = chipOf({ name: 'Ada Lovelace', email: 'ada@example.org' });

beforeEach(() => {
  events = [];
});

function field(
  props: Partial<{ typing: string; chips: (typeof ada)[]; people: string[]; chosen: number }> = {},
): HTMLElement {
  const { typing = '', chips = [], people = [], chosen = 0 } = props;
  const found = people.map((email) => ({ name: null, email }));
  const completion = people.length === 0 ? null : { field: 'to' as const, text: typing, people: found, chosen };
  render(AddressField, { field: 'to', label: 'To', chips, typing, completion, onEvent });
  return screen.getByRole('combobox', { name: 'To' });
}

describe('a field of recipients', () => {
  it('tells what is typed', async () => {
    await fireEvent.input(field(), { target: { value: 'ad' } });
    expect(events).toEqual([{ do: 'typed', field: 'to', text: 'ad' }]);
  });

  it('takes what is typed at Enter and at a comma', async () => {
    const input = field({ typing: 'ada' });
    await fireEvent.keyDown(input, { key: 'Enter' });
    await fireEvent.input(input, { target: { value: 'ada,' } });
    expect(events).toEqual([
      { do: 'commit', field: 'to' },
      { do: 'commit', field: 'to' },
    ]);
  });

  it('leaves a comma in a quoted name alone', async () => {
    await fireEvent.input(field(), { target: { value: '"Lovelace,' } });
    expect(events).toEqual([{ do: 'typed', field: 'to', text: '"Lovelace,' }]);
  });

  it('offers people and says which one is meant', async () => {
    const input = field({ typing: 'b', people: ['bea@example.org', 'bob@example.org'], chosen: 1 });
    await fireEvent.focus(input);
    expect(input.getAttribute('aria-expanded')).toBe('true');
    const chosen = document.getElementById(input.getAttribute('aria-activedescendant') ?? '');
    expect(chosen?.textContent).toContain('bob@example.org');
    await fireEvent.keyDown(input, { key: 'ArrowDown' });
    expect(events).toEqual([{ do: 'highlight', at: 2 }]);
  });

  it('closes what it offers at Escape, and nothing around it', async () => {
    const around = vi.fn();
    document.body.addEventListener('keydown', around);
    const input = field({ typing: 'b', people: ['bea@example.org'] });
    await fireEvent.focus(input);
    await fireEvent.keyDown(input, { key: 'Escape' });
    document.body.removeEventListener('keydown', around);
    expect(events).toEqual([{ do: 'closeCompletion' }]);
    expect(around).not.toHaveBeenCalled();
  });

  it('reaches its recipients by Backspace, where Delete removes and Alt with arrows moves', async () => {
    const input = field({ chips: [ada] });
    await fireEvent.keyDown(input, { key: 'Backspace' });
    const chip = screen.getByRole('button', { name: /Ada Lovelace.\. Delete removes/ });
    expect(document.activeElement).toBe(chip);
    await fireEvent.keyDown(chip, { key: 'ArrowDown', altKey: true });
    await fireEvent.keyDown(chip, { key: 'Delete' });
    expect(events).toEqual([
      { do: 'move', key: ada.key, from: 'to', to: 'cc' },
      { do: 'remove', field: 'to', key: ada.key },
    ]);
  });

  it('says what is wrong with a recipient in the words of the core', () => {
    field({ chips: [chipOf({ name: null, email: 'nonsense' }, { kind: 'input', reason: 'It has no @.', next: '' })] });
    expect(screen.getByRole('button', { name: /nonsense. is no address: .It has no @\./ })).toBeDefined();
  });
});

function composer(state: ComposerState): void {
  const clean = (html: string) => Promise.resolve(html);
  const nothing = (): void => undefined;
  render(Composer, { state, clean, onEvent, onFailed: nothing, focuser: nothing, sendKeys: 'Mod+Enter' });
}

describe('the composer', () => {
  it('sends, attaches and discards by its buttons', async () => {
    composer(COMPOSER_SAMPLES.letter);
    for (const name of ['Send', 'Attach a file', 'Discard the draft'])
      await fireEvent.click(screen.getByRole('button', { name }));
    expect(events).toEqual([{ do: 'send' }, { do: 'pick' }, { do: 'discard' }]);
  });

  it('sends nothing while files are on their way', async () => {
    composer(COMPOSER_SAMPLES.attaching);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
  });

  it('shows the quote when it is asked for', async () => {
    composer(COMPOSER_SAMPLES.letter);
    await fireEvent.click(screen.getByRole('button', { name: 'Show the quoted text' }));
    expect(events).toEqual([{ do: 'unfold' }]);
  });

  it('warns of files that many servers refuse', () => {
    composer(COMPOSER_SAMPLES.files);
    expect(screen.getByText(/Many servers refuse/)).toBeDefined();
  });

  it('says why a draft is not saved', () => {
    composer(COMPOSER_SAMPLES.notSaved);
    expect(screen.getByText(/The disk is full\./)).toBeDefined();
  });
});

describe('a link', () => {
  it.each([
    ['https://example.org/a', 'https://example.org/a'],
    ['example.org', 'https://example.org'],
    ['ada@example.org', 'mailto:ada@example.org'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['two words', null],
  ])('is only what may be linked to: %s', (text, link) => {
    expect(linkOf(text)).toBe(link);
  });
});

describe('the pictures of a message passed on', () => {
  const { body } = COMPOSER_SAMPLES['files'];
  if (body.kind !== 'writing') throw new Error('no message is written');
  const rose = { id: 9, name: 'rose.png', content_type: 'image/png', size: 8, content_id: 'a b@x' };
  const passedOn = { ...body.writing, files: [rose], quote: '<p><img src="cid:a%20b@x" alt="rose"></p>' };

  it('are no attachments while the text shows them', () => {
    expect(besideText(passedOn)).toEqual([]);
    expect(besideText({ ...passedOn, quote: '', own: passedOn.quote })).toEqual([]);
  });

  it('are attachments where the text does not', () => {
    expect(besideText({ ...passedOn, quote: '' })).toEqual([rose]);
    expect(besideText({ ...passedOn, rich: false })).toEqual([rose]);
    expect(besideText({ ...passedOn, quote: '<p>cid:a%20b@x</p>' })).toEqual([rose]);
  });
});
