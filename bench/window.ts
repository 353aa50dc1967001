/** The built application: how it starts, and how it takes digests in. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { launchOffprint } from '../e2e/launch';
import { type Measurement, timed } from './report';
import { interleaved, sampleOf } from './statistics';

/** Milliseconds. */
const LONGEST_INGEST = 30 * 60_000;

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'offprint-bench-'));
}

/** Waits until the table lists so many papers. */
export async function expectRows(page: Page, papers: number): Promise<void> {
  await page.waitForFunction(
    (count) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === String(count + 1),
    papers,
    { timeout: LONGEST_INGEST, polling: 50 },
  );
}

/** Milliseconds from the start of the process until rows (or the empty state) could be used. */
async function startToInteractive(seeds: string, profile: string): Promise<number> {
  const started = Date.now();
  // Counts are reported when everything has come to rest.
  const offprint = await launchOffprint({ seeds, userDataDir: profile, untouchedUntil: ' papers in ' });
  const interactiveAt = await offprint.page.evaluate(async () => {
    for (;;) {
      const mark = performance.getEntriesByName('offprint:interactive')[0];
      if (mark) return performance.timeOrigin + mark.startTime;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  await offprint.close();
  return interactiveAt - started;
}

/** Fills a fresh profile, and measures that. */
export async function benchIngest(seeds: string, profile: string, papers: number): Promise<Measurement[]> {
  const paths = readdirSync(seeds).map((name) => join(seeds, name));
  const floorStart = performance.now();
  for (const path of paths) new TextDecoder().decode(readFileSync(path));
  const floor = performance.now() - floorStart;

  const started = performance.now();
  const offprint = await launchOffprint({ seeds, userDataDir: profile });
  const { page } = offprint;
  await page.evaluate(() => {
    const seen = { longest: 0, hasBar: false };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
    new MutationObserver(() => {
      seen.hasBar ||= document.querySelector('[role=progressbar]') !== null;
    }).observe(document.body, { childList: true, subtree: true });
  });
  await expectRows(page, papers);
  const took = performance.now() - started;
  const seen = await page.evaluate(() => (window as unknown as { seen: { longest: number; hasBar: boolean } }).seen);
  await offprint.close();
  const name = `ingest ${paths.length} digests, start to last row`;
  return [
    {
      name,
      value: took,
      unit: 'ms',
      floor: { name: 'bare read and decode', value: floor },
      ...(papers === 100_000 && { target: { atMost: 60_000, of: 'value' as const } }),
    },
    { name: 'ingest: longest task on the page', value: seen.longest, unit: 'ms' },
    { name: 'ingest: progress bar seen', value: Number(seen.hasBar), unit: 'count' },
  ];
}

/** @param filled a profile that already holds the papers of `seeds` */
export async function benchStart(
  seeds: string,
  filled: string,
  papers: number,
  rounds: number,
): Promise<Measurement[]> {
  const emptySeeds = temporaryFolder();
  const emptyProfile = temporaryFolder();
  await startToInteractive(emptySeeds, emptyProfile);
  const [empty, full] = await interleaved(
    rounds,
    () => startToInteractive(emptySeeds, emptyProfile),
    () => startToInteractive(seeds, filled),
  );
  rmSync(emptySeeds, { recursive: true });
  rmSync(emptyProfile, { recursive: true });
  const name = `start to interactive, ${papers} papers`;
  const floor = { name: 'with none', value: sampleOf(empty).median };
  if (papers < 100_000) return [timed(name, sampleOf(full), { floor })];
  return [
    timed(name, sampleOf(full), {
      floor,
      ...(papers === 100_000 && { target: { atMost: 1.4, of: 'ratio' as const } }),
    }),
    ...(papers === 100_000
      ? [timed(`${name}: in all`, sampleOf(full), { target: { atMost: 3000, of: 'value' as const } })]
      : []),
  ];
}
