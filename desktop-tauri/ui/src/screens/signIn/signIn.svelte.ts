import { asMailError } from '../../lib/errorText';
import type { MailCore } from '../../lib/ipc';
import type { Account } from '../../lib/types';
import { emptySignIn, type SignInEvent, type SignInState } from './state';

/** Asks for a password again; the core tries it with the server before it is kept. */
export class SignInModel {
  state: SignInState;

  constructor(
    private readonly core: MailCore,
    account: Account,
  ) {
    this.state = $state.raw(emptySignIn(account));
  }

  onEvent(event: SignInEvent): void {
    switch (event.type) {
      case 'typed':
        this.state = { ...this.state, password: event.password, error: null };
        break;
      case 'submitted':
        void this.submit();
        break;
    }
  }

  private async submit(): Promise<void> {
    const { busy, password, account } = this.state;
    if (busy || password === '') return;
    this.state = { ...this.state, busy: true, error: null };
    try {
      await this.core.setPassword(account.id, password);
      this.state = { ...this.state, busy: false, password: '', done: true };
    } catch (error) {
      this.state = { ...this.state, busy: false, error: asMailError(error) };
    }
  }
}
