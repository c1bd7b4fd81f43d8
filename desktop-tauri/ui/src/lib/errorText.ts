/** What went wrong, in words: the title by kind from the catalogue, the reason and the next step from the core. */
import type { MailError } from './types';
import { t, type WordId } from './words';

export type ErrorKind = MailError['kind'];

export interface ErrorText {
  kind: ErrorKind;
  title: string;
  reason: string;
  next: string;
}

const TITLES = {
  offline: 'error-offline',
  insecure: 'error-insecure',
  sign_in: 'error-sign-in',
  refused: 'error-refused',
  quota: 'error-quota',
  gone: 'error-gone',
  input: 'error-input',
  busy: 'error-busy',
  storage: 'error-storage',
  locked: 'error-locked',
  cancelled: 'error-cancelled',
  bug: 'error-bug',
} as const satisfies Record<ErrorKind, WordId>;

/** Any rejection as a `MailError`; what is not one is a mistake of ours. */
export function asMailError(error: unknown): MailError {
  if (typeof error === 'object' && error !== null && 'kind' in error && String(error.kind) in TITLES) {
    return error as MailError;
  }
  return { kind: 'bug', reason: error instanceof Error ? error.message : String(error), next: t('error-bug-next') };
}

/** The title of a kind, also of one that a newer core may have. */
export const errorTitle = (kind: string): string => t(kind in TITLES ? TITLES[kind as ErrorKind] : 'error-bug');

export function errorText(error: unknown): ErrorText {
  const { kind, reason, next } = asMailError(error);
  return { kind, title: errorTitle(kind), reason, next };
}
