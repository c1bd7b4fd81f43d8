/** The one line that says how syncing is: the most important account speaks. */
import type { Progress } from '../../lib/accounts.svelte';
import type { Account, AccountId, AccountStatus } from '../../lib/types';

export type Strip =
  | { strip: 'none' }
  | { strip: 'signIn'; account: Account }
  | { strip: 'offline' }
  | { strip: 'problem'; account: Account; reason: string; next: string }
  | { strip: 'syncing'; account: Account; progress: Progress | null }
  | { strip: 'upToDate'; at: number };

export function stripOf(
  accounts: readonly Account[],
  status: readonly AccountStatus[],
  progress: ReadonlyMap<AccountId, Progress>,
): Strip {
  const of = (test: (status: AccountStatus) => boolean): Account | undefined => {
    const found = status.find(test);
    return found && accounts.find(({ id }) => id === found.account);
  };
  const signIn = of(({ problem }) => problem?.kind === 'sign_in');
  if (signIn) return { strip: 'signIn', account: signIn };
  const running = status.filter(({ mode }) => mode !== null && mode !== 'stopped');
  // An account also goes offline over a full disk or a refusal, which no network would mend.
  const cutOff = ({ mode, problem }: AccountStatus): boolean =>
    mode === 'offline' && (problem === null || problem.kind === 'offline');
  if (running.length > 0 && running.every(cutOff)) return { strip: 'offline' };
  const moving = accounts.find(({ id }) => progress.has(id)) ?? of(({ syncing }) => syncing);
  if (moving) return { strip: 'syncing', account: moving, progress: progress.get(moving.id) ?? null };
  for (const { account, problem } of status) {
    const owner = accounts.find(({ id }) => id === account);
    if (problem && owner) return { strip: 'problem', account: owner, reason: problem.reason, next: problem.next };
  }
  const oldest = status.map(({ synced }) => synced).filter((at) => at !== null);
  return oldest.length === 0 ? { strip: 'none' } : { strip: 'upToDate', at: Math.max(...oldest) };
}
