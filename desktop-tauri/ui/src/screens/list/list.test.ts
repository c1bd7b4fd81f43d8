import { tick } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { Accounts } from '../../lib/accounts.svelte';
import { Actions, leaving, READ, type Effect } from '../../lib/actions.svelte';
import { fakeCore, type FakeCore } from '../../lib/fakeCore';
import { Notices } from '../../lib/notices.svelte';
import type { ListRow, MailboxId, Role, View } from '../../lib/types';
import { effectOf } from './actionsOf';
import { ListModel } from './list.svelte';

const INBOX: View = { view: 'role', role: 'inbox' };

interface Made {
  core: FakeCore;
  model: ListModel;
  actions: Actions;
  notices: Notices;
  accounts: Accounts;
  opened: number[];
  rows: () => ListRow[];
}

async function shown(view: View = INBOX, knobs = {}): Promise<Made> {
  const core = fakeCore(knobs);
  const notices = new Notices();
  const accounts = new Accounts(core);
  await accounts.load();
  const actions = new Actions(core, notices, accounts);
  const opened: number[] = [];
  const model = new ListModel(core, actions, {
    mailbox: accounts.byId,
    open: (message) => opened.push(message),
    close: () => opened.push(-1),
    follows: () => true,
    failed: (error) => notices.problem(error),
  });
  await model.show(view, true, false);
  model.onEvent({ type: 'scrolled', top: 0, height: 640 });
  const rows = (): ListRow[] => [...model.state.rows.at].sort(([a], [b]) => a - b).map(([, row]) => row);
  return { core, model, actions, notices, accounts, opened, rows };
}

/** What the window does around an action: hides at once, asks again after. */
async function act(made: Made, run: () => Promise<void>): Promise<void> {
  const done = run();
  made.model.hide(made.actions.hidden);
  await done;
}

const idOf = (row: ListRow | undefined): number => row?.row.id ?? -1;

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('the first page is there after the first answer', async () => {
  const { model } = await shown();
  expect(model.state.body).toEqual({ body: 'rows' });
  expect(model.state.rows.at.size).toBe(100);
});

test('a view that is wished for again while it loads is asked for once', async () => {
  const { core, model } = await shown();
  const before = core.fake.calls.filter(({ name }) => name === 'list').length;
  const view: View = { view: 'flagged' };
  await Promise.all([model.show(view, true, false), model.show(view, true, false)]);
  expect(core.fake.calls.filter(({ name }) => name === 'list')).toHaveLength(before + 1);
  await model.show(view, false, false);
  expect(core.fake.calls.filter(({ name }) => name === 'list')).toHaveLength(before + 2);
});

test('a page is asked for when the window comes to it, once', async () => {
  const { model, core } = await shown();
  core.fake.calls.length = 0;
  model.onEvent({ type: 'scrolled', top: 105 * 64, height: 640 });
  model.onEvent({ type: 'scrolled', top: 106 * 64, height: 640 });
  await vi.waitFor(() => expect(model.state.rows.at.has(110)).toBe(true));
  expect(core.fake.calls.filter(({ name }) => name === 'list')).toHaveLength(1);
});

test('new mail above does not move what is looked at', async () => {
  const { model, core } = await shown();
  const stop = model.start();
  model.onEvent({ type: 'scrolled', top: 20 * 64, height: 640 });
  const before = model.state.rows.at.get(20);
  core.fake.arrive(100);
  await vi.waitFor(() => expect(model.state.scroll.top).toBe(21 * 64));
  expect(idOf(model.state.rows.at.get(21))).toBe(idOf(before));
  expect(model.state.above).toBe(1);
  stop();
});

test('new mail shows at the top when the list stands there', async () => {
  const { model, core, rows } = await shown();
  const stop = model.start();
  const id = core.fake.arrive(100);
  await vi.waitFor(() => expect(idOf(rows()[0])).toBe(id));
  expect(model.state.above).toBe(0);
  stop();
});

