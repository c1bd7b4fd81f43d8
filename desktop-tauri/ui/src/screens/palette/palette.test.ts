import { expect, test } from 'vitest';
import { Commands } from '../../lib/commands';
import { fakeCore } from '../../lib/fakeCore';
import { fit } from '../../lib/matching';
import { folderItems } from '../folderPicker/folders';
import { paletteItems } from './items';

async function found(query: string): Promise<string[]> {
  const core = fakeCore();
  const commands = new Commands();
  commands.handle({ archive: { run: () => undefined }, 'go-archive': { run: () => undefined } });
  const mailboxes = await core.mailboxes(1);
  const people = query.length > 1 ? await core.completeAddress(query, 6) : [];
  return paletteItems({ commands: commands.all, mailboxes, accountOf: () => 'me@tern.example', people }, query).map(
    ({ id }) => id,
  );
}

test('without a word the palette shows the commands that can run', async () => {
  expect(await found('')).toEqual(['command:go-archive', 'command:archive']);
});

test('a word finds commands, folders and people', async () => {
  expect(await found('arch')).toEqual(['command:archive', 'folder:103', 'command:go-archive']);
  expect(await found('proofs')).toEqual(['folder:109']);
  expect(await found('lovelace')).toEqual(['person:ada@analytical.example']);
});

test('marks and capitals do not matter, the beginning of a word does', () => {
  expect(fit('Économies', 'eco')).toBeGreaterThan(0);
  expect(fit('Archive', 'arch')).toBeGreaterThan(fit('Search', 'arch'));
  expect(fit('Archive', 'x')).toBe(0);
  expect(fit('Projects / Engine', 'eng pro')).toBeGreaterThan(0);
});

test('folders of the account of the messages come first', async () => {
  const core = fakeCore();
  const accounts = await core.accounts();
  const mailboxes = (await Promise.all(accounts.map(({ id }) => core.mailboxes(id)))).flat();
  const items = folderItems(mailboxes, accounts, 2, 'trash');
  expect(items.map(({ account }) => account)[0]).toBe('robin.ash@institute.example');
  expect(items).toHaveLength(3);
});
