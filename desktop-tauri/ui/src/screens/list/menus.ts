/** The menus of the list, from the registry. */
import type { App } from '../../lib/app.svelte';
import { viewKey } from '../../lib/nav.svelte';
import { t } from '../../lib/words';
import { commandEntry, type MenuItem } from '../../parts/menu';

/** What can be done with the row, or with what is selected. */
export function rowMenu({ commands }: App): MenuItem[] {
  const junk = commands.can('not-junk')
    ? commandEntry(commands, 'not-junk', 'inbox')
    : commandEntry(commands, 'junk', 'junk');
  return [
    commandEntry(commands, 'open', 'open'),
    commandEntry(commands, 'reply', 'reply'),
    commandEntry(commands, 'reply-all', 'reply-all'),
    commandEntry(commands, 'forward', 'forward'),
    'line',
    commandEntry(commands, 'archive', 'archive'),
    commandEntry(commands, 'delete', 'trash'),
    junk,
    commandEntry(commands, 'move', 'move'),
    commandEntry(commands, 'copy', 'copy'),
    'line',
    commandEntry(commands, 'flag', 'flag'),
    commandEntry(commands, 'read', 'read'),
    commandEntry(commands, 'unread', 'unread'),
  ];
}

/** How the list shows itself. */
export function headerMenu({ commands, nav, settings }: App): MenuItem[] {
  const { view } = nav;
  const { density, snippets, threads } = settings.values;
  const threaded = view !== null && view.view !== 'search' && (threads[viewKey(view)] ?? true);
  const densities = (['compact', 'normal', 'relaxed'] as const).map((each) => ({
    id: `density-${each}`,
    label: t(`settings-density-${each}`),
    checked: density === each,
    run: () => void settings.set('density', each),
  }));
  return [
    commandEntry(commands, 'select-all', 'check'),
    commandEntry(commands, 'sync', 'sync'),
    'line',
    { ...commandEntry(commands, 'toggle-threads'), checked: threaded },
    {
      id: 'snippets',
      label: t('list-snippets'),
      checked: snippets,
      disabled: density === 'compact',
      run: () => void settings.set('snippets', !snippets),
    },
    'line',
    ...densities,
  ];
}
