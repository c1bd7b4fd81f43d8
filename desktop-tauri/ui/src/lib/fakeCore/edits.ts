/** Edits of the fake core: applied at once, told by events, undone from what was before. */
import type { Action, ActionKind, FlagChange, Flags, Role } from '../types';
import type { Stored } from './mailbox';
import { roleOf } from './lists';
import { refusal, type FakeState } from './state';

const NAMES = ['seen', 'answered', 'flagged', 'deleted', 'draft'] as const;

function changed(flags: Flags, { add, remove }: FlagChange): Flags {
  const next = structuredClone(flags);
  for (const name of NAMES) next[name] = (flags[name] || add[name]) && !remove[name];
  next.keywords = [...new Set([...flags.keywords, ...add.keywords])].filter((each) => !remove.keywords.includes(each));
  return next;
}

type Edit = (stored: Stored) => Stored | null;

function apply(state: FakeState, ids: number[], kind: ActionKind, to: number | null, edit: Edit): Action {
  if (state.knobs.failing) throw refusal('storage', 'The disk is full.', 'Free some space, then try again.');
  const before = new Map<number, Stored>();
  const touched: number[] = [];
  for (const id of ids) {
    const stored = state.message(id);
    const next = edit(stored);
    if (next !== null && JSON.stringify(next.row) === JSON.stringify(stored.row)) continue;
    before.set(id, structuredClone(stored));
    touched.push(stored.row.mailbox, ...(next ? [next.row.mailbox] : []));
    if (next) state.store.messages.set(id, next);
    else state.store.messages.delete(id);
  }
  const action: Action = { id: state.nextId(), kind, messages: before.size, to, at: state.now() };
  state.done.push({ action, before, made: [] });
  state.changed(touched);
  return action;
}

export function flag(state: FakeState, ids: number[], change: FlagChange): Action {
  return apply(state, ids, 'flag', null, (stored) => ({
    ...stored,
    row: { ...stored.row, flags: changed(stored.row.flags, change) },
  }));
}

export function moveTo(state: FakeState, ids: number[], mailbox: number, kind: ActionKind = 'move'): Action {
  return apply(state, ids, kind, mailbox, (stored) => ({ ...stored, row: { ...stored.row, mailbox } }));
}

export function toRole(state: FakeState, ids: number[], role: Role, kind: ActionKind): Action {
  const home = (stored: Stored): number =>
    state.store.mailboxes.find((box) => box.account === stored.row.account && box.role === role)?.id ??
    stored.row.mailbox;
  const to = [...new Set(ids.map((id) => home(state.message(id))))];
  return apply(state, ids, kind, to.length === 1 ? (to[0] ?? null) : null, (stored) => {
    if (kind === 'delete' && roleOf(state, stored.row.mailbox) === 'trash') return null;
    return { ...stored, row: { ...stored.row, mailbox: home(stored) } };
  });
}

export function copyTo(state: FakeState, ids: number[], mailbox: number): Action {
  const made = ids.map((id) => {
    const copy = structuredClone(state.message(id));
    copy.row = { ...copy.row, id: state.nextId(), mailbox };
    state.store.messages.set(copy.row.id, copy);
    return copy.row.id;
  });
  const action: Action = { id: state.nextId(), kind: 'copy', messages: ids.length, to: mailbox, at: state.now() };
  state.done.push({ action, before: new Map(), made });
  state.changed([mailbox]);
  return action;
}

export function undo(state: FakeState, id: number): null {
  const at = state.done.findIndex(({ action }) => action.id === id);
  const done = state.done[at];
  if (!done) throw refusal('gone', 'This can no longer be undone.', 'Look for the messages by searching.');
  state.done.splice(at, 1);
  const touched = [...done.before].flatMap(([key, stored]) => {
    const now = state.store.messages.get(key)?.row.mailbox;
    state.store.messages.set(key, stored);
    return [stored.row.mailbox, ...(now === undefined ? [] : [now])];
  });
  for (const key of done.made) {
    touched.push(state.message(key).row.mailbox);
    state.store.messages.delete(key);
  }
  state.changed(touched);
  return null;
}
