import { asMailError } from '../../lib/errorText';
import type { MailCore } from '../../lib/ipc';
import type { AccountId, Event, OutboxItem, SyncMode } from '../../lib/types';
import { emptySettings, type Loaded, type SettingsEvent, type SettingsState } from './state';

const WAITING = new Set<OutboxItem['state']>(['queued', 'submitting', 'committing', 'uncertain', 'failed']);

/** What the settings show of the core, and the changes made there. Preferences of the window are `lib/settings`. */
export class SettingsModel {
  state: SettingsState = $state.raw(emptySettings);
  private loading = false;
  private again = false;

  constructor(
    private readonly core: MailCore,
    private readonly said: (what: { removed: string } | { failed: unknown }) => void,
  ) {}

  /** Loads, and again whenever accounts change, until the returned function is called. */
  start(): () => void {
    const stop = this.core.onEvent((event) => {
      if (SettingsModel.concerns(event)) void this.load();
    });
    void this.load();
    return stop;
  }

  private static concerns({ event }: Event): boolean {
    return event === 'account_changed' || event === 'mailbox_changed' || event === 'overflow';
  }

  onEvent(event: SettingsEvent): void {
    switch (event.type) {
      case 'retried':
        void this.load();
        break;
      case 'windowChosen':
        void this.change(event.account, () => this.core.setWindow(event.account, event.window));
        break;
      case 'folderWindowChosen':
        void this.change(event.account, () => this.core.setMailboxWindow(event.mailbox, event.window));
        break;
      case 'sendingChanged':
        void this.change(event.account, () => this.core.setSending(event.account, event.name, event.undoSeconds));
        break;
      case 'modeChosen':
        void this.change(event.account, () => this.chooseMode(event.account, event.mode));
        break;
      case 'removeAsked':
        this.askRemoval(event.account);
        break;
      case 'removeConfirmed':
        void this.remove();
        break;
      case 'dialogClosed':
        this.set({ removal: null });
        break;
      case 'senderRemoved':
        void this.try(() => this.core.allowRemote(event.sender, false));
        break;
      case 'autostartChosen':
        void this.try(() => this.core.setAutostart(event.on));
        break;
      case 'mailerAsked':
        void this.becomeMailer();
        break;
    }
  }

  private set(part: Partial<SettingsState>): void {
    this.state = { ...this.state, ...part };
  }

  /** Reads everything; what is asked for meanwhile leads to one more reading. */
  private async load(): Promise<void> {
    this.again = this.loading;
    if (this.loading) return;
    this.loading = true;
    do {
      this.again = false;
      await this.read();
    } while (this.again as boolean);
    this.loading = false;
  }

  private async read(): Promise<void> {
    try {
      this.set({ body: { is: 'ready', ...(await this.all()) } });
    } catch (error) {
      if (this.state.body.is === 'ready') this.said({ failed: error });
      else this.set({ body: { is: 'failed', error: asMailError(error) } });
    }
  }

  private async all(): Promise<Loaded> {
    const [accounts, outbox, senders, autostart, version] = await Promise.all([
      this.core.accounts(),
      this.core.outbox(),
      this.core.remoteSenders(),
      this.core.autostart(),
      this.core.version(),
    ]);
    const parts = accounts.map(async (account) => ({
      account,
      mode: (await this.core.syncSettings(account.id)).mode,
      mailboxes: (await this.core.mailboxes(account.id)).filter((mailbox) => mailbox.selectable),
      waiting: outbox.filter((item) => item.account === account.id && WAITING.has(item.state)).length,
    }));
    return { accounts: await Promise.all(parts), senders: [...senders].sort(), autostart, version };
  }

  private async change(account: AccountId, act: () => Promise<null>): Promise<void> {
    this.set({ problem: null });
    try {
      await act();
    } catch (error) {
      this.set({ problem: { account, error: asMailError(error) } });
    }
    await this.load();
  }

  /** What phones go by stays as it is. */
  private async chooseMode(account: AccountId, mode: SyncMode): Promise<null> {
    return this.core.setSyncSettings(account, { ...(await this.core.syncSettings(account)), mode });
  }

  private async try(act: () => Promise<null>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.said({ failed: error });
    }
    await this.load();
  }

  private async becomeMailer(): Promise<void> {
    try {
      await this.core.becomeMailer();
      this.set({ mailerSet: true });
    } catch (error) {
      this.said({ failed: error });
    }
  }

  private askRemoval(id: AccountId): void {
    if (this.state.body.is !== 'ready') return;
    const part = this.state.body.accounts.find(({ account }) => account.id === id);
    if (part) this.set({ removal: { account: part.account, waiting: part.waiting, busy: false, error: null } });
  }

  private async remove(): Promise<void> {
    const { removal } = this.state;
    if (!removal || removal.busy) return;
    this.set({ removal: { ...removal, busy: true, error: null } });
    try {
      await this.core.removeAccount(removal.account.id);
      this.set({ removal: null });
      this.said({ removed: removal.account.address });
    } catch (error) {
      this.set({ removal: { ...removal, busy: false, error: asMailError(error) } });
    }
    await this.load();
  }
}
