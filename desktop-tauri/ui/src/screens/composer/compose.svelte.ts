import type { MailCore } from '../../lib/ipc';
import type { Nav } from '../../lib/nav.svelte';
import type { Notices } from '../../lib/notices.svelte';
import type { Settings } from '../../lib/settings.svelte';
import type { DraftId, MailError } from '../../lib/types';
import { t } from '../../lib/words';
import type { WritingDesk } from '../../lib/writing.svelte';
import { ComposerModel } from './composer.svelte';

export interface ComposerParts {
  core: MailCore;
  nav: Nav;
  notices: Notices;
  settings: Settings;
  desk: WritingDesk;
}

/** The draft that was open when the window closed. */
const OPEN = 'face.open_draft';

/** The one composer of the window: it follows the route, saves when the window is left, and takes dropped files. */
export class WindowComposer {
  readonly model: ComposerModel;

  constructor(private readonly parts: ComposerParts) {
    const { core, notices, settings, desk, nav } = parts;
    this.model = new ComposerModel(core, {
      failed: (error) => notices.problem(error),
      sent: (outbox) => void desk.sent(outbox),
      discarded: (id) => desk.discard(id),
      done: () => desk.closed(nav.route.compose),
      plainFirst: () => settings.values.composePlain,
      fresh: (id) => desk.isFresh(id),
      stay: (id) => nav.compose(id),
      tooLarge: (name) =>
        notices.say({ tone: 'problem', text: t('compose-paste-too-large', { name }), next: t('compose-paste-attach') }),
    });
  }

  /** Begins, with the draft that was open last time; ends when the returned function is called. */
  start = (): (() => void) => {
    const { core } = this.parts;
    const flush = (): void => void this.model.flush();
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    const stopDrops = core.onFileDrop(({ paths }) => {
      if (this.parts.nav.route.compose !== null) this.model.onEvent({ do: 'paths', paths });
    });
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', hidden);
    void this.#restore();
    return () => {
      stopDrops();
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', hidden);
    };
  };

  /** Shows the draft of the route. */
  follow(draft: DraftId | null): void {
    void this.model.open(draft);
    void this.#remember(draft);
  }

  #restored = false;

  async #restore(): Promise<void> {
    const { core, nav, desk } = this.parts;
    try {
      const stored = (await core.settings()).find((one) => one.key === OPEN)?.value;
      const draft = Number(stored ?? 'none');
      if (Number.isInteger(draft) && nav.route.compose === null) {
        await core.draft(draft);
        desk.open(draft);
      }
    } catch (error) {
      // A draft that was sent or thrown away meanwhile is nothing to tell.
      if ((error as MailError).kind !== 'gone') this.parts.notices.problem(error);
    }
    this.#restored = true;
    await this.#remember(nav.route.compose);
  }

  async #remember(draft: DraftId | null): Promise<void> {
    if (!this.#restored) return;
    try {
      await this.parts.core.setSetting(OPEN, draft === null ? null : String(draft));
    } catch (error) {
      this.parts.notices.problem(error);
    }
  }
}

export function composerOf(parts: ComposerParts): WindowComposer {
  return new WindowComposer(parts);
}
