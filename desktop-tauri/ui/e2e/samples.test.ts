import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { COMPOSER_SAMPLES } from '../src/screens/composer/samples';
import { DRAFTS_SAMPLES } from '../src/screens/drafts/samples';
import { OUTBOX_SAMPLES } from '../src/screens/outbox/samples';
import { READER_SAMPLES } from '../src/screens/reader/samples';
import { SETTINGS_SAMPLES } from '../src/screens/settings/samples';
import { SIGN_IN_SAMPLES } from '../src/screens/signIn/samples';
import { WELCOME_SAMPLES } from '../src/screens/welcome/samples';
import { violations } from './axe';
import { launch, open, type OpenOptions } from './browser';
import { cutOff } from './layout';

const SECTIONS = ['accounts', 'appearance', 'reading', 'keys', 'system', 'about'];
const SAMPLES = [
  ...Object.keys(WELCOME_SAMPLES).map((name) => `welcome/${name}`),
  ...Object.keys(SIGN_IN_SAMPLES).map((name) => `signIn/${name}`),
  ...Object.keys(SETTINGS_SAMPLES).map((name) => `settings/${name}`),
  ...Object.keys(READER_SAMPLES).map((name) => `reader/${name}`),
  ...Object.keys(COMPOSER_SAMPLES).map((name) => `composer/${name}`),
  ...Object.keys(OUTBOX_SAMPLES).map((name) => `outbox/${name}`),
  ...Object.keys(DRAFTS_SAMPLES).map((name) => `drafts/${name}`),
  ...SECTIONS.map((section) => `settings/ready&section=${section}`),
];

/** The ways in which every state must hold. */
const WAYS: [string, OpenOptions][] = [
  ['light', { settings: { 'face.theme': 'light' } }],
  ['dark', { settings: { 'face.theme': 'dark' } }],
  ['German and narrow', { settings: { 'face.language': 'de' }, viewport: { width: 360, height: 640 } }],
  ['200 % text', { settings: { 'face.text_size': '200' }, viewport: { width: 800, height: 700 } }],
  ['right to left', { settings: { 'face.language': 'pseudo-rtl' }, viewport: { width: 800, height: 700 } }],
  ['forced colours', { forcedColors: 'active' }],
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(WAYS)('in %s', (_, options) => {
  test.each(SAMPLES)('%s has no fault', async (sample) => {
    const { page, faults, close } = await open(browser, inject('port'), { ...options, sample });
    expect(await violations(page)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });
});
