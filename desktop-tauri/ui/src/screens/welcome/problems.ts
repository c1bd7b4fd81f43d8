/** The faults of a form as sentences, for the field where each belongs. */
import { errorText } from '../../lib/errorText';
import type { MailError } from '../../lib/types';
import { t } from '../../lib/words';
import type { Fault, Field, Slip, WelcomeState } from './state';

function slipText(slip: Slip, state: WelcomeState): string {
  return slip === 'bad-ca' ? t('welcome-bad-ca', { file: state.ca?.name ?? '' }) : t(`welcome-${slip}`);
}

function refusal(at: Field, host: string, error: MailError): string[] {
  const { title, reason, next } = errorText(error);
  if (error.kind === 'sign_in') return [t('welcome-refused-password', { host }), reason, next];
  const first = at === 'form' ? title : t('welcome-problem-server', { host });
  return [first, reason, next];
}

export function problemOf(state: WelcomeState, at: Field): string[] {
  const fault = state.faults.find((each: Fault) => each.at === at);
  if (!fault) return [];
  return 'slip' in fault ? [slipText(fault.slip, state)] : refusal(at, fault.host, fault.error);
}
