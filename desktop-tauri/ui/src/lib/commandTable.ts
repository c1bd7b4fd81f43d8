/** Every command: its words, its group in the `?` sheet and its default keys (`Mod` is Ctrl, or Cmd on a Mac). */
import type { PlainId } from './words';

export const GROUPS = ['go', 'list', 'message', 'write', 'window'] as const;
export type CommandGroup = (typeof GROUPS)[number];

interface Entry {
  title: PlainId;
  group: CommandGroup;
  keys: readonly string[];
  typing?: boolean;
}

const table = <K extends string>(entries: Record<K, Entry>): Record<K, Entry> => entries;

export const COMMANDS = table({
  'go-inbox': { title: 'cmd-go-inbox', group: 'go', keys: ['g i'] },
  'go-flagged': { title: 'cmd-go-flagged', group: 'go', keys: [] },
  'go-sent': { title: 'cmd-go-sent', group: 'go', keys: ['g s'] },
  'go-drafts': { title: 'cmd-go-drafts', group: 'go', keys: ['g d'] },
  'go-archive': { title: 'cmd-go-archive', group: 'go', keys: ['g a'] },
  'go-trash': { title: 'cmd-go-trash', group: 'go', keys: ['g t'] },
  'go-junk': { title: 'cmd-go-junk', group: 'go', keys: ['g j'] },
  'go-outbox': { title: 'cmd-go-outbox', group: 'go', keys: [] },
  'go-folder': { title: 'cmd-go-folder', group: 'go', keys: ['g f'] },
  search: { title: 'cmd-search', group: 'go', keys: ['/', 'Mod+F'], typing: true },

  next: { title: 'cmd-next', group: 'list', keys: ['j'] },
  previous: { title: 'cmd-previous', group: 'list', keys: ['k'] },
  open: { title: 'cmd-open', group: 'list', keys: ['o', 'Enter'] },
  close: { title: 'cmd-close', group: 'list', keys: ['u'] },
  select: { title: 'cmd-select', group: 'list', keys: ['x'] },
  'select-all': { title: 'cmd-select-all', group: 'list', keys: ['* a', 'Mod+A'] },
  'select-none': { title: 'cmd-select-none', group: 'list', keys: ['* n'] },
  'toggle-unread': { title: 'cmd-toggle-unread', group: 'list', keys: [] },
  'toggle-threads': { title: 'cmd-toggle-threads', group: 'list', keys: [] },
  widen: { title: 'cmd-widen', group: 'list', keys: [] },

  archive: { title: 'cmd-archive', group: 'message', keys: ['e'] },
  delete: { title: 'cmd-delete', group: 'message', keys: ['#', 'Delete'] },
  junk: { title: 'cmd-junk', group: 'message', keys: ['!'] },
  'not-junk': { title: 'cmd-not-junk', group: 'message', keys: [] },
  flag: { title: 'cmd-flag', group: 'message', keys: ['s'] },
  read: { title: 'cmd-read', group: 'message', keys: ['Shift+I'] },
  unread: { title: 'cmd-unread', group: 'message', keys: ['Shift+U'] },
  move: { title: 'cmd-move', group: 'message', keys: ['v'] },
  copy: { title: 'cmd-copy', group: 'message', keys: ['Shift+V'] },
  undo: { title: 'cmd-undo', group: 'message', keys: ['z', 'Mod+Z'] },
  'next-message': { title: 'cmd-next-message', group: 'message', keys: ['n'] },
  'previous-message': { title: 'cmd-previous-message', group: 'message', keys: ['p'] },
  scroll: { title: 'cmd-scroll', group: 'message', keys: ['Space'] },
  'scroll-back': { title: 'cmd-scroll-back', group: 'message', keys: ['Shift+Space'] },
  print: { title: 'cmd-print', group: 'message', keys: ['Mod+P'] },
  source: { title: 'cmd-source', group: 'message', keys: ['Mod+U'] },

  compose: { title: 'cmd-compose', group: 'write', keys: ['c', 'Mod+N'] },
  reply: { title: 'cmd-reply', group: 'write', keys: ['r', 'Mod+R'] },
  'reply-all': { title: 'cmd-reply-all', group: 'write', keys: ['a', 'Mod+Shift+R'] },
  forward: { title: 'cmd-forward', group: 'write', keys: ['f', 'Mod+Shift+F'] },
  send: { title: 'cmd-send', group: 'write', keys: ['Mod+Enter'], typing: true },
  discard: { title: 'cmd-discard', group: 'write', keys: ['Mod+Shift+D'], typing: true },
  attach: { title: 'cmd-attach', group: 'write', keys: ['Mod+Shift+A'], typing: true },

  palette: { title: 'cmd-palette', group: 'window', keys: ['Mod+K'], typing: true },
  help: { title: 'cmd-help', group: 'window', keys: ['?'] },
  settings: { title: 'cmd-settings', group: 'window', keys: ['Mod+,'], typing: true },
  'add-account': { title: 'cmd-add-account', group: 'window', keys: [] },
  sync: { title: 'cmd-sync', group: 'window', keys: ['F5'] },
  'next-pane': { title: 'cmd-next-pane', group: 'window', keys: ['F6'], typing: true },
  'previous-pane': { title: 'cmd-previous-pane', group: 'window', keys: ['Shift+F6'], typing: true },
  theme: { title: 'cmd-theme', group: 'window', keys: [] },
  density: { title: 'cmd-density', group: 'window', keys: [] },
  layout: { title: 'cmd-layout', group: 'window', keys: [] },
  sidebar: { title: 'cmd-sidebar', group: 'window', keys: [] },
  escape: { title: 'cmd-escape', group: 'window', keys: ['Escape'] },
});

export type CommandId = keyof typeof COMMANDS;