test('the row below the pointer stays below it, also at the top of the list', async () => {
  const { model, core } = await shown();
  const stop = model.start();
  model.onEvent({ type: 'hovered', index: 3 });
  const before = idOf(model.state.rows.at.get(3));
  core.fake.arrive(100);
  await vi.waitFor(() => expect(model.state.scroll.top).toBe(64));
  expect(idOf(model.state.rows.at.get(4))).toBe(before);
  stop();
});

test('an archived row is gone before the core answers, and the next row is open', async () => {
  const made = await shown();
  const { model, actions, opened, rows } = made;
  model.onEvent({ type: 'clicked', index: 2, add: false, range: false });
  const next = idOf(rows()[3]);
  const total = model.state.rows.total;
  const done = actions.archive({ ...model.targets, threads: true }, leaving(model.targets.ids));
  model.hide(actions.hidden);
  expect(model.state.rows.total).toBe(total - 1);
  await vi.waitFor(() => expect(opened.at(-1)).toBe(next));
  expect(model.state.cursor).toBe(2);
  await done;
});

test('an archived row comes back with undo', async () => {
  const made = await shown();
  const { model, actions, notices, rows } = made;
  const stop = model.start();
  const first = idOf(rows()[0]);
  model.onEvent({ type: 'clicked', index: 0, add: false, range: false });
  await act(made, () => actions.archive({ ...model.targets, threads: true }, leaving(model.targets.ids)));
  model.refresh();
  await vi.waitFor(() => expect(actions.overlays).toHaveLength(0));
  expect(notices.head?.action).toBeDefined();
  await actions.undoLast();
  await vi.waitFor(() => expect(idOf(rows()[0])).toBe(first));
  stop();
});

test('a refused action puts the row back and says why', async () => {
  const made = await shown(INBOX, { failing: true });
  const { model, actions, notices, rows } = made;
  const first = idOf(rows()[0]);
  model.onEvent({ type: 'clicked', index: 0, add: false, range: false });
  await act(made, () => actions.archive({ ...model.targets, threads: true }, leaving(model.targets.ids)));
  model.refresh();
  await vi.waitFor(() => expect(idOf(rows()[0])).toBe(first));
  expect(notices.head?.tone).toBe('problem');
});

test('an answer from before an action does not bring its rows back', async () => {
  const { model, core, actions, rows } = await shown();
  core.fake.knobs.slow = 50;
  model.onEvent({ type: 'clicked', index: 0, add: false, range: false });
  const first = idOf(rows()[0]);
  model.refresh();
  await vi.advanceTimersByTimeAsync(110);
  const done = actions.archive({ ...model.targets, threads: true }, leaving(model.targets.ids));
  model.hide(actions.hidden);
  await vi.advanceTimersByTimeAsync(45);
  expect(idOf(rows()[0])).not.toBe(first);
  await vi.advanceTimersByTimeAsync(100);
  await done;
});

test('read is shown at once', async () => {
  const { actions, rows } = await shown();
  const row = rows().find(({ unread }) => unread > 0)!;
  const done = actions.flag(row.ids, READ);
  expect(actions.flagsOf(row.row.id, row.row.flags).seen).toBe(true);
  await done;
});

test('Shift selects all rows between, Ctrl one more', async () => {
  const { model } = await shown();
  model.onEvent({ type: 'clicked', index: 1, add: false, range: false });
  model.onEvent({ type: 'clicked', index: 4, add: false, range: true });
  expect(model.targets.rows).toBe(4);
  model.onEvent({ type: 'clicked', index: 8, add: true, range: false });
  expect(model.targets.rows).toBe(5);
  model.onEvent({ type: 'clicked', index: 8, add: true, range: false });
  expect(model.targets.rows).toBe(4);
});

test('everything selected is the whole list, not the pages that are known', async () => {
  const { model } = await shown();
  model.onEvent({ type: 'allSelected' });
  await vi.waitFor(() => expect(model.targets.rows).toBe(model.state.rows.total));
  expect(model.targets.ids.length).toBeGreaterThanOrEqual(model.state.rows.total);
});

