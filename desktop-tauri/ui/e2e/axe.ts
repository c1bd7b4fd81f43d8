/** What axe finds on a page, as sentences. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Found {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

declare const axe: { run: (where: Document, options: object) => Promise<Found> };

export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(SOURCE);
  // Message bodies are strangers' documents: they are not judged here.
  const found = await page.evaluate(
    (tags) => axe.run(document, { iframes: false, runOnly: { type: 'tag', values: tags } }),
    TAGS,
  );
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
