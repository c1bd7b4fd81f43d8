import { afterEach, expect, test } from 'vitest';
import { asMailError, errorText } from './errorText';
import { loadWords } from './words';

const refused = { kind: 'sign_in', reason: 'Authentication failed.', next: 'Check the password.' } as const;

afterEach(() => loadWords('en'));

test('an error of the core keeps its own sentences', () => {
  expect(errorText(refused)).toEqual({ ...refused, title: 'Sign-in refused' });
});

test('in German the title and the next step are German', async () => {
  await loadWords('de');
  const { title, reason, next } = errorText(refused);
  expect([title, reason]).toEqual(['Anmeldung abgelehnt', 'Authentication failed.']);
  expect(next).toContain('Benutzername und Passwort prüfen.');
});

test('anything else that was thrown is a fault of ours, with its words', () => {
  expect(asMailError(new Error('boom'))).toMatchObject({ kind: 'bug', reason: 'boom' });
  expect(asMailError('odd').kind).toBe('bug');
});
