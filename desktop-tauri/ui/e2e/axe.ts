/** What axe finds on a page, as sentences. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Experimental, and wrong for a row of the list: its name is a sentence in the person's order, not what is painted.
const RULES = { 'label-content-name-mismatch': { enabled: false } };

/** What floats over the window or lies between its panes belongs to no landmark. */
const BETWEEN = '[role=separator], [role=menu] *, [data-test=notice], .scrim';

interface Found {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

declare const axe: { run: (where: Document, options: object) => Promise<Found> };

export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(SOURCE);
  // Message bodies are strangers' documents: they are not judged here.
  const found = await page.evaluate(
    ([tags, rules]) =>
      axe.run(document, { iframes: false, resultTypes: ['violations'], runOnly: { type: 'tag', values: tags }, rules }),
    [TAGS, RULES] as const,
  );
  const between = (target: string): Promise<boolean> =>
    page.evaluate(([at, which]) => document.querySelector(at)?.matches(which) ?? false, [target, BETWEEN] as const);
  for (const each of found.violations.filter(({ id }) => id === 'region')) {
    const kept = await Promise.all(each.nodes.map(async (node) => !(await between(node.target[0] ?? 'html'))));
    each.nodes = each.nodes.filter((_, at) => kept[at]);
  }
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
