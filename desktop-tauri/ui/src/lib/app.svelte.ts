/** What the whole window shares: made once by `App.svelte`, and given to the screens as props. */
import { Accounts } from './accounts.svelte';
import { Actions } from './actions.svelte';
import { Clock } from './clock.svelte';
import { clockTime, shortDate } from './format';
import { Commands } from './commands';
import { MessageDrag } from './drag.svelte';
import type { MailCore } from './ipc';
import { Nav } from './nav.svelte';
import { Notices } from './notices.svelte';
import { Settings } from './settings.svelte';
import type { MailboxId } from './types';
import { columnsFor, Viewport, type Columns } from './viewport.svelte';
import { WritingDesk } from './writing.svelte';

export type Dialog =
  | { dialog: 'palette' }
  | { dialog: 'keys' }
  | { dialog: 'folder'; purpose: 'go' | 'move' | 'copy' }
  | { dialog: 'signIn'; account: number }
  | { dialog: 'empty'; mailbox: MailboxId };

export class App {
  readonly clock: Clock;
  readonly notices = new Notices();
  readonly nav = new Nav();
  readonly viewport = new Viewport();
  readonly settings: Settings;
  readonly accounts: Accounts;
  readonly actions: Actions;
  readonly commands: Commands;
  readonly drag = new MessageDrag();
  readonly desk: WritingDesk;
  /** The one dialog of the shell that is open. */
  dialog = $state.raw<Dialog | null>(null);
  /** Whether the folders lie over the list, where they have no pane of their own. */
  foldersOver = $state(false);

  constructor(
    readonly core: MailCore,
    fixedNow: number | null = null,
  ) {
    const failed = (error: unknown): void => this.notices.problem(error);
    this.clock = new Clock(fixedNow);
    this.settings = new Settings(core, failed);
    this.accounts = new Accounts(core);
    this.actions = new Actions(core, this.notices, this.accounts);
    this.commands = new Commands(() => this.settings.values.keymap, failed);
    this.desk = new WritingDesk(core, this.nav, this.notices);
  }

  get columns(): Columns {
    return columnsFor(this.viewport.width, this.settings.values.textSize);
  }

  /** Whether list and reader stand side by side, so that the reader follows the cursor. */
  get split(): boolean {
    return this.columns !== 'one' && this.settings.values.layout !== 'off';
  }

  /** A time of day in words, or a date where it is not today. */
  time(ms: number): string {
    return this.clock.now - ms < 86_400_000 ? clockTime(ms) : shortDate(ms / 1000, this.clock.now);
  }

  /** Own addresses, lower case. */
  get mine(): ReadonlySet<string> {
    return new Set((this.accounts.list ?? []).map(({ address }) => address.toLowerCase()));
  }

  /** Listens until the returned function is called. */
  start(): () => void {
    const stops = [this.clock.start(), this.viewport.start(), this.accounts.start()];
    return () => stops.forEach((stop) => stop());
  }
}
