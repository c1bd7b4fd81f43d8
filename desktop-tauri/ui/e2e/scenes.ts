/** Every screen and state of the window: how to come there. Tests look at them, pictures are taken of them. */
import type { Page } from 'playwright-core';

export interface Scene {
  name: string;
  /** Knobs of the fake core. */
  fake?: string;
  settings?: Record<string, string>;
  /** From the opened window to the scene. */
  go?: (page: Page) => Promise<void>;
  /** Whether the README or the guide shows it. */
  pictured?: boolean;
}

const by = (test: string): string => `[data-test="${test}"]`;
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

export async function rows(page: Page): Promise<void> {
  await page.locator(by('row')).first().waitFor();
}

/** Opens the conversation whose subject begins so, and waits until its body is there. */
export async function openRow(page: Page, subject: string): Promise<void> {
  await rows(page);
  const row = page.locator(by('row'), { hasText: subject }).first();
  await page.locator(by('list')).focus();
  for (let screens = 0; screens < 20 && (await row.count()) === 0; screens += 1) {
    await page.keyboard.press('PageDown');
  }
  await row.click();
  await page.locator(by('reader-subject')).waitFor();
  await page.locator(by('frame')).first().waitFor();
}

/** The folders, which lie over the rest where the window is narrow. */
async function folders(page: Page): Promise<void> {
  const narrow = page.locator(by('cmd-sidebar')).first();
  await rows(page);
  if (await narrow.isVisible()) await narrow.click();
  await page.locator(by('sidebar')).waitFor();
}

const settings = (section: string) => async (page: Page) => {
  await rows(page);
  await press(page, 'Control+,');
  await page.locator(by(`settings-${section}`)).click();
  await page.locator(by('settings-content')).waitFor();
};

export const SCENES: Scene[] = [
  { name: 'welcome', fake: 'welcome', pictured: true },
  {
    name: 'welcome-servers',
    fake: 'welcome',
    pictured: true,
    go: async (page) => {
      await page.locator(by('field-address')).fill('ada@provider.example');
      await page.locator(by('more')).click();
    },
  },
  { name: 'inbox', go: rows, pictured: true },
  { name: 'reader', go: (page) => openRow(page, 'This week'), pictured: true },
  { name: 'conversation', go: (page) => openRow(page, 'Photos of the garden'), pictured: true },
  {
    name: 'selection',
    pictured: true,
    go: async (page) => {
      await rows(page);
      await press(page, 'j', 'x', 'j', 'x', 'j', 'x');
      await page.locator(by('bulk')).waitFor();
    },
  },
  {
    name: 'menu',
    go: async (page) => {
      await rows(page);
      await page.locator(by('row')).nth(2).click({ button: 'right' });
      await page.locator(by('context-menu')).waitFor();
    },
  },
  {
    name: 'search',
    pictured: true,
    go: async (page) => {
      await rows(page);
      await press(page, '/');
      await page.keyboard.type('garden');
      await page.locator('mark').first().waitFor();
    },
  },
  {
    name: 'search-unfinished',
    go: async (page) => {
      await rows(page);
      await press(page, '/');
      await page.keyboard.type('garden after:20');
      await page.locator(by('unfinished'), { hasText: 'after:20' }).waitFor();
    },
  },
  {
    name: 'no-match',
    go: async (page) => {
      await rows(page);
      await press(page, '/');
      await page.keyboard.type('zzzzzz');
      await page.locator(by('empty')).waitFor();
    },
  },
  {
    name: 'composer',
    pictured: true,
    go: async (page) => {
      await rows(page);
      await press(page, 'c');
      await page.locator(by('input-to')).waitFor();
      await page.keyboard.type('ada@analytical.example, grace@navy.example,');
      await page.locator(by('field-subject')).fill('Lunch on Thursday');
      await page.locator(by('editor')).click();
      await page.keyboard.type('Shall we meet at noon, under the clock?');
    },
  },
  {
    name: 'reply',
    pictured: true,
    go: async (page) => {
      await openRow(page, 'Reading list');
      await press(page, 'r');
      await page.locator(by('editor')).waitFor();
      await page.keyboard.type('Thank you, I will bring them back on Friday.');
    },
  },
  {
    name: 'palette',
    pictured: true,
    go: async (page) => {
      await rows(page);
      await press(page, 'Control+k');
      await page.locator(by('palette')).waitFor();
    },
  },
  {
    name: 'keys',
    pictured: true,
    go: async (page) => {
      await rows(page);
      await press(page, '?');
      await page.locator(by('key-sheet')).waitFor();
    },
  },
  {
    name: 'move',
    pictured: true,
    go: async (page) => {
      await rows(page);
      await press(page, 'j', 'v');
      await page.locator(by('folder-picker')).waitFor();
    },
  },
  {
    name: 'undo',
    go: async (page) => {
      await rows(page);
      await press(page, 'j', 'e');
      await page.locator(by('notice')).waitFor();
    },
  },
  {
    name: 'outbox',
    pictured: true,
    go: async (page) => {
      await folders(page);
      await page
        .locator(by('folder'), { hasText: /O+u+tbo+x|Postausgang/ })
        .first()
        .click();
      await page.locator(by('outbox-item')).first().waitFor();
    },
  },
  {
    name: 'drafts',
    pictured: true,
    go: async (page) => {
      await rows(page);
      await press(page, 'g', 'd');
      await page.locator(by('drafts')).waitFor();
    },
  },
  { name: 'settings-accounts', go: settings('accounts'), pictured: true },
  { name: 'settings-appearance', go: settings('appearance'), pictured: true },
  { name: 'settings-reading', go: settings('reading'), pictured: true },
  { name: 'settings-keys', go: settings('keys'), pictured: true },
  { name: 'settings-system', go: settings('system') },
  { name: 'settings-about', go: settings('about') },
  { name: 'compact', settings: { 'face.density': 'compact', 'face.layout': 'bottom' }, go: rows, pictured: true },
  { name: 'empty', fake: 'empty', go: (page) => page.locator(by('empty')).first().waitFor() },
  { name: 'offline', fake: 'offline', go: rows, pictured: true },
  { name: 'syncing', fake: 'syncing', go: rows },
  {
    name: 'sign-in-needed',
    fake: 'signin',
    pictured: true,
    go: async (page) => {
      await folders(page);
      await page.locator(by('sync-sign-in')).click();
      await page.locator(by('signin')).waitFor();
    },
  },
  {
    name: 'folder-menu',
    go: async (page) => {
      await folders(page);
      await page
        .locator(by('folder'), { hasText: /Trash|Papierkorb/ })
        .first()
        .click({ button: 'right' });
      await page.locator(by('menu-folder-empty')).waitFor();
    },
  },
  { name: 'closed', fake: 'closed', pictured: true },
  {
    name: 'sealed',
    fake: 'sealed',
    go: async (page) => {
      await page.locator(by('passphrase')).fill('wrong');
      await page.locator(by('unseal')).click();
      await page.getByText('does not open it').or(page.getByText('öffnet sie nicht')).waitFor();
    },
  },
];

export const scene = (name: string): Scene => {
  const found = SCENES.find((each) => each.name === name);
  if (!found) throw new Error(`there is no scene ${name}`);
  return found;
};
