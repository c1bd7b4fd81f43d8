/** What the commands of the window do. */
import { tick } from 'svelte';
import type { App } from '../../lib/app.svelte';
import type { Handlers } from '../../lib/commands';
import { INBOX, type Place } from '../../lib/nav.svelte';
import type { Role } from '../../lib/types';
import { cyclePane } from '../../lib/panes';

const after = <T extends string>(all: readonly T[], value: T): T => all[(all.indexOf(value) + 1) % all.length] ?? value;

const role = (which: Role): Place => ({ place: 'view', view: { view: 'role', role: which } });

async function sync({ core, accounts, notices }: App): Promise<void> {
  const asked = (accounts.list ?? []).map(({ id }) => core.sync(id, { mailbox: null, bodies: null }));
  const answers = await Promise.allSettled(asked);
  // One reason is enough: without a network every account says the same.
  const refused = answers.find((answer) => answer.status === 'rejected');
  if (refused) notices.problem(refused.reason);
}

/** Closes the innermost thing that is open. */
function escape(app: App): void {
  if (app.foldersOver) app.foldersOver = false;
  else if (app.commands.can('select-none')) void app.commands.run('select-none');
  else if (app.nav.route.opened && !app.split) app.nav.close();
  else if (app.nav.view?.view === 'search' || app.nav.view === null) app.nav.back();
}

export function windowHandlers(app: App): Handlers {
  const { nav, settings } = app;
  const go = (place: Place) => ({
    when: () => (app.accounts.list?.length ?? 0) > 0,
    run: () => {
      app.foldersOver = false;
      nav.go(place);
    },
  });
  return {
    'go-inbox': go(INBOX),
    'go-flagged': go({ place: 'view', view: { view: 'flagged' } }),
    'go-sent': go(role('sent')),
    'go-drafts': go({ place: 'drafts' }),
    'go-archive': go(role('archive')),
    'go-trash': go(role('trash')),
    'go-junk': go(role('junk')),
    'go-outbox': go({ place: 'outbox' }),
    'go-folder': {
      when: () => app.accounts.mailboxes.length > 0,
      run: () => void (app.dialog = { dialog: 'folder', purpose: 'go' }),
    },
    // The list brings its own; elsewhere the list comes first.
    search: {
      run: async () => {
        if (nav.view === null) nav.go(INBOX);
        await tick();
        document.querySelector<HTMLElement>('[data-test="search"]')?.focus();
      },
    },
    compose: {
      when: () => (app.accounts.list?.length ?? 0) > 0,
      run: () => app.desk.begin({ start: 'blank', account: null }),
    },
    palette: { run: () => void (app.dialog = { dialog: 'palette' }) },
    help: { run: () => void (app.dialog = { dialog: 'keys' }) },
    settings: { run: () => nav.go({ place: 'settings', section: 'accounts' }) },
    'add-account': { run: () => nav.go({ place: 'welcome' }) },
    sync: { when: () => (app.accounts.list?.length ?? 0) > 0, run: () => sync(app) },
    'next-pane': { run: () => cyclePane(1) },
    'previous-pane': { run: () => cyclePane(-1) },
    theme: { run: () => settings.set('theme', after(['system', 'light', 'dark'], settings.values.theme)) },
    density: { run: () => settings.set('density', after(['compact', 'normal', 'relaxed'], settings.values.density)) },
    layout: { run: () => settings.set('layout', after(['right', 'bottom', 'off'], settings.values.layout)) },
    sidebar: { when: () => app.columns !== 'three', run: () => void (app.foldersOver = !app.foldersOver) },
    escape: { run: () => escape(app) },
  };
}
