import type { Draft, DraftId, MailError } from '../../lib/types';
import type { SaveState } from './state';

const DELAY = 500;

/** Saves the newest version half a second after the last change, one save at a time, and at once when asked to. */
export class Saver {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> | null = null;
  #dirty = false;
  /** Whether anything was changed since it was opened. */
  touched = false;

  constructor(
    private readonly id: DraftId,
    private readonly save: (id: DraftId, draft: Draft) => Promise<number>,
    private readonly draft: () => Draft,
    private readonly told: (state: SaveState) => void,
  ) {}

  touch(): void {
    this.#dirty = true;
    this.touched = true;
    this.told({ kind: 'waiting' });
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), DELAY);
  }

  /** Ends when what there is now is on disk, or could not be put there. */
  async flush(): Promise<boolean> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#running !== null) await this.#running;
    while (this.#dirty) {
      const once = this.#once();
      this.#running = once.then(() => undefined);
      const saved = await once;
      if (!saved) return false;
    }
    return true;
  }

  /** Ends without another save: the draft is sent or thrown away. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#dirty = false;
    while (this.#running !== null) await this.#running;
  }

  async #once(): Promise<boolean> {
    this.#dirty = false;
    this.told({ kind: 'saving' });
    try {
      const at = await this.save(this.id, this.draft());
      if (this.#clean()) this.told({ kind: 'saved', at });
      return true;
    } catch (error) {
      this.#dirty = true;
      this.told({ kind: 'failed', error: error as MailError });
      return false;
    } finally {
      this.#running = null;
    }
  }

  #clean(): boolean {
    return !this.#dirty;
  }
}
