/** Scrolling through the table, against a page of the same rows that does nothing. */
import type { Offprint } from '../e2e/launch';
import type { Measurement } from './report';
import { interleaved, sampleOf } from './statistics';

/** Frames that take more than half again as long as the display's are dropped. */
const DROPPED_AFTER = 1.5 * (1000 / 60);

export async function benchScrolling(offprint: Offprint, papers: number): Promise<Measurement[]> {
  const { page } = offprint;
  const grid = page.getByRole('grid', { name: 'Papers' });
  await page.evaluate('globalThis.__name ??= (value) => value');
  await grid.evaluate((element) => {
    element.scrollTop = element.scrollHeight / 3;
  });
  await page.waitForTimeout(500);
  // The same rows, forty times over, in a scroller that nothing listens to.
  await grid.evaluate((element) => {
    const still = document.createElement('div');
    still.id = 'still';
    still.className = element.className;
    Object.assign(still.style, { position: 'fixed', inset: '0', zIndex: '99', overflow: 'auto', display: 'none' });
    still.style.setProperty('--columns', getComputedStyle(element).getPropertyValue('--columns'));
    const rows = [...element.querySelectorAll<HTMLElement>('[role=row]')];
    for (let copy = 0; copy < 40; copy++) {
      for (const row of rows) {
        const twin = row.cloneNode(true);
        if (twin instanceof HTMLElement) Object.assign(twin.style, { position: 'static', transform: 'none' });
        still.append(twin);
      }
    }
    document.body.append(still);
  });
  const scroll = async (isStill: boolean) => {
    await page.evaluate((shown) => {
      const still = document.getElementById('still');
      if (still) still.style.display = shown ? 'block' : 'none';
    }, isStill);
    await page.mouse.move(640, 450);
    await page.waitForTimeout(300);
    const frames = page.evaluate(watchFrames, 3000);
    for (let step = 0; step < 60; step++) {
      await page.mouse.wheel(0, step % 40 < 30 ? 120 : -120);
      await page.waitForTimeout(45);
    }
    const gaps = await frames;
    return (100 * gaps.filter((gap) => gap > DROPPED_AFTER).length) / gaps.length;
  };
  const [still, own] = await interleaved(
    4,
    () => scroll(true),
    () => scroll(false),
  );
  await page.evaluate(() => document.getElementById('still')?.remove());
  return [
    {
      name: `scrolling, ${papers} papers: dropped frames in a hundred, beyond a static page`,
      value: Math.max(0, sampleOf(own).median - sampleOf(still).median),
      unit: 'count',
      target: { atMost: 1, of: 'value' },
    },
    { name: 'scrolling: dropped frames in a hundred, static page', value: sampleOf(still).median, unit: 'count' },
  ];
}

/** Runs in the page: the milliseconds between frames, for as long as it is told. */
async function watchFrames(milliseconds: number): Promise<number[]> {
  const gaps: number[] = [];
  const start = performance.now();
  let last = start;
  while (last - start < milliseconds) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    gaps.push(now - last);
    last = now;
  }
  return gaps.slice(1);
}
