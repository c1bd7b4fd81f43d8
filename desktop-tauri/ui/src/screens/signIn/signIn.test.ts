import { render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { fakeCore } from '../../lib/fakeCore';
import SignIn from './SignIn.svelte';
import { SignInModel } from './signIn.svelte';
import { emptySignIn } from './state';

async function model() {
  const core = fakeCore({ signin: true });
  const [account] = await core.accounts();
  return { core, account: account!, made: new SignInModel(core, account!) };
}

test('an accepted password closes the dialog and is forgotten', async () => {
  const { made } = await model();
  made.onEvent({ type: 'typed', password: 'secret' });
  made.onEvent({ type: 'submitted' });
  await vi.waitFor(() => expect(made.state.done).toBe(true));
  expect(made.state.password).toBe('');
});

test('a refused password stays, with the reason, until it is changed', async () => {
  const { made } = await model();
  made.onEvent({ type: 'typed', password: 'wrong' });
  made.onEvent({ type: 'submitted' });
  await vi.waitFor(() => expect(made.state.error?.kind).toBe('sign_in'));
  made.onEvent({ type: 'typed', password: 'wron' });
  expect(made.state).toMatchObject({ error: null, done: false });
});

test('nothing is asked of the server without a password', async () => {
  const { core, made } = await model();
  made.onEvent({ type: 'submitted' });
  expect(core.fake.calls.filter(({ name }) => name === 'setPassword')).toEqual([]);
});

test('the dialog says which server refused which account', async () => {
  const { account } = await model();
  const error = { kind: 'sign_in', reason: 'Authentication failed.', next: 'Check the password.' } as const;
  render(SignIn, {
    state: { ...emptySignIn(account), error },
    onEvent: () => undefined,
    onLeave: () => undefined,
  });
  const dialog = screen.getByRole('dialog', { name: 'Sign in again' });
  expect(dialog.textContent).toContain('me@tern.example');
  expect(dialog.textContent).toContain('Authentication failed.');
});
