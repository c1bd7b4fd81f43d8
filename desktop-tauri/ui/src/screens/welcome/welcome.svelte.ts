import type { MailCore } from '../../lib/ipc';
import type { MailError } from '../../lib/types';
import {
  emptyWelcome,
  faultOf,
  guess,
  needsServers,
  pemOf,
  setupOf,
  slips,
  withSecurity,
  type Fault,
  type WelcomeEvent,
  type WelcomeState,
} from './state';

/** Adds an account: what is typed, a guess of the servers, and what they answered. */
export class WelcomeModel {
  state: WelcomeState = $state.raw(emptyWelcome(false));

  constructor(
    private readonly core: MailCore,
    another: boolean,
  ) {
    this.state = emptyWelcome(another);
  }

  onEvent(event: WelcomeEvent): void {
    switch (event.type) {
      case 'typed':
        this.typed(event.field, event.text);
        break;
      case 'securityChosen':
        this.change({ [event.server]: withSecurity(this.state[event.server], event.server, event.security) });
        break;
      case 'windowChosen':
        this.change({ window: event.window });
        break;
      case 'caChosen':
        this.change({ ca: { name: event.name, pem: pemOf(event.bytes) }, faults: this.without('ca') });
        break;
      case 'caRemoved':
        this.change({ ca: null, faults: this.without('ca') });
        break;
      case 'serversToggled':
        this.change({ serversShown: !this.state.serversShown });
        break;
      case 'submitted':
        void this.submit();
        break;
    }
  }

  private change(part: Partial<WelcomeState>): void {
    this.state = { ...this.state, ...part };
  }

  private without(...fields: Fault['at'][]): Fault[] {
    return this.state.faults.filter((fault) => !fields.includes(fault.at) && fault.at !== 'form');
  }

  private typed(field: (WelcomeEvent & { type: 'typed' })['field'], text: string): void {
    const faults = this.without(field);
    const server = field.startsWith('imap') ? 'imap' : 'smtp';
    switch (field) {
      case 'imap-host':
      case 'smtp-host':
        this.change({ [server]: { ...this.state[server], host: text, guessed: false }, faults });
        break;
      case 'imap-port':
      case 'smtp-port':
        this.change({ [server]: { ...this.state[server], port: text }, faults });
        break;
      case 'address':
        this.state = guess({ ...this.state, address: text, faults });
        break;
      case 'name':
      case 'password':
      case 'user':
        this.change({ [field]: text, faults });
        break;
    }
  }

  private async submit(): Promise<void> {
    if (this.state.busy) return;
    const faults = slips(this.state);
    if (faults.length > 0) {
      this.fail(faults);
      return;
    }
    const setup = setupOf(this.state);
    this.change({ busy: true, faults: [] });
    try {
      const done = await this.core.addAccount(setup);
      this.change({ busy: false, password: '', done });
    } catch (error) {
      this.fail([faultOf(error as MailError, setup)]);
    }
  }

  private fail(faults: Fault[]): void {
    this.change({ busy: false, faults, serversShown: this.state.serversShown || faults.some(needsServers) });
  }
}
