import { afterEach, expect, test } from 'vitest';
import { focusPane } from './panes';

afterEach(() => document.body.replaceChildren());

function focused(pane: string, inside: string): string {
  document.body.innerHTML = `<section data-pane="${pane}" tabindex="-1">${inside}</section>`;
  focusPane(pane);
  return document.activeElement?.id ?? document.activeElement?.tagName ?? '';
}

test('the rows of the list take the focus', () => {
  expect(focused('list', '<input id="search"><div id="rows" tabindex="0" data-pane-focus></div>')).toBe('rows');
});

test('an empty list keeps keys out of the search field', () => {
  expect(focused('list', '<input id="search">')).toBe('');
  expect(document.activeElement).toBe(document.querySelector('[data-pane]'));
});

test('a form begins in its first field', () => {
  expect(focused('cover', '<button></button><input id="address">')).toBe('address');
});
