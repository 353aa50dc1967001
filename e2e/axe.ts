/** What axe finds in a page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One line for each element that breaks a rule, in either theme. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const light = await violationsIn(page, 'light', {});
  // Nothing but colours differs.
  const dark = await violationsIn(page, 'dark', { runOnly: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return [...light, ...dark];
}

async function violationsIn(page: Page, colorScheme: 'light' | 'dark', options: RunOptions): Promise<string[]> {
  // Without motion, as colours on their way from one theme to the other are those of neither.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const results = await page.evaluate(
    (options) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options),
    options,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id} (${colorScheme}): ${html.slice(0, 160)}`),
  );
}
