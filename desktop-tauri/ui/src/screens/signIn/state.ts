import type { Account, MailError } from '../../lib/types';

export interface SignInState {
  account: Account;
  password: string;
  busy: boolean;
  /** What the server said to the last try. */
  error: MailError | null;
  /** Whether the server accepted it; the route closes then. */
  done: boolean;
}

export type SignInEvent = { type: 'typed'; password: string } | { type: 'submitted' };

export const emptySignIn = (account: Account): SignInState => ({
  account,
  password: '',
  busy: false,
  error: null,
  done: false,
});
