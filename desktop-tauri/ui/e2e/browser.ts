/** Opens the window in a browser, and notes what must never happen there. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page, type ViewportSize } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface OpenOptions extends BrowserContextOptions {
  viewport?: ViewportSize;
  /** The fake core's knobs, such as `offline` or `slow=300`. */
  fake?: string;
  /** What the person chose before, such as `{ 'face.theme': 'dark' }`. */
  settings?: Record<string, string>;
  /** Shows one view with one of its samples instead of the window, such as `welcome/refused`. */
  sample?: string;
}

export interface Opened {
  page: Page;
  /** Violations of the policy, errors on the console, requests to elsewhere. */
  faults: string[];
}

/** A page that is loaded anew each time: to start one takes longer than to look at what it shows. */
interface Kept {
  page: Page;
  faults: string[];
}

const pages = new WeakMap<Browser, Map<string, Promise<Kept>>>();

export async function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error('Chromium is missing: apt install chromium, or set CHROMIUM.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] });
}

/** A page for these options. */
function pageOf(browser: Browser, options: BrowserContextOptions): Promise<Kept> {
  const all = pages.get(browser) ?? new Map<string, Promise<Kept>>();
  pages.set(browser, all);
  const key = JSON.stringify(options);
  const page = all.get(key) ?? start(browser, options);
  all.set(key, page);
  return page;
}

async function start(browser: Browser, options: BrowserContextOptions): Promise<Kept> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const kept: Kept = { page, faults: [] };
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (message.type() === 'error') kept.faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => kept.faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    const ours =
      hostname === '127.0.0.1' || hostname === 'mailbody.localhost' || protocol === 'data:' || protocol === 'blob:';
    if (!ours) kept.faults.push(`request: ${request.url()}`);
  });
  return kept;
}

/** Shows the window as it starts. What was opened before in the same way is gone. */
export async function open(browser: Browser, port: number, options: OpenOptions = {}): Promise<Opened> {
  const { fake = '', settings = {}, sample, viewport = { width: 1280, height: 800 }, ...rest } = options;
  const kept = await pageOf(browser, rest);
  const { page } = kept;
  const faults: string[] = [];
  kept.faults = faults;
  await page.mouse.move(0, 0);
  await page.setViewportSize(viewport);
  const chosen = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  const query = new URLSearchParams({
    fake: [fake, `frames=${port}`].filter(Boolean).join(','),
    set: chosen.join(';'),
  });
  await page.goto(`http://127.0.0.1:${port}/?${query.toString()}${sample === undefined ? '' : `&sample=${sample}`}`);
  const shown = page.locator('[data-test=app], [data-test=shell], [data-test=closed], [data-test=sealed]').first();
  await shown.waitFor({ state: 'attached' }).catch((error: unknown) => {
    throw new Error(`The window did not open: ${faults.join('; ')}`, { cause: error });
  });
  return { page, faults };
}
