import { expect, test } from 'vitest';
import { Commands } from './commands';
import { COMMANDS } from './commandTable';
import { t } from './words';

test('the newest handler that can run does', async () => {
  const ran: string[] = [];
  const commands = new Commands();
  commands.handle({ reply: { run: () => void ran.push('list') } });
  let reading = true;
  const stop = commands.handle({ reply: { when: () => reading, run: () => void ran.push('reader') } });
  await commands.run('reply');
  reading = false;
  await commands.run('reply');
  stop();
  expect(ran).toEqual(['reader', 'list']);
  expect(commands.can('forward')).toBe(false);
});

test('what a command throws is said', async () => {
  const said: unknown[] = [];
  const commands = new Commands(undefined, (error) => said.push(error));
  commands.handle({ print: { run: () => Promise.reject(new Error('no printer')) } });
  await commands.run('print');
  expect(said).toHaveLength(1);
});

test('every command has words, and no two have the same keys', () => {
  const keys = Object.values(COMMANDS).flatMap((each) => [...each.keys]);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { title } of Object.values(COMMANDS)) expect(t(title)).not.toBe(title);
});

test('no key begins a sequence and is one by itself', () => {
  const keys: string[] = Object.values(COMMANDS).flatMap((each) => [...each.keys]);
  const starts = keys.filter((each) => each.includes(' ')).map((each) => each.split(' ')[0]);
  expect(keys.filter((each) => starts.includes(each))).toEqual([]);
});