test('a selection stays on its rows while mail comes in', async () => {
  const { model, core, rows } = await shown();
  const stop = model.start();
  const picked = rows()[1]!;
  model.onEvent({ type: 'ticked', index: 1, range: false });
  core.fake.arrive(100);
  await vi.waitFor(() => expect(idOf(rows()[2])).toBe(idOf(picked)));
  expect(model.isSelected(rows()[2]!)).toBe(true);
  expect(model.state.cursor).toBe(2);
  stop();
});

test('a search keeps the old rows until the next answer, and marks its words', async () => {
  const { model } = await shown({ view: 'search', query: 'gard' });
  const total = model.state.rows.total;
  const asked = model.show({ view: 'search', query: 'garden' }, false, false);
  expect(model.state.rows.total).toBe(total);
  await asked;
  expect(model.state.words).toEqual(['garden']);
});

test('a late answer to an older search is thrown away', async () => {
  const { model, core } = await shown({ view: 'search', query: 'invoice' });
  core.fake.knobs.slow = 100;
  const late = model.show({ view: 'search', query: 'garden' }, false, false);
  core.fake.knobs.slow = 10;
  const now = model.show({ view: 'search', query: 'from:ada' }, false, false);
  await vi.advanceTimersByTimeAsync(200);
  await Promise.all([late, now]);
  expect(model.state.rows.at.get(0)?.row.from[0]?.name).toBe('Ada Lovelace');
});

test('an empty list says why', async () => {
  expect((await shown(INBOX, { empty: true })).model.state.body).toEqual({ body: 'empty', why: 'nothing' });
  const none = await shown({ view: 'search', query: 'nowhere-to-be-found' });
  expect(none.model.state.body).toEqual({ body: 'empty', why: 'search' });
});

test('a list that cannot be read says why, and can be asked again', async () => {
  const { model, core } = await shown(INBOX, { closed: true });
  expect(model.state.body).toMatchObject({ body: 'failed', error: { kind: 'locked' } });
  core.fake.knobs.closed = false;
  model.onEvent({ type: 'retried' });
  await vi.waitFor(() => expect(model.state.body).toEqual({ body: 'rows' }));
});

test('a search that cannot be asked shows why, not what another one found', async () => {
  const { model, core } = await shown({ view: 'search', query: 'garden' });
  core.fake.knobs.closed = true;
  await model.show({ view: 'search', query: 'after:soon' }, false, false);
  expect(model.state.body.body).toBe('failed');
});

test('the cursor stays in the list and is scrolled into sight', async () => {
  const { model } = await shown();
  model.onEvent({ type: 'jumped', to: 'last', extend: false });
  expect(model.state.cursor).toBe(model.state.rows.total - 1);
  expect(model.state.scroll.top).toBe(model.state.rows.total * 64 - 640);
  model.onEvent({ type: 'moved', by: 1, extend: false });
  expect(model.state.cursor).toBe(model.state.rows.total - 1);
  await tick();
});

test('undo takes back one action after the other, then says that there is none', async () => {
  const { actions, notices, rows, core } = await shown();
  const [one, two] = rows();
  await core.flag(rows()[9]!.ids, READ);
  await actions.archive({ ids: one!.ids, rows: 1, threads: true }, leaving(one!.ids));
  await actions.delete({ ids: two!.ids, rows: 1, threads: true }, leaving(two!.ids));
  await actions.undoLast();
  await actions.undoLast();
  expect((await core.message(idOf(one))).row.mailbox).toBe(one!.row.mailbox);
  expect((await core.message(idOf(two))).row.mailbox).toBe(two!.row.mailbox);
  await actions.undoLast();
  expect(notices.head?.text).toBe('Nothing to undo');
});

