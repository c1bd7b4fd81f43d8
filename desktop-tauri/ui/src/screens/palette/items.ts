/** What the palette finds: commands that can run, folders, and people to write to. */
import type { Command } from '../../lib/commands';
import { folderName } from '../../lib/folderName';
import { fitting } from '../../lib/matching';
import type { Address, Mailbox } from '../../lib/types';
import { t } from '../../lib/words';

export type PaletteItem =
  | { id: string; kind: 'command'; title: string; command: Command }
  | { id: string; kind: 'folder'; title: string; mailbox: Mailbox; account: string }
  | { id: string; kind: 'person'; title: string; person: Address };

interface Found {
  commands: readonly Command[];
  mailboxes: readonly Mailbox[];
  accountOf: (mailbox: Mailbox) => string;
  people: readonly Address[];
}

const MOST = 60;

export function paletteItems({ commands, mailboxes, accountOf, people }: Found, query: string): PaletteItem[] {
  const able: PaletteItem[] = commands
    .filter((command) => command.id !== 'palette' && command.id !== 'escape' && command.when())
    .map((command) => ({ id: `command:${command.id}`, kind: 'command', title: t(command.titleId), command }));
  if (query.trim() === '') return able;
  const folders: PaletteItem[] = mailboxes
    .filter(({ selectable }) => selectable)
    .map((mailbox) => ({
      id: `folder:${mailbox.id}`,
      kind: 'folder',
      title: folderName(mailbox),
      mailbox,
      account: accountOf(mailbox),
    }));
  const known: PaletteItem[] = people.map((person) => ({
    id: `person:${person.email}`,
    kind: 'person',
    title: `${person.name ?? ''} ${person.email}`.trim(),
    person,
  }));
  return fitting(
    [...able, ...folders, ...known],
    (item) => (item.kind === 'folder' ? `${item.title} ${item.account}` : item.title),
    query,
  ).slice(0, MOST);
}
