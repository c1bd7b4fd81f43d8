import { emptyWelcome, guess, type WelcomeState } from './state';

const empty = emptyWelcome(false);
const filled = guess({ ...empty, address: 'ada@provider.example', password: 'secret' });

export const WELCOME_SAMPLES = {
  empty,
  another: emptyWelcome(true),
  filled,
  servers: { ...filled, serversShown: true, ca: { name: 'provider-ca.pem', pem: 'x' } },
  busy: { ...filled, busy: true },
  missing: {
    ...empty,
    faults: [
      { at: 'address', slip: 'missing-address' },
      { at: 'password', slip: 'missing-password' },
    ],
  },
  refused: {
    ...filled,
    faults: [
      {
        at: 'password',
        host: 'imap.provider.example',
        error: {
          kind: 'sign_in',
          reason: 'The server refused the user name or password: Authentication failed.',
          next: 'Check user name and password; some providers want an app password.',
        },
      },
    ],
  },
  certificate: {
    ...filled,
    serversShown: true,
    faults: [
      {
        at: 'imap-host',
        host: 'imap.provider.example',
        error: {
          kind: 'insecure',
          reason: 'The certificate of imap.provider.example is not to be trusted: it is for mail.hoster.example.',
          next: 'Use mail.hoster.example as the server’s name if your provider confirms it.',
        },
      },
    ],
  },
} satisfies Record<string, WelcomeState>;
