/** What the built application takes in memory and on the disk once it has come to rest. */
import type { Offprint } from '../e2e/launch';
import { sizeOfTree } from './process-memory';
import type { Measurement } from './report';

/** How much memory it takes after a collection, how large the index is, and how many rows the page ever had while it was scrolled through. */
/** @param textBytes of the titles and abstracts of all papers */
export async function benchMemory(offprint: Offprint, papers: number, textBytes: number): Promise<Measurement[]> {
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
  const proportional = sizeOfTree(offprint.pid);
  const index = await page.evaluate(sizeOfIndex);
  return [
    {
      name: `all processes, ${papers} papers: KB a paper`,
      value: proportional / 1024 / papers,
      unit: 'count',
      ...(papers >= 1_000_000 && { target: { atMost: 1.2, of: 'value' as const } }),
    },
    { name: `all processes, ${papers} papers`, value: proportional / 2 ** 20, unit: 'MB' },
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
