import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { SETTINGS_SAMPLES } from '../src/screens/settings/samples';
import { SIGN_IN_SAMPLES } from '../src/screens/signIn/samples';
import { WELCOME_SAMPLES } from '../src/screens/welcome/samples';
import { violations } from './axe';
import { launch, open, type OpenOptions } from './browser';
import { cutOff } from './layout';

const SAMPLES = [
  ...Object.keys(WELCOME_SAMPLES).map((name) => `welcome/${name}`),
  ...Object.keys(SIGN_IN_SAMPLES).map((name) => `signIn/${name}`),
  ...Object.keys(SETTINGS_SAMPLES).map((name) => `settings/${name}`),
];

/** The ways in which every state must hold. */
const WAYS: [string, OpenOptions][] = [
  [
    'dark, German and narrow',
    { settings: { 'face.theme': 'dark', 'face.language': 'de' }, viewport: { width: 360, height: 640 } },
  ],
  [
    '200 % text, right to left',
    { settings: { 'face.text_size': '200', 'face.language': 'pseudo-rtl' }, viewport: { width: 800, height: 700 } },
  ],
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(WAYS)('in %s', (_, options) => {
  test.each(SAMPLES)('%s has no fault', async (sample) => {
    const { page, faults } = await open(browser, inject('port'), { ...options, sample });
    const found = [...(await violations(page)), ...(await cutOff(page)), ...faults];
    expect(found.join('\n')).toBe('');
  });
});