/** What an action on a row of the list does to it. */
function effect({ model, actions, accounts }: Made, row: ListRow, to: Role | MailboxId): Effect {
  const { view } = model.state;
  const mailboxOf = actions.mailboxOf.bind(actions);
  return effectOf({ view, searched: model.searched, rows: model.rowsOf(row.ids), mailboxOf }, accounts, row.ids, to);
}

test('what a search in the inbox found is gone when it leaves the inbox, before the core answers', async () => {
  const made = await shown({ view: 'search', query: 'in:inbox garden' });
  const { model, actions, rows } = made;
  const [row] = rows();
  const done = actions.delete({ ids: row!.ids, rows: 1, threads: false }, effect(made, row!, 'trash'));
  model.hide(actions.hidden);
  expect(rows().map(idOf)).not.toContain(idOf(row));
  await done;
  model.refresh();
  await vi.waitFor(() => expect(actions.overlays).toHaveLength(0));
  expect(rows().map(idOf)).not.toContain(idOf(row));
});

test('what a search in all folders found stays, at once in its new folder', async () => {
  const made = await shown({ view: 'search', query: 'garden' });
  const { model, actions, accounts, rows } = made;
  const row = rows().find(({ row: { mailbox } }) => accounts.byId(mailbox)?.role === 'inbox')!;
  const trash = accounts.of(row.row.account, 'trash')!.id;
  const total = model.state.rows.total;
  const done = actions.delete({ ids: row.ids, rows: 1, threads: false }, effect(made, row, 'trash'));
  model.hide(actions.hidden);
  expect(model.state.rows.total).toBe(total);
  expect(actions.mailboxOf(row.row.id, row.row.mailbox)).toBe(trash);
  // Deleted again, it goes for good, although the list has not been asked again yet.
  expect([...effect(made, row, 'trash').gone]).toEqual(row.ids);
  await done;
  model.refresh();
  await vi.waitFor(() => expect(actions.overlays).toHaveLength(0));
  expect(rows().find((each) => idOf(each) === row.row.id)?.row.mailbox).toBe(trash);
});

test('a search that leaves Trash out loses what is deleted, and keeps what is archived', async () => {
  const made = await shown({ view: 'search', query: 'garden -in:trash' });
  const row = made.rows().find(({ row: { mailbox } }) => made.accounts.byId(mailbox)?.role === 'inbox')!;
  expect([...effect(made, row, 'trash').gone]).toEqual(row.ids);
  const archived = effect(made, row, 'archive');
  expect([archived.gone.size, archived.moved.get(row.row.id)]).toEqual([
    0,
    made.accounts.of(row.row.account, 'archive')!.id,
  ]);
  expect(effect(made, row, row.row.mailbox)).toMatchObject({ gone: new Set(), moved: new Map() });
});

test('an operator that is being typed keeps what was found, and is named', async () => {
  const { model, core, rows } = await shown({ view: 'search', query: 'garden' });
  const stop = model.start();
  const before = rows().map(idOf);
  await model.show({ view: 'search', query: 'garden after:20' }, false, false);
  expect(model.state).toMatchObject({ unfinished: 'after:20', words: ['garden'] });
  expect(rows().map(idOf)).toEqual(before);
  // Mail that comes in is looked for with what is finished.
  core.fake.arrive(100, { subject: 'The garden again' });
  await vi.waitFor(() => expect(rows()).toHaveLength(before.length + 1));
  await model.show({ view: 'search', query: 'garden' }, false, false);
  expect(model.state.unfinished).toBeNull();
  await model.show({ view: 'search', query: 'nowhere-to-be-found after:2026-05-12' }, false, false);
  expect([model.state.unfinished, rows().length]).toEqual([null, 0]);
  stop();
});

test('an unfinished operator without results before it finds what it finds', async () => {
  const { model } = await shown({ view: 'search', query: 'after:20' });
  expect(model.state).toMatchObject({ unfinished: 'after:20', body: { body: 'empty', why: 'search' } });
});
