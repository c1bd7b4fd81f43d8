/** Where the person is: one value, ids only. */
import type { DraftId, MessageId, ThreadId, View } from './types';

export type SettingsSection = 'accounts' | 'appearance' | 'reading' | 'keys' | 'system' | 'about';

export type Place =
  | { place: 'view'; view: View }
  | { place: 'drafts' }
  | { place: 'outbox' }
  | { place: 'settings'; section: SettingsSection }
  | { place: 'welcome' };

export interface Opened {
  message: MessageId;
  thread: ThreadId;
}

export interface Route {
  place: Place;
  /** The conversation in the reader. */
  opened: Opened | null;
  /** The draft in the composer. */
  compose: DraftId | null;
}

export const INBOX: Place = { place: 'view', view: { view: 'role', role: 'inbox' } };

/** A text that is the same for the same view; settings and caches use it as a key. */
export function viewKey(view: View): string {
  switch (view.view) {
    case 'mailbox':
      return `mailbox:${view.mailbox}`;
    case 'role':
      return `role:${view.role}`;
    case 'flagged':
      return 'flagged';
    case 'search':
      return `search:${view.query}`;
  }
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.place === 'view' && b.place === 'view'
    ? viewKey(a.view) === viewKey(b.view)
    : a.place === 'settings' && b.place === 'settings'
      ? a.section === b.section
      : a.place === b.place;

/** A place one comes back from; others are where one comes back to. */
const isPassing = (place: Place): boolean =>
  place.place === 'settings' || place.place === 'welcome' || (place.place === 'view' && place.view.view === 'search');

export class Nav {
  route = $state.raw<Route>({ place: INBOX, opened: null, compose: null });
  private before: Place | null = null;

  /** The view of the list, also while settings or the outbox cover it. */
  get view(): View | null {
    return this.route.place.place === 'view' ? this.route.place.view : null;
  }

  go(place: Place): void {
    if (samePlace(place, this.route.place)) return;
    if (!isPassing(this.route.place)) this.before = this.route.place;
    this.route = { ...this.route, place, opened: null };
  }

  open(message: MessageId, thread: ThreadId): void {
    this.route = { ...this.route, opened: { message, thread } };
  }

  /** Leaves the reader; the list stays where it was. */
  close(): void {
    if (this.route.opened) this.route = { ...this.route, opened: null };
  }

  /** Leaves settings, search or a covering screen for what was there before. */
  back(): void {
    const to = this.before ?? INBOX;
    this.before = null;
    this.route = { ...this.route, place: to, opened: null };
  }

  compose(draft: DraftId): void {
    this.route = { ...this.route, compose: draft };
  }

  closeComposer(): void {
    this.route = { ...this.route, compose: null };
  }
}
