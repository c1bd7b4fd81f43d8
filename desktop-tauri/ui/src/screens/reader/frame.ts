import type { FrameMessage } from '../../lib/ipc';

/** A body is never taller; what is longer scrolls in its frame. */
export const MAX_HEIGHT = 24_000;
const MIN_HEIGHT = 24;
const GROWTHS = 12;

/**
 * The heights a frame gets. A body as tall as its frame and a little more (`110vh`) would grow for ever, so after a
 * dozen steps up in a row it stays as it is.
 */
export class FrameHeight {
  height = MIN_HEIGHT;
  #growths = 0;
  #width = 0;

  /** The new height of a frame that is so wide, or null where nothing changes. With another width the steps begin anew. */
  take(asked: number, width: number): number | null {
    if (!Number.isFinite(asked)) return null;
    if (width !== this.#width) this.#growths = 0;
    this.#width = width;
    const next = Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, Math.ceil(asked)));
    if (next === this.height) return null;
    this.#growths = next > this.height ? this.#growths + 1 : 0;
    if (this.#growths > GROWTHS) return null;
    this.height = next;
    return next;
  }
}

/** What a frame said, if it is something a frame may say. Its content is hostile, so nothing is taken for granted. */
export function frameMessage(data: unknown): FrameMessage | null {
  if (typeof data !== 'object' || data === null) return null;
  const said = data as Record<string, unknown>;
  switch (said['tern']) {
    case 'height':
      return typeof said['height'] === 'number' ? { tern: 'height', height: said['height'] } : null;
    case 'link':
      return text(said['href'], 8_192) && text(said['text'], 2_000)
        ? { tern: 'link', href: said['href'], text: said['text'] }
        : null;
    case 'key':
      return text(said['key'], 12)
        ? { tern: 'key', key: said['key'], shift: said['shift'] === true, ctrl: said['ctrl'] === true }
        : null;
    default:
      return null;
  }
}

function text(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest;
}

let loaded: Promise<void> | null = null;

/** Ends when the window has loaded: a body that loads earlier can hang the page in WebKitGTK. */
export function windowLoaded(): Promise<void> {
  loaded ??= new Promise((done) => {
    if (document.readyState === 'complete') done();
    else window.addEventListener('load', () => done(), { once: true });
  });
  return loaded;
}
