import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { launch, open, type Opened } from './browser';
import { openRow, rows } from './scenes';

let browser: Browser;
let opened: Opened;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  opened = await open(browser, inject('port'));
  page = opened.page;
  await rows(page);
});
afterEach(() => {
  expect(opened.faults).toEqual([]);
});

const by = (test: string) => page.locator(`[data-test="${test}"]`);
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
/** What has the focus: its `data-test`, or its role or tag. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('data-test') ?? at?.getAttribute('role') ?? at?.tagName.toLowerCase() ?? '';
  });
const current = (): Promise<string | null> =>
  page.evaluate(() => {
    const id = document.querySelector('[role=listbox][aria-activedescendant]')?.getAttribute('aria-activedescendant');
    return document.getElementById(id ?? '')?.getAttribute('data-id') ?? null;
  });
const idOf = (index: number): Promise<string | null> => by('row').nth(index).getAttribute('data-id');

describe('with the keyboard alone', () => {
  test('mail is opened, archived and brought back, and the next row has the focus meanwhile', async () => {
    const [first, second] = [await idOf(0), await idOf(1)];
    await press('j');
    await expect.poll(current).toBe(first);
    await by('reader-subject').waitFor();
    await press('e');
    await expect.poll(current).toBe(second);
    await page.locator(`[data-test=row][data-id="${first ?? ''}"]`).waitFor({ state: 'detached' });
    await by('notice').waitFor();
    expect(await focused()).toBe('list');
    await press('z');
    await page.locator(`[data-test=row][data-id="${first ?? ''}"]`).waitFor();
  });

  test('a reply is written and sent, and can be taken back', async () => {
    await press('j', 'r');
    await by('editor').waitFor();
    await expect.poll(focused).toBe('editor');
    await page.keyboard.type('Thank you.');
    await press('Control+Enter');
    await by('composer').waitFor({ state: 'detached' });
    await by('notice-action').waitFor();
    await press('z');
    await by('editor').waitFor();
    expect(await by('editor').textContent()).toContain('Thank you.');
  });

  test('a new message gets recipients, a subject and a text', async () => {
    await press('c');
    await expect.poll(focused).toBe('input-to');
    await page.keyboard.type('ada@analytical.example,');
    await by('chip').waitFor();
    await press('Tab');
    await by('field-subject').focus();
    await page.keyboard.type('Hello');
    await press('Tab');
    await expect.poll(focused).toBe('editor');
    await page.keyboard.type('e and j are letters here.');
    expect(await by('editor').textContent()).toContain('e and j are letters here.');
    await press('Control+Enter');
    await by('composer').waitFor({ state: 'detached' });
  });

  test('mail is found while it is typed, and Escape goes back to the inbox', async () => {
    const before = await idOf(0);
    await press('/');
    expect(await focused()).toBe('search');
    await page.keyboard.type('garden');
    await page.locator('mark').first().waitFor();
    await press('ArrowDown');
    await expect.poll(focused).toBe('list');
    await press('/', 'Escape');
    await expect.poll(() => idOf(0)).toBe(before);
  });

  test('the palette runs what is typed, and gives the focus back', async () => {
    await press('j', 'Control+k');
    await by('palette').waitFor();
    await page.keyboard.type('Settings');
    await press('Enter');
    await by('settings').waitFor();
    await press('Escape');
    await by('settings').waitFor({ state: 'detached' });
    await rows(page);
  });

  test('mail is moved to a folder by its name', async () => {
    const first = await idOf(0);
    await press('j', 'v');
    await by('folder-picker').waitFor();
    await page.keyboard.type('travel');
    await press('Enter');
    await page.locator(`[data-test=row][data-id="${first ?? ''}"]`).waitFor({ state: 'detached' });
    expect(await by('notice').textContent()).toContain('Travel');
  });

  test('several are selected and flagged together', async () => {
    await press('j', 'x', 'j', 'x');
    expect((await by('bulk').textContent()) ?? '').toContain('2');
    await press('s');
    await expect.poll(() => page.locator('[data-test=row][aria-selected=true] .flag').count()).toBe(2);
    await press('Escape');
    await by('bulk').waitFor({ state: 'detached' });
  });

  test('g then s goes to Sent, with a hint in between', async () => {
    await press('g');
    await by('key-hint').waitFor();
    await press('s');
    await page.locator('h1', { hasText: 'Sent' }).waitFor();
  });

  test('a folder has a menu, by keys too', async () => {
    for (let n = 0; n < 4 && (await focused()) !== 'folder'; n += 1) await press('F6');
    await press('Shift+F10');
    await by('context-menu').waitFor();
    await press('ArrowDown');
    await expect.poll(focused).toMatch(/^menu-folder-/);
    await press('Escape');
    await by('context-menu').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('folder');
  });

  test('F6 goes from pane to pane and Tab never leaves the window', async () => {
    await press('F6');
    const seen = new Set<string>();
    for (let n = 0; n < 4; n += 1) {
      seen.add(
        await page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane') ?? ''),
      );
      await press('F6');
    }
    expect([...seen].sort()).toEqual(['list', 'reader', 'sidebar']);
  });

  test('single letters do nothing once they are switched off', async () => {
    await press('Control+,');
    await by('settings-keys').press('Enter');
    await by('settings-keys-single').press(' ');
    await press('Escape');
    await rows(page);
    await press('c');
    expect(await by('composer').count()).toBe(0);
    await press('Control+n');
    await by('composer').waitFor();
  });

  test('a key is changed in the settings and works at once', async () => {
    await press('Control+,');
    await by('settings-keys').press('Enter');
    await page.locator('[data-command=archive] [data-test=settings-key-change]').press('Enter');
    await press('y');
    await page.locator('[data-command=archive] [data-test=settings-key-reset]').waitFor();
    await press('Escape');
    await rows(page);
    const first = await idOf(0);
    await press('j', 'y');
    await page.locator(`[data-test=row][data-id="${first ?? ''}"]`).waitFor({ state: 'detached' });
  });
});

describe('the focus', () => {
  test.each([
    ['?', 'key-sheet'],
    ['Control+k', 'palette'],
    ['v', 'folder-picker'],
  ])('goes back to the list after the dialog of %s', async (key, dialog) => {
    await press('j', key);
    await by(dialog).waitFor();
    await press('Escape');
    await by(dialog).waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('list');
  });

  test('stays in a dialog while it is open', async () => {
    await press('?');
    await by('key-sheet').waitFor();
    for (let n = 0; n < 6; n += 1) {
      await press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
    }
  });

  test('goes back to the list when the reader is left', async () => {
    await page.setViewportSize({ width: 700, height: 800 });
    await openRow(page, 'Reading list');
    await press('u');
    await expect.poll(focused).toBe('list');
  });
});
