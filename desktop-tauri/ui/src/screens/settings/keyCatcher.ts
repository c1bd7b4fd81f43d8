/** Hears the next key, or the next two within a second, before anything else does. */
import { isMac, notation } from '../../lib/keys';

const SEQUENCE_MS = 1000;

interface Heard {
  /** What was pressed so far. */
  typed: (keys: string) => void;
  /** The keys; null when the person changed their mind. */
  done: (keys: string | null) => void;
}

export class KeyCatcher {
  private typed = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly heard: Heard,
    private readonly mac: boolean = isMac(),
  ) {}

  listen(target: Window): () => void {
    const down = (event: KeyboardEvent): void => {
      // Tab still leaves the field: nobody is caught in it.
      if (event.key === 'Tab') {
        this.end(null);
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      this.press(event);
    };
    target.addEventListener('keydown', down, true);
    return () => {
      clearTimeout(this.timer);
      target.removeEventListener('keydown', down, true);
    };
  }

  private press(event: KeyboardEvent): void {
    const key = notation(event, this.mac);
    if (key === null) return;
    if (key === 'Escape') {
      this.end(null);
      return;
    }
    const second = this.typed !== '';
    this.typed = second ? `${this.typed} ${key}` : key;
    this.heard.typed(this.typed);
    // Only a plain key can begin a sequence.
    if (second || key.length > 1) this.end(this.typed);
    else this.timer = setTimeout(() => this.end(this.typed), SEQUENCE_MS);
  }

  private end(keys: string | null): void {
    clearTimeout(this.timer);
    this.typed = '';
    this.heard.done(keys);
  }
}
