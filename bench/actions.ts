/** What a reader does in the window, from the input to the paint, against a button that changes one text. */
import type { Page } from 'playwright/test';
import type { Offprint } from '../e2e/launch';
import { type Measurement, timed } from './report';
import { type Sample, sampleOf } from './statistics';
import { watchWorkerCalls } from './worker-calls';

/** Milliseconds. */
const FRAME = 1000 / 60;
/** Typed letter by letter, one after the other. */
const QUERIES = [
  'diffusion model',
  'sparse attention kernel',
  'robust "data show"',
  'is:unread speech',
  'quantum -noise',
];

interface ActionTimes {
  /** Milliseconds from the input to the paint. */
  painted: number[];
  /** Milliseconds from the request of a list to the worker's answer; of the same actions. */
  worker: number[];
}

/** Looks at a search, a second apart, that find the same once it is whole: a segment takes less than that to come in. */
const ALIKE_LOOKS = 5;
const MOST_LOOKS = 600;

type ActionName = 'floor' | 'sort' | 'search' | 'star';

export async function benchActions(offprint: Offprint, papers: number): Promise<Measurement[]> {
  const { page } = offprint;
  await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-busy') !== 'true');
  await searchIsWhole(page);
  // The compiler names functions through a helper that the page does not have.
  await page.evaluate('globalThis.__name ??= (value) => value');
  await watchWorkerCalls(page);
  const times = (action: ActionName, inputs: string[]) => page.evaluate(timeAction, { action, inputs });
  const again = (count: number) => Array.from({ length: count }, (_, at) => String(at));

  const floor = sampleOf((await times('floor', again(60))).painted);
  const firstSort = sampleOf((await times('sort', again(1))).painted);
  const sort = await times('sort', again(15));
  const typed = QUERIES.flatMap((query) => Array.from({ length: query.length }, (_, at) => query.slice(0, at + 1)));
  const search = await times('search', typed);
  const star = await times('star', again(20));

  const isLarge = papers >= 1_000_000;
  const frames = isLarge ? 2 : 1;
  const of = `, ${papers} papers`;
  const beside = { floor: { name: 'one text changed and painted', value: floor.median } };
  const beyond = (name: string, sample: Sample, share: 'median' | 'p95', atMost: number): Measurement => ({
    name: `${name}${of}: beyond the floor's ${share}`,
    value: sample[share] - floor[share],
    unit: 'ms',
    target: { atMost, of: 'value' },
  });
  const searchSample = sampleOf(search.painted);
  const worker = sampleOf(search.worker);
  return [
    timed(`sort by title: first click${of}`, firstSort, { ...beside, target: { atMost: 100, of: 'value' } }),
    timed(`sort by title, by click${of}`, sampleOf(sort.painted), beside),
    beyond('sort by title, by click', sampleOf(sort.painted), 'median', frames * FRAME),
    timed(`search, by keystroke${of}`, searchSample, beside),
    beyond('search, by keystroke', searchSample, 'p95', frames * FRAME),
    timed(`search: list asked to answered${of}`, worker, {}),
    {
      name: `search: list asked to answered${of}: p95`,
      value: worker.p95,
      unit: 'ms',
      target: { atMost: 16, of: 'value' },
    },
    timed(`sort: list asked to answered${of}`, sampleOf(sort.worker), {}),
    timed(`star, by click${of}`, sampleOf(star.painted), beside),
    beyond('star, by click', sampleOf(star.painted), 'median', FRAME),
  ];
}

/** Waits until a search finds no more when it is asked again: nothing in the window says that the index is still being loaded. */
async function searchIsWhole(page: Page): Promise<void> {
  const box = page.getByRole('searchbox', { name: 'Search papers' });
  const counts = page.locator('.counts');
  let before = '';
  for (let look = 0, alike = 0; alike < ALIKE_LOOKS; look++) {
    if (look === MOST_LOOKS) throw new Error('The search finds more and more.');
    await box.fill(look % 2 === 0 ? 'the' : 'the ');
    await page.waitForTimeout(1000);
    const found = (await counts.textContent()) ?? '';
    alike = found === before && found.includes(' of ') && !found.startsWith('0 ') ? alike + 1 : 0;
    before = found;
  }
  await box.fill('');
  await page.locator('[aria-rowindex="3"] [aria-label="Star"]').waitFor();
  await page.waitForTimeout(1000);
}

/** Runs in the page: does one thing for each input, and times it until its effect is painted. */
async function timeAction({ action, inputs }: { action: ActionName; inputs: string[] }): Promise<ActionTimes> {
  const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const query = <E extends HTMLElement>(selector: string) => {
    const element = document.querySelector<E>(selector);
    if (!element) throw new Error(`the page has no ${selector}`);
    return element;
  };
  const until = async (isDone: () => boolean) => {
    const start = performance.now();
    while (!isDone()) {
      if (performance.now() - start > 60_000) throw new Error(`${action}: nothing came of it in a minute`);
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    }
  };
  const callsSince = (first: number, name: string) =>
    window.workerCalls.slice(first).filter((call) => call.name === name);
  const areAnswered = (first: number, name: string) => {
    const calls = callsSince(first, name);
    return calls.length > 0 && calls.every(({ answeredAt }) => answeredAt !== null);
  };
  const probe = document.body.appendChild(document.createElement('span'));
  const star = () => query('[aria-rowindex="3"] [aria-label="Star"]');
  const times: ActionTimes = { painted: [], worker: [] };
  for (const input of inputs) {
    await new Promise((resolve) => setTimeout(resolve, 80));
    const first = window.workerCalls.length;
    const isPressed = star().getAttribute('aria-pressed');
    const start = performance.now();
    if (action === 'floor') probe.textContent = input;
    else if (action === 'sort') query('[role=columnheader].cell-title button').click();
    else if (action === 'star') star().click();
    else {
      const box = query<HTMLInputElement>('input[aria-label="Search papers"]');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, input);
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }
    if (action === 'star') await until(() => star().getAttribute('aria-pressed') !== isPressed);
    // What the worker answered is drawn in the tasks right behind, and painted with the next frame.
    else if (action !== 'floor') await until(() => areAnswered(first, 'list') && areAnswered(first, 'rows'));
    await painted();
    times.painted.push(performance.now() - start);
    const [listed] = callsSince(first, 'list');
    if (listed) times.worker.push((listed.answeredAt ?? Number.NaN) - listed.sentAt);
  }
  probe.remove();
  return times;
}
