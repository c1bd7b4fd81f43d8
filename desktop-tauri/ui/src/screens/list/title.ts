/** What a view is called. */
import type { Accounts } from '../../lib/accounts.svelte';
import { folderName } from '../../lib/folderName';
import type { View } from '../../lib/types';
import { t } from '../../lib/words';

export function titleOf(view: View, accounts: Pick<Accounts, 'byId'>): string {
  switch (view.view) {
    case 'mailbox': {
      const box = accounts.byId(view.mailbox);
      return box ? folderName(box) : '';
    }
    case 'role':
      return view.role === 'inbox' ? t('folders-all-inboxes') : t(`role-${view.role}`);
    case 'flagged':
      return t('role-flagged');
    case 'search':
      return t('search-results');
  }
}
