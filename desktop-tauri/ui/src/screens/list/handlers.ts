/** What the commands do to the list's rows. */
import { FLAGGED, READ, UNFLAGGED, UNREAD, type Effect, type Targets } from '../../lib/actions.svelte';
import type { App } from '../../lib/app.svelte';
import type { Handlers } from '../../lib/commands';
import type { ListRow, MailboxId, Role } from '../../lib/types';
import type { ReplyKind } from '../../lib/writing.svelte';
import { focusPane } from '../../lib/panes';
import { effectOf, roleOf, type RowAction } from './actionsOf';
import { flagsOf } from './rowText';
import type { ListModel } from './list.svelte';

export class ListActions {
  constructor(
    private readonly app: App,
    private readonly model: ListModel,
  ) {}

  private get targets(): Targets {
    return { ...this.model.targets, threads: this.model.state.threaded };
  }

  private get role(): Role | null {
    return roleOf(this.model.state.view, this.app.accounts.byId);
  }

  private effect({ ids }: Targets, to: Role | MailboxId): Effect {
    const { searched } = this.model;
    const { view } = this.model.state;
    const { accounts, actions } = this.app;
    const mailboxOf = actions.mailboxOf.bind(actions);
    return effectOf({ view, searched, mailboxOf, rows: this.model.rowsOf(ids) }, accounts, ids, to);
  }

  targetsOf(row: ListRow): Targets {
    return this.model.isSelected(row) ? this.targets : { ids: row.ids, rows: 1, threads: this.model.state.threaded };
  }

  archive = (targets = this.targets): Promise<void> =>
    this.app.actions.archive(targets, this.effect(targets, 'archive'));
  delete = (targets = this.targets): Promise<void> => this.app.actions.delete(targets, this.effect(targets, 'trash'));
  junk = (junk: boolean, targets = this.targets): Promise<void> =>
    this.app.actions.junk(targets, junk, this.effect(targets, junk ? 'junk' : 'inbox'));
  move = (to: MailboxId, targets = this.targets): Promise<void> =>
    this.app.actions.move(targets, to, this.effect(targets, to));
  copy = (to: MailboxId, targets = this.targets): Promise<void> => this.app.actions.copy(targets, to);

  flag = (row = this.model.current, targets = this.targets): Promise<void> => {
    const on = row !== null && flagsOf(row, (id, flags) => this.app.actions.flagsOf(id, flags)).flagged;
    // A conversation gets the flag on its newest message, and loses it on all.
    const ids = on || targets.rows > 1 ? targets.ids : targets.ids.slice(0, 1);
    return this.app.actions.flag(ids, on ? UNFLAGGED : FLAGGED);
  };

  read = (): Promise<void> => this.app.actions.flag(this.targets.ids, READ);
  unread = (targets = this.targets): Promise<void> =>
    this.app.actions.flag(targets.rows > 1 ? targets.ids : targets.ids.slice(0, 1), UNREAD);

  /** A button of the hover bar: for the row it lies over. */
  onRow(action: RowAction, row: ListRow): Promise<void> {
    const targets: Targets = { ids: row.ids, rows: 1, threads: this.model.state.threaded };
    switch (action) {
      case 'archive':
        return this.archive(targets);
      case 'delete':
        return this.delete(targets);
      case 'flag':
        return this.flag(row, targets);
      case 'read':
        return row.unread > 0 ? this.app.actions.flag(row.ids, READ) : this.unread(targets);
    }
  }

  /** From row to row; from the folders the focus comes along, in the reader it stays. */
  private step(by: number): void {
    this.model.onEvent({ type: 'moved', by, extend: false });
    if (document.activeElement?.closest('[data-pane="reader"]') === null) {
      focusPane('list');
    }
  }

  handlers(): Handlers {
    const { model, app } = this;
    const any = (): boolean => this.targets.ids.length > 0;
    const listed = (): boolean => app.nav.view !== null;
    const can = (): boolean => listed() && any();
    const single = (): boolean => can() && model.state.selection.select === 'none';
    const answer = async (kind: ReplyKind): Promise<void> => {
      if (model.current) await app.desk.answer(kind, model.current.row);
    };
    const send = model.onEvent.bind(model);
    return {
      next: { when: listed, run: () => this.step(1) },
      previous: { when: listed, run: () => this.step(-1) },
      open: { when: can, run: () => send({ type: 'opened', index: model.state.cursor }) },
      close: { when: () => app.nav.route.opened !== null, run: () => app.nav.close() },
      select: { when: can, run: () => send({ type: 'ticked', index: model.state.cursor, range: false }) },
      'select-all': { when: listed, run: () => send({ type: 'allSelected' }) },
      'select-none': { when: () => model.state.selection.select !== 'none', run: () => send({ type: 'noneSelected' }) },
      archive: { when: () => can() && this.role !== 'archive', run: () => this.archive() },
      delete: { when: can, run: () => this.delete() },
      junk: { when: () => can() && this.role !== 'junk', run: () => this.junk(true) },
      'not-junk': { when: () => can() && this.role === 'junk', run: () => this.junk(false) },
      flag: { when: can, run: () => this.flag() },
      read: { when: can, run: this.read },
      unread: { when: can, run: () => this.unread() },
      move: { when: can, run: () => void (app.dialog = { dialog: 'folder', purpose: 'move' }) },
      copy: { when: can, run: () => void (app.dialog = { dialog: 'folder', purpose: 'copy' }) },
      reply: { when: single, run: () => answer('reply') },
      'reply-all': { when: single, run: () => answer('reply_all') },
      forward: { when: single, run: () => answer('forward') },
      undo: { run: () => app.actions.undoLast() },
    };
  }
}
