/** What menus and context menus show. */
import type { CommandId, Commands } from '../lib/commands';
import { t } from '../lib/words';
import type { IconName } from './icons';

export interface MenuEntry {
  id: string;
  label: string;
  icon?: IconName;
  keys?: string | undefined;
  disabled?: boolean;
  /** Given: it is a switch, and this is its state. */
  checked?: boolean;
  danger?: boolean;
  run: () => void;
}

/** A line between groups of entries. */
export type MenuItem = MenuEntry | 'line';

/** An entry from the registry. */
export function commandEntry(commands: Commands, id: CommandId, icon?: IconName): MenuEntry {
  const command = commands.get(id);
  return {
    id,
    label: t(command.titleId),
    keys: command.keys[0],
    disabled: !command.when(),
    run: () => void command.run(),
    ...(icon ? { icon } : {}),
  };
}
