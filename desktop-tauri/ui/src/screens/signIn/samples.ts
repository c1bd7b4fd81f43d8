import { SAMPLE_ACCOUNT } from '../../lib/sampleAccount';
import { emptySignIn, type SignInState } from './state';

const empty = emptySignIn(SAMPLE_ACCOUNT);

export const SIGN_IN_SAMPLES = {
  empty,
  busy: { ...empty, password: 'secret', busy: true },
  refused: {
    ...empty,
    password: 'secret',
    error: {
      kind: 'sign_in',
      reason: 'The server refused the user name or password: Authentication failed.',
      next: 'Check user name and password; some providers want an app password.',
    },
  },
} satisfies Record<string, SignInState>;
