import { afterEach, expect, test } from 'vitest';
import { speakIn } from './speaking';
import { loadWords, t } from './words';

afterEach(() => loadWords('en'));

test('the window and the core speak one language, also after another choice', async () => {
  const told: string[] = [];
  const core = { setLanguage: (tag: string) => Promise.resolve(String(told.push(tag))) };
  await speakIn(core, 'de');
  expect([t('cancel'), ...told]).toEqual(['Abbrechen', 'de']);
  await speakIn(core, 'en');
  expect([t('cancel'), told.at(-1)]).toEqual(['Cancel', 'en']);
});

test('without a choice it is a language of the person, English where there is none of them', async () => {
  const told: string[] = [];
  await speakIn({ setLanguage: (tag) => Promise.resolve(String(told.push(tag))) }, '');
  expect(told).toEqual(['en']);
});
