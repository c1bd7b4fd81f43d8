import { afterEach, expect, test } from 'vitest';
import { asMailError, errorText } from './errorText';
import { loadWords } from './words';

const refused = { kind: 'sign_in', reason: 'Authentication failed.', next: 'Check the password.' } as const;

afterEach(() => loadWords('en'));

test('an error of the core keeps its own sentences', () => {
  expect(errorText(refused)).toEqual({ ...refused, title: 'Sign-in refused' });
});

test('in German the title is German, and the core says the rest', async () => {
  await loadWords('de');
  expect(errorText(refused)).toEqual({ ...refused, title: 'Anmeldung abgelehnt' });
});

test('anything else that was thrown is a fault of ours, with its words', () => {
  expect(asMailError(new Error('boom'))).toMatchObject({ kind: 'bug', reason: 'boom' });
  expect(asMailError('odd').kind).toBe('bug');
});
