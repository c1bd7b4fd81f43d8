/**
 * What the person should hear about: one queue, its head is what shows. News replaces news, so that ten archived
 * messages do not queue ten notices; a problem waits until it is closed.
 */
import { errorText } from './errorText';

export interface NoticeAction {
  label: string;
  run: () => void | Promise<void>;
}

export interface Notice {
  id: number;
  tone: 'news' | 'problem';
  /** The sentence; for one that counts down, by the seconds left. */
  text: string | ((secondsLeft: number) => string);
  /** A second sentence: what to do. */
  next?: string;
  action?: NoticeAction;
  /** Seconds it shows; null: until it is closed. */
  seconds: number | null;
}

export type NewNotice = Pick<Notice, 'text'> & Partial<Omit<Notice, 'id' | 'text'>>;

const SECONDS = 8;

export class Notices {
  queue = $state.raw<readonly Notice[]>([]);
  private last = 0;

  get head(): Notice | null {
    return this.queue[0] ?? null;
  }

  say(notice: NewNotice): number {
    this.last += 1;
    const tone = notice.tone ?? 'news';
    const made: Notice = { seconds: tone === 'problem' ? null : SECONDS, ...notice, tone, id: this.last };
    const kept = tone === 'news' ? this.queue.filter((each) => each.tone === 'problem') : this.queue;
    // A problem that is said already is not said twice.
    const same = kept.some((each) => each.tone === 'problem' && each.text === made.text && each.next === made.next);
    if (!same) this.queue = tone === 'news' ? [made, ...kept] : [...kept, made];
    return made.id;
  }

  /** Says why something did not work. */
  problem(error: unknown, action?: NoticeAction): void {
    const { title, reason, next } = errorText(error);
    this.say({ tone: 'problem', text: reason || title, next, ...(action ? { action } : {}) });
  }

  /** The host has shown it for its time, or the person closed it. */
  shown(id: number): void {
    this.queue = this.queue.filter((each) => each.id !== id);
  }

  /** Runs the head's action (the Undo key); whether there was one. */
  async act(): Promise<boolean> {
    const head = this.queue.find((each) => each.tone === 'news' && each.action);
    if (!head?.action) return false;
    this.shown(head.id);
    await head.action.run();
    return true;
  }
}
