import type { MailCore } from '../../lib/ipc';
import type { DraftId, DraftStart, ListPage, MailError, MessageId } from '../../lib/types';
import { loading } from './state';
import type { DraftsBody, DraftsEvent, DraftsState } from './state';

export interface DraftsSurroundings {
  failed(error: unknown): void;
  open(draft: DraftId): void;
  write(start: DraftStart): void;
  /** A draft is to be forgotten, unless the person takes that back. */
  discarded(draft: DraftId): void;
  /** Deletes messages, and says so with a way back. */
  delete(ids: MessageId[]): Promise<void>;
  /** Drafts thrown away a moment ago: they still exist, but not for the list. */
  hidden(draft: DraftId): boolean;
}

const PAGE = 100;
const SETTLE = 100;

export class DraftsModel {
  state = $state.raw<DraftsState>(loading);
  #limit = PAGE;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly core: MailCore,
    private readonly around: DraftsSurroundings,
  ) {}

  start = (): (() => void) => {
    const stop = this.core.onEvent((event) => {
      if (event.event === 'drafts_changed' || event.event === 'mailbox_changed' || event.event === 'overflow')
        this.#soon();
    });
    void this.reload();
    return () => {
      stop();
      if (this.#timer !== null) clearTimeout(this.#timer);
    };
  };

  onEvent(event: DraftsEvent): void {
    switch (event.do) {
      case 'open':
        return this.around.open(event.draft);
      case 'openMessage':
        return this.around.write({ start: 'message', message: event.message });
      case 'discard':
        this.around.discarded(event.draft);
        return void this.reload();
      case 'deleteMessage':
        return void this.#delete(event.ids);
      case 'more':
        this.#limit += PAGE;
        return void this.reload();
      case 'reload':
        return void this.reload();
    }
  }

  async reload(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const [drafts, page] = await Promise.all([this.core.drafts(), this.#server()]);
      if (turn !== this.#turn) return;
      const local = drafts.filter((one) => !this.around.hidden(one.id));
      const body: DraftsBody =
        local.length + page.rows.length === 0
          ? { kind: 'empty' }
          : { kind: 'drafts', local, server: page.rows, serverTotal: page.total };
      this.state = { body };
    } catch (error) {
      if (turn !== this.#turn) return;
      if (this.state.body.kind === 'drafts') this.around.failed(error);
      else this.state = { body: { kind: 'failed', error: error as MailError } };
    }
  }

  #server(): Promise<ListPage> {
    return this.core.list({
      view: { view: 'role', role: 'drafts' },
      threaded: false,
      unread_only: false,
      from: { from: 'offset', offset: 0 },
      limit: Math.min(this.#limit, 500),
    });
  }

  async #delete(ids: MessageId[]): Promise<void> {
    await this.around.delete(ids);
    await this.reload();
  }

  #soon(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.reload();
    }, SETTLE);
  }
}
