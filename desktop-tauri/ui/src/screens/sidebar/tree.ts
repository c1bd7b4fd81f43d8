/** The sidebar as rows in order: what all accounts share, then each account with its folders. */
import type { Account, AccountStatus, Mailbox, MailboxId, Role } from '../../lib/types';
import type { Place } from '../../lib/nav.svelte';
import { folderName } from '../../lib/folderName';
import { t } from '../../lib/words';
import type { IconName } from '../../parts/icons';

export interface TreeRow {
  key: string;
  level: number;
  name: string;
  icon: IconName | null;
  /** What it shows; null for a node that only holds others. */
  place: Place | null;
  /** Where dropped messages go; null for no target. */
  mailbox: MailboxId | null;
  count: number;
  /** In words, for what the count is: unread or all. */
  counts: 'unread' | 'all';
  expanded: boolean | null;
  /** What is wrong with an account. */
  problem: string | null;
  heading: boolean;
}

const ROLES: readonly Role[] = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'all', 'flagged'];
const ICONS: Record<Role, IconName> = {
  inbox: 'inbox',
  drafts: 'drafts',
  sent: 'sent',
  archive: 'archive',
  junk: 'junk',
  trash: 'trash',
  all: 'all',
  flagged: 'flag',
};

interface Node {
  name: string;
  path: string;
  box: Mailbox | null;
  children: Node[];
}

const rank = ({ box }: Node): number => (box?.role == null ? ROLES.length : ROLES.indexOf(box.role));

/** The folders of one account as a tree: roles first, then by name. */
export function treeOf(mailboxes: readonly Mailbox[]): Node[] {
  const root: Node = { name: '', path: '', box: null, children: [] };
  for (const box of mailboxes) {
    // A role stands on the first level wherever the server keeps it.
    const parts = box.role !== null || box.separator === null ? [box.name] : box.name.split(box.separator);
    let node = root;
    for (const [at, part] of parts.entries()) {
      const path = parts.slice(0, at + 1).join('\u0000');
      let child = node.children.find((each) => each.path === path);
      if (!child) node.children.push((child = { name: part, path, box: null, children: [] }));
      node = child;
    }
    node.box = box;
    if (box.role !== null) node.name = folderName(box);
  }
  const sort = (nodes: Node[]): Node[] => {
    for (const { children } of nodes) sort(children);
    return nodes.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, undefined, { numeric: true }));
  };
  return sort(root.children);
}

const row = (some: Partial<TreeRow> & Pick<TreeRow, 'key' | 'name'>): TreeRow => ({
  level: 1,
  icon: null,
  place: null,
  mailbox: null,
  count: 0,
  counts: 'unread',
  expanded: null,
  problem: null,
  heading: false,
  ...some,
});

interface Shown {
  accounts: readonly Account[];
  mailboxes: readonly Mailbox[];
  status: readonly AccountStatus[];
  drafts: number;
  waiting: number;
  folded: ReadonlySet<string>;
}

function unified({ accounts, mailboxes, drafts, waiting }: Shown): TreeRow[] {
  const sum = (role: Role, of: 'unread' | 'local'): number =>
    mailboxes.filter((box) => box.role === role).reduce((all, box) => all + box[of], 0);
  const place = (role: Role): Place => ({ place: 'view', view: { view: 'role', role } });
  const several = accounts.length > 1;
  return [
    row({
      key: 'inbox',
      name: t(several ? 'folders-all-inboxes' : 'role-inbox'),
      icon: 'inbox',
      place: place('inbox'),
      count: sum('inbox', 'unread'),
    }),
    row({ key: 'flagged', name: t('role-flagged'), icon: 'flag', place: { place: 'view', view: { view: 'flagged' } } }),
    row({
      key: 'drafts',
      name: t('role-drafts'),
      icon: 'drafts',
      place: { place: 'drafts' },
      count: drafts + sum('drafts', 'local'),
      counts: 'all',
    }),
    ...(waiting > 0
      ? [
          row({
            key: 'outbox',
            name: t('folders-outbox'),
            icon: 'outbox' as const,
            place: { place: 'outbox' as const },
            count: waiting,
            counts: 'all' as const,
          }),
        ]
      : []),
  ];
}

function folders(nodes: readonly Node[], account: number, level: number, folded: ReadonlySet<string>): TreeRow[] {
  return nodes.flatMap(({ name, path, box, children }) => {
    const key = `folder:${account}:${path}`;
    const open = !folded.has(key);
    const usable = box?.selectable === true;
    const drafts = box?.role === 'drafts';
    const here = row({
      key,
      level,
      name,
      icon: box?.role == null ? 'folder' : ICONS[box.role],
      place: usable ? { place: 'view', view: { view: 'mailbox', mailbox: box.id } } : null,
      mailbox: usable ? box.id : null,
      count: usable ? (drafts ? box.local : box.unread) : 0,
      counts: drafts ? 'all' : 'unread',
      expanded: children.length > 0 ? open : null,
    });
    return [here, ...(open ? folders(children, account, level + 1, folded) : [])];
  });
}

export function rowsOf(shown: Shown): TreeRow[] {
  const { accounts, mailboxes, status, folded } = shown;
  return [
    ...unified(shown),
    ...accounts.flatMap((account) => {
      const key = `account:${account.id}`;
      const open = !folded.has(key);
      const boxes = mailboxes.filter((box) => box.account === account.id);
      const problem = status.find((each) => each.account === account.id)?.problem ?? null;
      const unread = boxes.find(({ role }) => role === 'inbox')?.unread ?? 0;
      return [
        row({
          key,
          name: account.address,
          expanded: open,
          count: open ? 0 : unread,
          problem: problem?.reason ?? null,
          heading: true,
        }),
        ...(open ? folders(treeOf(boxes), account.id, 2, folded) : []),
      ];
    }),
  ];
}
