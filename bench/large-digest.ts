/** A digest of 50 MB that comes into the seeds folder while the window is open: its memory, and what the reader feels of it. */
import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { launchOffprint, type Offprint } from '../e2e/launch';
import { makeDigests } from './make-digests';
import { forgetPeak, residentSize, sizeOfTree } from './process-memory';
import type { Measurement } from './report';
import { expectRows } from './window';

/** At about 1.5 KB each they come to 50 MB. */
const PAPERS = 35_000;
/** What is in the library already, so that there is something to look at. */
const PAPERS_BEFORE = 450;
/** Milliseconds. */
const REST = 3000;
const BETWEEN_SAMPLES = 250;

/** @param root an empty folder */
export async function benchLargeDigest(root: string): Promise<Measurement[]> {
  const [seeds, large] = [join(root, 'seeds'), join(root, 'large')];
  for (const folder of [seeds, large]) mkdirSync(folder, { recursive: true });
  makeDigests(seeds, { papers: PAPERS_BEFORE, seed: 1 });
  makeDigests(large, { papers: PAPERS, perDigest: PAPERS, seed: 2 });
  const [name = ''] = readdirSync(large);
  const { size } = statSync(join(large, name));

  const offprint = await launchOffprint({ seeds, userDataDir: join(root, 'profile') });
  const { took, felt, ofMain, ofAll } = await takeIn(offprint, () =>
    // Whole at once, as a browser or a syncer moves a file into place.
    renameSync(join(large, name), join(seeds, `large ${name}`)),
  ).finally(() => offprint.close());

  const file = { name: 'the file', value: size / 2 ** 20 };
  const megabytes = Math.round(file.value);
  return [
    { name: `a digest of ${megabytes} MB: until it is shown`, value: took, unit: 'ms' },
    {
      name: `a digest of ${megabytes} MB: most memory of main, over what it had before`,
      value: ofMain / 2 ** 20,
      unit: 'MB',
      floor: file,
      target: { atMost: 4, of: 'ratio' },
    },
    {
      name: `a digest of ${megabytes} MB: most memory of all processes, over what they had before`,
      value: ofAll / 2 ** 20,
      unit: 'MB',
      floor: file,
    },
    { name: `a digest of ${megabytes} MB: longest task on the page`, value: felt.longestTask, unit: 'ms' },
    { name: `a digest of ${megabytes} MB: longest wait for a frame`, value: felt.longestFrame, unit: 'ms' },
    {
      name: `a digest of ${megabytes} MB: longest from a click on a star to its paint`,
      value: felt.longestClick,
      unit: 'ms',
    },
  ];
}

interface TakenIn {
  /** Milliseconds. */
  took: number;
  felt: Felt;
  /** The most bytes that main took, and all processes together, over what they had before. */
  ofMain: number;
  ofAll: number;
}

/** Has the digest come, and waits until all of its papers are shown. */
async function takeIn({ page, pid }: Offprint, come: () => void): Promise<TakenIn> {
  await expectRows(page, PAPERS_BEFORE);
  await page.waitForTimeout(REST);
  forgetPeak(pid);
  const before = residentSize(pid).now;
  const allBefore = sizeOfTree(pid);
  let mostOfAll = allBefore;
  const sampling = setInterval(() => {
    mostOfAll = Math.max(mostOfAll, sizeOfTree(pid));
  }, BETWEEN_SAMPLES);
  const feel = await watchWindow(page);
  const started = performance.now();
  come();
  await expectRows(page, PAPERS_BEFORE + PAPERS).finally(() => clearInterval(sampling));
  const took = performance.now() - started;
  return { took, felt: await feel(), ofMain: residentSize(pid).peak - before, ofAll: mostOfAll - allBefore };
}

interface Felt {
  longestTask: number;
  longestFrame: number;
  longestClick: number;
}

/** Uses the window all the time, as a reader would, until the returned function asks what that was like; in ms. */
async function watchWindow(page: Page): Promise<() => Promise<Felt>> {
  // The compiler names functions through a helper that the page does not have.
  await page.evaluate('globalThis.__name ??= (value) => value');
  const watch = await page.evaluateHandle(() => {
    const felt = { longestTask: 0, longestFrame: 0, longestClick: 0 };
    const state = { felt, isOver: false };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) felt.longestTask = Math.max(felt.longestTask, duration);
    }).observe({ type: 'longtask' });
    let last = performance.now();
    requestAnimationFrame(function frame(now) {
      felt.longestFrame = Math.max(felt.longestFrame, now - last);
      last = now;
      if (!state.isOver) requestAnimationFrame(frame);
    });
    void (async () => {
      while (!state.isOver) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const star = document.querySelector<HTMLElement>('[aria-rowindex="3"] .star-toggle');
        if (!star) continue;
        const before = star.getAttribute('aria-pressed');
        const start = performance.now();
        star.click();
        while (star.isConnected && star.getAttribute('aria-pressed') === before && performance.now() - start < 10_000) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        felt.longestClick = Math.max(felt.longestClick, performance.now() - start);
      }
    })();
    return state;
  });
  return () =>
    watch.evaluate((state) => {
      state.isOver = true;
      return state.felt;
    });
}
