import type { MessageId } from '../../lib/types';

/** How long messages have been in sight: one that stays for long enough counts as read. */
export class Sight {
  readonly #timers = new Map<MessageId, ReturnType<typeof setTimeout>>();

  /** `after` gives milliseconds, or null where the person marks by hand. */
  constructor(
    private readonly after: () => number | null,
    private readonly unread: (id: MessageId) => boolean,
    private readonly seen: (ids: MessageId[]) => void,
  ) {}

  /** A message came into sight or left it. */
  set(id: MessageId, visible: boolean): void {
    const after = this.after();
    if (!visible) {
      clearTimeout(this.#timers.get(id));
      this.#timers.delete(id);
      return;
    }
    if (this.#timers.has(id) || after === null || !this.unread(id)) return;
    this.#timers.set(
      id,
      setTimeout(() => {
        this.#timers.delete(id);
        this.seen([id]);
      }, after),
    );
  }

  /** What is in sight when the conversation is left counts as read. */
  leave(): void {
    const shown = [...this.#timers.keys()].filter((id) => this.unread(id));
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    if (shown.length > 0) this.seen(shown);
  }
}
