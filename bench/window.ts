/** The built application, measured from outside (starts, ingest, memory) and from inside its page (paints). */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { launchOffprint, type Offprint } from '../e2e/launch';
import { type Measurement, timed } from './report';
import { interleaved, sampleOf } from './statistics';

/** Milliseconds. */
const LONGEST_INGEST = 10 * 60_000;

function temporaryFolder(): string {
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
      ...(papers >= 100_000 && { target: { atMost: 60_000, of: 'value' as const } }),
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
    timed(name, sampleOf(full), { floor, target: { atMost: 2.5, of: 'ratio' } }),
    timed(`${name}: in all`, sampleOf(full), { target: { atMost: 3000, of: 'value' } }),
  ];
}

/** What a reader does, from the input to the paint, against a button that changes one text. */
export async function benchActions(offprint: Offprint, papers: number): Promise<Measurement[]> {
  const { page } = offprint;
  await expectRows(page, papers);
  await page.waitForTimeout(3000);
  // The compiler names functions through a helper that the page does not have.
  await page.evaluate('globalThis.__name ??= (value) => value');
  const timesOf = (action: ActionName, runs: number) => page.evaluate(timeAction, { action, runs });
  const floor = { name: 'one text changed and painted', value: sampleOf(await timesOf('floor', 30)).median };
  const results: Measurement[] = [];
  for (const [name, action, runs] of [
    ['sort by title: first click', 'sort', 1],
    ['sort by title, by click', 'sort', 15],
    ['search, by keystroke', 'search', 30],
    ['star, by click', 'star', 20],
  ] as const) {
    results.push(timed(`${name}, ${papers} papers`, sampleOf(await timesOf(action, runs)), { floor }));
  }
  return results;
}

type ActionName = 'floor' | 'sort' | 'search' | 'star';

/** Runs in the page: does one thing again and again, and times each until its effect is painted. */
async function timeAction({ action, runs }: { action: ActionName; runs: number }): Promise<number[]> {
  const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const changed = (isDone: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      setTimeout(() => reject(new Error(`${action}: nothing changed on the page in 10 s`)), 10_000);
      const look = () => (isDone() ? resolve() : undefined);
      const observer = new MutationObserver(() => {
        if (!isDone()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      look();
    });
  const query = <E extends HTMLElement>(selector: string) => {
    const element = document.querySelector<E>(selector);
    if (!element) throw new Error(`the page has no ${selector}`);
    return element;
  };
  const type = (text: string) => {
    const input = query<HTMLInputElement>('input[type=search]');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const counts = () => query('.counts').textContent;
  const firstTitle = () => query('[aria-rowindex="2"] .title-text').textContent;

  const probe = document.body.appendChild(document.createElement('span'));
  const words = ['s', 'su', 'st', 'sta', 'stat'];
  if (action === 'search') {
    // Only a search that finds another number of papers can be seen to be done.
    for (let at = 0; at < words.length; at += 1) {
      const before = counts();
      type(words[at] ?? '');
      await new Promise((resolve) => setTimeout(resolve, 500));
      if (counts() === before) words.splice(at--, 1);
    }
    if (words.length < 2) throw new Error('the searches cannot be told apart');
  }
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    let isDone = () => true;
    let act = () => {};
    if (action === 'floor') {
      const text = String(run);
      act = () => {
        probe.textContent = text;
      };
      isDone = () => probe.textContent === text;
    } else if (action === 'sort') {
      const before = firstTitle();
      act = () => query('[role=columnheader].cell-title button').click();
      isDone = () => firstTitle() !== before;
    } else if (action === 'search') {
      const before = counts();
      act = () => type(words[run % words.length] ?? '');
      isDone = () => counts() !== before;
    } else {
      const star = query('[aria-rowindex="3"] .star-toggle');
      const before = star.getAttribute('aria-pressed');
      act = () => star.click();
      isDone = () => query('[aria-rowindex="3"] .star-toggle').getAttribute('aria-pressed') !== before;
    }
    const start = performance.now();
    act();
    await changed(isDone);
    await painted();
    times.push(performance.now() - start);
  }
  probe.remove();
  if (action === 'search') type('');
  return times;
}

/** The page's own heap after a collection, and how many rows it ever had while it was scrolled through. */
export async function benchMemory(offprint: Offprint, papers: number): Promise<Measurement[]> {
  const { page } = offprint;
  const most = await page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]');
    if (!grid) throw new Error('the page has no grid');
    let rows = 0;
    for (let step = 0; step < 200; step += 1) {
      grid.scrollTop = (grid.scrollHeight / 200) * step;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      rows = Math.max(rows, grid.querySelectorAll('[role=row]').length);
    }
    return rows;
  });
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return [
    {
      name: `page heap, ${papers} papers`,
      value: usedSize / 2 ** 20,
      unit: 'MB',
      target: { atMost: 100, of: 'value' },
    },
    { name: 'most rows while scrolling', value: most, unit: 'count', target: { atMost: 100, of: 'value' } },
  ];
}
