/**
 * Messages on their way to a folder, by pointer events: the web's own drag and drop does not reach a page on every
 * system while the window takes files.
 */
import type { MailboxId } from './types';
import type { Targets } from './actions.svelte';

const FAR = 6;

export interface Dragged {
  targets: Targets;
  x: number;
  y: number;
  copy: boolean;
  /** The folder below the pointer; it is a target. */
  over: MailboxId | null;
  /** A row of the sidebar below the pointer, for opening what is folded. */
  row: string | null;
}

export class MessageDrag {
  active = $state.raw<Dragged | null>(null);

  /** What is done with messages let go over a folder. */
  dropped: (targets: Targets, mailbox: MailboxId, copy: boolean) => void = () => undefined;

  /** A pointer went down on a row; it becomes a drag when it moves far enough. */
  watch(down: PointerEvent, targets: () => Targets): void {
    if (down.button !== 0 || down.pointerType === 'touch') return;
    const stop = new AbortController();
    const { signal } = stop;
    const move = (event: PointerEvent): void => {
      if (this.active === null) {
        if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < FAR) return;
        document.getSelection()?.removeAllRanges();
      }
      this.active = { ...this.below(event), targets: this.active?.targets ?? targets() };
    };
    const end = (): void => {
      stop.abort();
      this.active = null;
    };
    const up = (): void => {
      const drag = this.active;
      if (drag) {
        // The click that follows belongs to the drag, not to the row. Where none follows the next one is not lost.
        const swallow = (event: Event): void => event.stopPropagation();
        window.addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
      }
      end();
      if (drag?.over != null) this.dropped(drag.targets, drag.over, drag.copy);
    };
    const key = (event: KeyboardEvent): void => {
      if (this.active === null) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        end();
      } else this.active = { ...this.active, copy: event.ctrlKey || event.altKey };
    };
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', up, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('blur', end, { signal });
    window.addEventListener('keydown', key, { signal, capture: true });
    window.addEventListener('keyup', key, { signal, capture: true });
  }

  private below(event: PointerEvent): Omit<Dragged, 'targets'> {
    const found = document.elementFromPoint(event.clientX, event.clientY);
    const row = found?.closest<HTMLElement>('[data-drop-row]') ?? null;
    const mailbox = row?.dataset['dropMailbox'];
    return {
      x: event.clientX,
      y: event.clientY,
      copy: event.ctrlKey || event.altKey,
      over: mailbox === undefined ? null : Number(mailbox),
      row: row?.dataset['dropRow'] ?? null,
    };
  }
}
