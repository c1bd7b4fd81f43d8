import type { Account, AccountSetup, MailError, Security, Server, Window } from '../../lib/types';

export type ServerName = 'imap' | 'smtp';

/** Where a person types, and so where a problem can be shown; `form` is the whole. */
export type Field =
  'name' | 'address' | 'password' | 'imap-host' | 'imap-port' | 'smtp-host' | 'smtp-port' | 'user' | 'ca' | 'form';

/** What is wrong before any server was asked. */
export type Slip = 'missing-address' | 'missing-password' | 'missing-host' | 'bad-port' | 'bad-ca';

export type Fault = { at: Field; slip: Slip } | { at: Field; host: string; error: MailError };

/** A server as typed; `guessed` until a person changes its name. */
export interface ServerForm {
  host: string;
  port: string;
  security: Security;
  guessed: boolean;
}

export interface CaFile {
  name: string;
  /** Absent when the file holds no certificate. */
  pem: string | null;
}

export interface WelcomeState {
  /** Whether accounts are there already: then this adds another one and can be left. */
  another: boolean;
  name: string;
  address: string;
  password: string;
  imap: ServerForm;
  smtp: ServerForm;
  user: string;
  ca: CaFile | null;
  window: Window;
  serversShown: boolean;
  busy: boolean;
  faults: Fault[];
  /** The account once it is there; the route leaves for its inbox. */
  done: Account | null;
}

export type WelcomeEvent =
  | { type: 'typed'; field: Exclude<Field, 'ca' | 'form'>; text: string }
  | { type: 'securityChosen'; server: ServerName; security: Security }
  | { type: 'windowChosen'; window: Window }
  | { type: 'caChosen'; name: string; bytes: Uint8Array }
  | { type: 'caRemoved' }
  | { type: 'serversToggled' }
  | { type: 'submitted' };

const PORTS: Record<ServerName, Record<Security, number>> = {
  imap: { tls: 993, starttls: 143 },
  smtp: { tls: 465, starttls: 587 },
};

const GUESSED: Record<ServerName, ServerForm> = {
  imap: { host: '', port: '993', security: 'tls', guessed: true },
  smtp: { host: '', port: '465', security: 'tls', guessed: true },
};

export function emptyWelcome(another: boolean): WelcomeState {
  return {
    another,
    name: '',
    address: '',
    password: '',
    imap: GUESSED.imap,
    smtp: GUESSED.smtp,
    user: '',
    ca: null,
    window: '30d',
    serversShown: false,
    busy: false,
    faults: [],
    done: null,
  };
}

const domainOf = (address: string): string =>
  address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();

/** The servers most providers have, as a first guess; what a person typed stays. */
export function guess(state: WelcomeState): WelcomeState {
  const domain = state.address.includes('@') ? domainOf(state.address) : '';
  const guessed = (server: ServerName): ServerForm =>
    state[server].guessed ? { ...state[server], host: domain === '' ? '' : `${server}.${domain}` } : state[server];
  return { ...state, imap: guessed('imap'), smtp: guessed('smtp') };
}

/** Another encryption has another port, unless the port is one of a person's own. */
export function withSecurity(form: ServerForm, server: ServerName, security: Security): ServerForm {
  const usual = form.port === String(PORTS[server][form.security]);
  return { ...form, security, port: usual ? String(PORTS[server][security]) : form.port };
}

function portOf(text: string): number | null {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : null;
}

export function slips(state: WelcomeState): Fault[] {
  const found: Fault[] = [];
  if (!/^\S+@\S+$/.test(state.address.trim())) found.push({ at: 'address', slip: 'missing-address' });
  if (state.password === '') found.push({ at: 'password', slip: 'missing-password' });
  for (const server of ['imap', 'smtp'] as const) {
    const known = state.address.includes('@');
    if (known && state[server].host.trim() === '') found.push({ at: `${server}-host`, slip: 'missing-host' });
    if (portOf(state[server].port) === null) found.push({ at: `${server}-port`, slip: 'bad-port' });
  }
  if (state.ca?.pem === null) found.push({ at: 'ca', slip: 'bad-ca' });
  return found;
}

const serverOf = (form: ServerForm): Server => ({
  host: form.host.trim(),
  port: portOf(form.port) ?? 0,
  security: form.security,
});

export function setupOf(state: WelcomeState): AccountSetup {
  return {
    address: state.address.trim(),
    name: state.name.trim() || null,
    user: state.user.trim() || null,
    password: state.password,
    imap: serverOf(state.imap),
    smtp: serverOf(state.smtp),
    ca_pem: state.ca?.pem ?? null,
    window: state.window,
  };
}

/** The field at which a refusal is shown: the one that a person would change. */
export function faultOf(error: MailError, setup: AccountSetup): Fault {
  const names = (server: Server): boolean => error.reason.includes(server.host);
  const sending = names(setup.smtp) && (!names(setup.imap) || error.reason.includes(`:${setup.smtp.port}`));
  const host = sending ? setup.smtp.host : setup.imap.host;
  if (error.kind === 'sign_in') return { at: 'password', host, error };
  if (error.kind === 'input') return { at: error.reason.includes(setup.address) ? 'address' : 'form', host, error };
  if (sending) return { at: 'smtp-host', host, error };
  return { at: names(setup.imap) ? 'imap-host' : 'form', host, error };
}

/** Whether a fault can only be mended among the servers. */
export const needsServers = (fault: Fault): boolean => /^(imap|smtp|user|ca)/.test(fault.at);

/** A certificate file as PEM, or null when it is none. */
export function pemOf(bytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(bytes);
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  // DER of a certificate is a SEQUENCE with a length of two bytes.
  if (bytes.length < 100 || bytes[0] !== 0x30 || bytes[1] !== 0x82) return null;
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
