import type { MailError, OutboxId, OutboxItem, OutboxState } from '../../lib/types';

export type OutboxBody =
  | { kind: 'loading' }
  | { kind: 'failed'; error: MailError }
  | { kind: 'empty' }
  | { kind: 'items'; groups: OutboxGroup[] };

/** What needs the person, what is under way, and what has left. */
export type GroupName = 'needsYou' | 'underWay' | 'left';

export interface OutboxGroup {
  name: GroupName;
  items: OutboxItem[];
}

export interface OutboxScreen {
  body: OutboxBody;
  /** Items whose ledger is shown. */
  open: readonly OutboxId[];
  /** Items that wait for an answer of the core. */
  busy: readonly OutboxId[];
}

export type OutboxEvent =
  | { do: 'ledger'; id: OutboxId }
  | { do: 'undoSend'; id: OutboxId }
  | { do: 'editAgain'; id: OutboxId }
  | { do: 'retry'; id: OutboxId }
  | { do: 'giveUp'; id: OutboxId }
  | { do: 'reload' };

export const loading: OutboxScreen = { body: { kind: 'loading' }, open: [], busy: [] };

const GROUP: Record<OutboxState, GroupName | null> = {
  uncertain: 'needsYou',
  failed: 'needsYou',
  queued: 'underWay',
  submitting: 'underWay',
  committing: 'underWay',
  accepted: 'left',
  done: 'left',
  cancelled: null,
};

export function bodyOf(items: OutboxItem[]): OutboxBody {
  const groups: OutboxGroup[] = [];
  for (const name of ['needsYou', 'underWay', 'left'] as const) {
    const own = items.filter((one) => GROUP[one.state] === name).sort((a, b) => b.id - a.id);
    if (own.length > 0) groups.push({ name, items: own });
  }
  return groups.length === 0 ? { kind: 'empty' } : { kind: 'items', groups };
}

/** Whole seconds in which a message can still be taken back; 0 when its time is over. */
export function secondsLeft(item: Pick<OutboxItem, 'state' | 'due' | 'attempts'>, now: number): number {
  if (item.state !== 'queued' || item.attempts > 0) return 0;
  return Math.max(0, Math.ceil((item.due - now) / 1000));
}

export type Offer = 'undoSend' | 'editAgain' | 'retry' | 'retryUncertain' | 'giveUp';

/** What can be done with a message in its state. */
export function offersOf(item: Pick<OutboxItem, 'state' | 'due' | 'attempts'>, now: number): Offer[] {
  switch (item.state) {
    case 'queued':
      return secondsLeft(item, now) > 0 ? ['undoSend'] : ['retry', 'editAgain'];
    case 'uncertain':
      return ['retryUncertain', 'giveUp'];
    case 'failed':
      return ['editAgain', 'retry', 'giveUp'];
    case 'submitting':
    case 'committing':
    case 'accepted':
    case 'done':
    case 'cancelled':
      return [];
  }
}
