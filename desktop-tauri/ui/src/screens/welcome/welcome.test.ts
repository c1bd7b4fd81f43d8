import { render, screen } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import { fakeCore, type FakeCore } from '../../lib/fakeCore';
import type { MailError } from '../../lib/types';
import { problemOf } from './problems';
import { WELCOME_SAMPLES } from './samples';
import { emptyWelcome, faultOf, pemOf, setupOf, slips, type WelcomeEvent } from './state';
import Welcome from './Welcome.svelte';
import { WelcomeModel } from './welcome.svelte';

function model(core: FakeCore = fakeCore({ welcome: true })): WelcomeModel {
  return new WelcomeModel(core, false);
}

function type(into: WelcomeModel, field: (WelcomeEvent & { type: 'typed' })['field'], text: string): void {
  into.onEvent({ type: 'typed', field, text });
}

const settled = (made: WelcomeModel): Promise<void> => vi.waitFor(() => expect(made.state.busy).toBe(false));

describe('the servers', () => {
  test('are guessed from the address while it is typed', () => {
    const made = model();
    type(made, 'address', 'ada@provider.example');
    expect(setupOf(made.state).imap).toEqual({ host: 'imap.provider.example', port: 993, security: 'tls' });
    expect(setupOf(made.state).smtp).toEqual({ host: 'smtp.provider.example', port: 465, security: 'tls' });
  });

  test('stay as a person typed them when the address changes', () => {
    const made = model();
    type(made, 'address', 'ada@provider.example');
    type(made, 'imap-host', 'mail.other.example');
    type(made, 'address', 'ada@elsewhere.example');
    expect(made.state.imap.host).toBe('mail.other.example');
    expect(made.state.smtp.host).toBe('smtp.elsewhere.example');
  });

  test('change the usual port with the encryption, and leave a port of their own alone', () => {
    const made = model();
    made.onEvent({ type: 'securityChosen', server: 'smtp', security: 'starttls' });
    expect(made.state.smtp.port).toBe('587');
    type(made, 'imap-port', '1993');
    made.onEvent({ type: 'securityChosen', server: 'imap', security: 'starttls' });
    expect(made.state.imap.port).toBe('1993');
  });
});

describe('before a server is asked', () => {
  test('what is missing is said at its field, and nothing is sent', () => {
    const core = fakeCore({ welcome: true });
    const made = model(core);
    made.onEvent({ type: 'submitted' });
    expect(made.state.faults.map(({ at }) => at)).toEqual(['address', 'password']);
    expect(core.fake.calls.filter(({ name }) => name === 'addAccount')).toEqual([]);
  });

  test.each(['0', '65536', 'x', '', '-1', '1e3'])('the port "%s" is refused', (port) => {
    const state = { ...emptyWelcome(false), imap: { ...emptyWelcome(false).imap, port } };
    expect(slips(state)).toContainEqual({ at: 'imap-port', slip: 'bad-port' });
  });

  test('a file without a certificate is refused, and PEM and DER are read', () => {
    expect(pemOf(new TextEncoder().encode('hello'))).toBeNull();
    expect(pemOf(new TextEncoder().encode('-----BEGIN CERTIFICATE-----\nAA=='))).toContain('BEGIN CERTIFICATE');
    expect(pemOf(new Uint8Array([0x30, 0x82, ...Array.from({ length: 200 }, () => 7)]))).toMatch(/^-----BEGIN CERT/);
  });

  test('a fault goes when its field is mended', () => {
    const made = model();
    made.onEvent({ type: 'submitted' });
    type(made, 'password', 'secret');
    expect(made.state.faults.map(({ at }) => at)).toEqual(['address']);
  });
});

describe('the servers’ answer', () => {
  function filled(core: FakeCore, password: string): WelcomeModel {
    const made = model(core);
    type(made, 'address', ' ada@provider.example ');
    type(made, 'password', password);
    return made;
  }

  test('brings the account, and the password is forgotten', async () => {
    const made = filled(fakeCore({ welcome: true }), 'secret');
    made.onEvent({ type: 'submitted' });
    expect(made.state.busy).toBe(true);
    await settled(made);
    expect(made.state.done?.address).toBe('ada@provider.example');
    expect(made.state.password).toBe('');
  });

  test('a second press while it is asked asks once', async () => {
    const core = fakeCore({ welcome: true });
    const made = filled(core, 'secret');
    made.onEvent({ type: 'submitted' });
    made.onEvent({ type: 'submitted' });
    await settled(made);
    expect(core.fake.calls.filter(({ name }) => name === 'addAccount')).toHaveLength(1);
  });

  test('a refused password is said at the password, with the server’s name', async () => {
    const made = filled(fakeCore({ welcome: true }), 'wrong');
    made.onEvent({ type: 'submitted' });
    await settled(made);
    const [first] = problemOf(made.state, 'password');
    expect(first?.replace(/[\u2068\u2069]/g, '')).toBe('imap.provider.example refused the password.');
    expect(made.state.password).toBe('wrong');
  });

  test('a server that cannot be reached is said at that server, which is shown', async () => {
    const made = filled(fakeCore({ welcome: true, offline: true }), 'secret');
    made.onEvent({ type: 'submitted' });
    await settled(made);
    expect(made.state.serversShown).toBe(true);
    expect(problemOf(made.state, 'imap-host')).toHaveLength(3);
  });

  const error = (kind: MailError['kind'], reason: string): MailError => ({ kind, reason, next: 'Do it.' });
  test.each([
    ['The certificate of smtp.provider.example is not to be trusted: it has expired.', 'insecure', 'smtp-host'],
    ['imap.provider.example:993 cannot be reached: refused.', 'offline', 'imap-host'],
    ['"ada@provider.example" is not a mail address.', 'input', 'address'],
    ['The connection broke: the server closed it.', 'offline', 'form'],
    ['The disk is full.', 'storage', 'form'],
  ] as const)('"%s" is shown at its place', (reason, kind, at) => {
    const made = filled(fakeCore({ welcome: true }), 'secret');
    expect(faultOf(error(kind, reason), setupOf(made.state)).at).toBe(at);
  });

  test('one host for both servers is told apart by the port', () => {
    const made = filled(fakeCore({ welcome: true }), 'secret');
    type(made, 'imap-host', 'mail.provider.example');
    type(made, 'smtp-host', 'mail.provider.example');
    const setup = setupOf(made.state);
    expect(faultOf(error('offline', 'mail.provider.example:465 cannot be reached.'), setup).at).toBe('smtp-host');
    expect(faultOf(error('offline', 'mail.provider.example:993 cannot be reached.'), setup).at).toBe('imap-host');
  });
});

describe('the view', () => {
  const shown = (sample: keyof typeof WELCOME_SAMPLES): WelcomeEvent[] => {
    const events: WelcomeEvent[] = [];
    render(Welcome, {
      state: WELCOME_SAMPLES[sample],
      onEvent: (event) => events.push(event),
      onLeave: () => undefined,
    });
    return events;
  };

  test('keeps the servers one press away', () => {
    const events = shown('filled');
    screen.getByRole('button', { name: /Servers and options/ }).click();
    expect(events).toEqual([{ type: 'serversToggled' }]);
  });

  test('says at the password why it was refused, and puts the focus there', async () => {
    shown('refused');
    const field = screen.getByLabelText('Password');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
  });

  test('can be left only when there is an account already', () => {
    shown('empty');
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    shown('another');
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy();
  });
});
