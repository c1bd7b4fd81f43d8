import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { violations } from './axe';
import { launch, open, type OpenOptions } from './browser';
import { cutOff } from './layout';
import { SCENES, scene } from './scenes';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function look(name: string, options: OpenOptions): Promise<string> {
  const { fake, settings, go } = scene(name);
  const { page, faults } = await open(browser, inject('port'), {
    ...options,
    ...(fake === undefined ? {} : { fake }),
    settings: { ...settings, ...options.settings },
  });
  await go?.(page);
  const found = [...(await violations(page)), ...(await cutOff(page)), ...faults];
  return found.join('\n');
}

const all = SCENES.map(({ name }) => name);
/** Screens with rows of controls, which have to wrap. */
const NARROW = [
  ...['inbox', 'reader', 'conversation', 'composer', 'drafts', 'welcome-servers', 'sign-in-needed'],
  ...['menu', 'undo', 'keys', 'settings-reading', 'settings-keys', 'settings-system'],
];

describe('no violation, nothing cut off, no request and nothing against the policy', () => {
  test.each(all)('%s, light', async (name) => {
    expect(await look(name, { settings: { 'face.theme': 'light' } })).toBe('');
  });

  test.each(all)('%s, dark, German and 360 pixels wide', async (name) => {
    const settings = { 'face.theme': 'dark', 'face.language': 'de' };
    expect(await look(name, { settings, viewport: { width: 360, height: 640 } })).toBe('');
  });

  test.each(all)('%s, from right to left and with 200 % text', async (name) => {
    expect(await look(name, { settings: { 'face.language': 'pseudo-rtl', 'face.text_size': '200' } })).toBe('');
  });

  test.each(NARROW)('%s, 360 pixels wide and with 200 % text', async (name) => {
    const settings = { 'face.language': 'de', 'face.text_size': '200' };
    expect(await look(name, { settings, viewport: { width: 360, height: 640 } })).toBe('');
  });

  test.each(['inbox', 'reader', 'composer', 'selection'])('%s, forced colours', async (name) => {
    expect(await look(name, { forcedColors: 'active' })).toBe('');
  });

  test.each(['inbox', 'conversation', 'composer', 'outbox', 'settings-accounts'])(
    '%s, 800 pixels wide',
    async (name) => {
      expect(await look(name, { viewport: { width: 800, height: 600 }, settings: { 'face.language': 'pseudo' } })).toBe(
        '',
      );
    },
  );
});

test('a sender stays readable in a narrow window with 200 % text', async () => {
  const { settings, go } = scene('reader');
  const options = { settings: { ...settings, 'face.text_size': '200' }, viewport: { width: 360, height: 640 } };
  const { page } = await open(browser, inject('port'), options);
  await go?.(page);
  const box = await page.locator('[data-test="message"] .who').first().boundingBox();
  expect(box?.width).toBeGreaterThan(180);
});
