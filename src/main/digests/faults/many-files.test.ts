/** FAULTS.md 19: more files at once than the system has events for. */
import { linkSync, unlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { digest, eventually, inBox } from './watched-box';

it(
  'fault 19: 20,000 files at once all come, and all go',
  { timeout: 180_000 },
  inBox(async ({ seed, write, watch }) => {
    const COUNT = 20_000;
    const watched = await watch();
    // Links to one file are made faster than files.
    write('0.txt', digest('On moss'));
    for (let index = 1; index < COUNT; index++) linkSync(seed('0.txt'), seed(`${index}.txt`));
    await eventually(() => expect(watched.folder.fileCount).toBe(COUNT));
    const shownFiles = () => new Set(watched.changes.map(({ file }) => file)).size;
    // However long all of them take, there are always more.
    for (let shown = shownFiles(); shown < COUNT; shown = shownFiles()) {
      await eventually(() => expect(shownFiles()).toBeGreaterThan(shown));
    }
    for (let index = 1; index < COUNT; index++) unlinkSync(seed(`${index}.txt`));
    await eventually(() => expect(Object.keys(watched.shown)).toEqual(['0.txt']));
  }),
);
