import type { MailCore } from '../../lib/ipc';
import type { MailError, OutboxId, SavedDraft } from '../../lib/types';
import { bodyOf, loading } from './state';
import type { OutboxEvent, OutboxScreen } from './state';

export interface OutboxSurroundings {
  failed(error: unknown): void;
  /** A message is a draft again. */
  write(draft: SavedDraft): void;
}

export class OutboxModel {
  state = $state.raw<OutboxScreen>(loading);
  #turn = 0;

  constructor(
    private readonly core: MailCore,
    private readonly around: OutboxSurroundings,
  ) {}

  start = (): (() => void) => {
    const stop = this.core.onEvent((event) => {
      if (event.event === 'outbox_changed' || event.event === 'overflow') void this.#load();
    });
    void this.#load();
    return stop;
  };

  onEvent(event: OutboxEvent): void {
    switch (event.do) {
      case 'ledger':
        return this.#toggle(event.id);
      case 'undoSend':
      case 'editAgain':
        return void this.#busy(event.id, async () => this.around.write(await this.core.recallDraft(event.id)));
      case 'retry':
        return void this.#busy(event.id, () => this.core.retrySend(event.id));
      case 'giveUp':
        return void this.#busy(event.id, () => this.core.cancelSend(event.id));
      case 'reload':
        return void this.#load();
    }
  }

  async #load(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const items = await this.core.outbox();
      if (turn === this.#turn) this.state = { ...this.state, body: bodyOf(items) };
    } catch (error) {
      if (turn !== this.#turn) return;
      if (this.state.body.kind === 'items') this.around.failed(error);
      else this.state = { ...this.state, body: { kind: 'failed', error: error as MailError } };
    }
  }

  #toggle(id: OutboxId): void {
    const { open } = this.state;
    this.state = { ...this.state, open: open.includes(id) ? open.filter((one) => one !== id) : [...open, id] };
  }

  async #busy(id: OutboxId, doing: () => Promise<unknown>): Promise<void> {
    if (this.state.busy.includes(id)) return;
    this.state = { ...this.state, busy: [...this.state.busy, id] };
    try {
      await doing();
    } catch (error) {
      this.around.failed(error);
    }
    this.state = { ...this.state, busy: this.state.busy.filter((one) => one !== id) };
    await this.#load();
  }
}
