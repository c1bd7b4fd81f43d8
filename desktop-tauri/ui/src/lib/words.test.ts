import { afterAll, expect, test } from 'vitest';
import { chooseLanguage, direction, languageTag, loadWords, t } from './words';

afterAll(() => loadWords('en'));

const bare = (text: string): string => text.replace(/[\u2068\u2069]/g, '');

test('the language is the chosen one, else the first of the person that there is', () => {
  expect(chooseLanguage('de', ['en-US'])).toBe('de');
  expect(chooseLanguage(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(chooseLanguage(null, ['fr-FR'])).toBe('en');
});

test('words follow the language, plurals and numbers too', async () => {
  await loadWords('de');
  expect(t('cancel')).toBe('Abbrechen');
  expect(bare(t('count-messages', { count: 1 }))).toBe('1 Nachricht');
  expect(bare(t('count-messages', { count: 1200 }))).toBe('1.200 Nachrichten');
  await loadWords('en');
  expect(bare(t('count-messages', { count: 2 }))).toBe('2 messages');
});

test('the trial languages are longer, and run from right to left', async () => {
  await loadWords('pseudo');
  expect(t('cancel')).toBe('Caanceel');
  expect(languageTag()).toBe('en');
  await loadWords('pseudo-rtl');
  expect(direction()).toBe('rtl');
  expect(direction('he')).toBe('rtl');
});
