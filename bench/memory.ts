/** What the built application takes in memory and on the disk once it has come to rest. */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchOffprint, type Offprint } from '../e2e/launch';
import { sizeOfTree } from './process-memory';
import type { Measurement } from './report';
import { temporaryFolder } from './window';

/** Milliseconds after which an application that nobody touches has let go of what it no longer needs. */
const REST = 20_000;

/** The bytes that all processes take with no papers. */
export async function sizeWithNone(): Promise<number> {
  const [seeds, userDataDir] = [temporaryFolder(), temporaryFolder()];
  const offprint = await launchOffprint({ seeds, userDataDir });
  await sleep(REST);
  const size = sizeOfTree(offprint.pid);
  await offprint.close();
  for (const folder of [seeds, userDataDir]) rmSync(folder, { recursive: true });
  return size;
}

/**
 * How much memory it takes after the page's garbage was collected, how large the index is, and how many rows the page
 * ever had while it was scrolled through.
 *
 * @param withNone see `sizeWithNone`
 * @param textBytes of the titles and abstracts of all papers
 */
export async function benchMemory(
  offprint: Offprint,
  papers: number,
  withNone: number,
  textBytes: number,
): Promise<Measurement[]> {
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
  await sleep(REST);
  const proportional = sizeOfTree(offprint.pid);
  const index = await page.evaluate(sizeOfIndex);
  return [
    {
      name: `all processes, ${papers} papers: KB a paper`,
      value: proportional / 1024 / papers,
      unit: 'count',
      ...(papers >= 1_000_000 && { target: { atMost: 1.2, of: 'value' as const } }),
    },
    {
      name: `all processes, ${papers} papers: KB a paper beyond those with none`,
      value: (proportional - withNone) / 1024 / papers,
      unit: 'count',
    },
    {
      name: `all processes, ${papers} papers`,
      value: proportional / 2 ** 20,
      unit: 'MB',
      floor: { name: 'with none', value: withNone / 2 ** 20 },
    },
    {
      name: 'index on disk',
      value: index / 2 ** 20,
      unit: 'MB',
      floor: { name: 'titles and abstracts', value: textBytes / 2 ** 20 },
      target: { atMost: 0.6, of: 'ratio' },
    },
    {
      name: `page heap, ${papers} papers`,
      value: usedSize / 2 ** 20,
      unit: 'MB',
      target: { atMost: 100, of: 'value' },
    },
    { name: 'most rows while scrolling', value: most, unit: 'count', target: { atMost: 100, of: 'value' } },
  ];
}

/** Runs in the page: the bytes of the search index as the database keeps it. */
async function sizeOfIndex(): Promise<number> {
  const answered = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const sizeOf = (value: unknown): number => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
    if (value instanceof Blob) return value.size;
    if (typeof value === 'string') return value.length;
    if (typeof value === 'object' && value !== null) {
      return Object.values(value).reduce((sum: number, field) => sum + sizeOf(field), 0);
    }
    return 8;
  };
  const database = await answered(indexedDB.open('offprint'));
  const names = ['segments', 'segmentPieces'];
  const transaction = database.transaction(names);
  let bytes = 0;
  for (const store of names.map((name) => transaction.objectStore(name))) {
    for (const key of await answered(store.getAllKeys())) bytes += sizeOf(await answered(store.get(key)));
  }
  database.close();
  return bytes;
}
