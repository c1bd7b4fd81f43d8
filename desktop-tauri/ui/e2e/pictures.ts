/** Takes the pictures of `docs/screens`: each scene by day, some at night, in German, from right to left, and large. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch, open, type OpenOptions } from './browser';
import { SCENES, type Scene } from './scenes';
import { serve } from './serve';

const WAYS: Record<string, { options: OpenOptions; scenes: string[] }> = {
  light: { options: {}, scenes: SCENES.filter(({ pictured }) => pictured).map(({ name }) => name) },
  dark: {
    options: { settings: { 'face.theme': 'dark' }, colorScheme: 'dark' },
    scenes: ['inbox', 'reader', 'conversation', 'composer', 'search', 'settings-appearance', 'welcome'],
  },
  german: {
    options: { settings: { 'face.language': 'de' }, locale: 'de-DE' },
    scenes: ['inbox', 'reader', 'reply', 'outbox', 'keys', 'settings-accounts', 'welcome-servers'],
  },
  rtl: {
    options: { settings: { 'face.language': 'pseudo-rtl' } },
    scenes: ['inbox', 'reader', 'composer', 'settings-accounts'],
  },
  large: {
    options: { settings: { 'face.text_size': '200' } },
    scenes: ['inbox', 'conversation', 'composer', 'settings-appearance'],
  },
  narrow: {
    options: { viewport: { width: 360, height: 640 } },
    scenes: ['inbox', 'reader', 'composer', 'welcome'],
  },
};

async function picture(
  browser: Browser,
  port: number,
  scene: Scene,
  options: OpenOptions,
  path: string,
): Promise<void> {
  const { page } = await open(browser, port, {
    ...options,
    ...(scene.fake === undefined ? {} : { fake: scene.fake }),
    settings: { ...scene.settings, ...options.settings },
  });
  await scene.go?.(page);
  // Nothing floats where the pointer happens to be, no caret blinks, and the frames have their heights.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(
    () => {
      const heights = [...document.querySelectorAll('iframe')].map(({ clientHeight }) => clientHeight).join();
      const settled = document.body.dataset['heights'] === heights;
      document.body.dataset['heights'] = heights;
      return settled;
    },
    undefined,
    { polling: 250 },
  );
  await page.screenshot({ path, caret: 'hide', animations: 'disabled' });
}

export async function take(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder).filter((name) => name.endsWith('.png'))) rmSync(join(folder, old));
  const { port, stop } = await serve();
  const browser = await launch();
  const taken: string[] = [];
  try {
    for (const [way, { options, scenes }] of Object.entries(WAYS)) {
      for (const scene of SCENES.filter(({ name }) => scenes.includes(name))) {
        const path = join(folder, way === 'light' ? `${scene.name}.png` : `${scene.name}-${way}.png`);
        await picture(browser, port, scene, options, path);
        taken.push(path);
      }
    }
  } finally {
    await browser.close();
    stop();
  }
  return taken;
}
