/** What is told converges: after any sequence of file operations it is what a watcher tells that comes afterwards. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digest, eventually, inBox } from './watched-box';

const FOLDERS = ['', 'inner/', 'inner/deeper/', 'other/', '.hidden/'];
const FILES = ['a.txt', 'b.txt', 'A.txt', 'c.html', 'd.tmp', 'ignored.txt'];
const TITLES = ['On moss', 'On fern', 'On ivy'];

const file = fc.tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...FILES)).map(([folder, name]) => folder + name);
const anything = fc.oneof(
  { weight: 4, arbitrary: file },
  { weight: 1, arbitrary: fc.constantFrom('inner', 'other', 'x.txt') },
);
const text = fc.subarray(TITLES).map((titles) => (titles.length === 0 ? '' : digest(...titles)));

/** Something that is done to the folder; what cannot be done is left out. */
const operation = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), path: file, text }),
  fc.record({ kind: fc.constant('append' as const), path: file, text }),
  fc.record({ kind: fc.constant('replace' as const), path: file, text }),
  fc.record({ kind: fc.constant('truncate' as const), path: file, size: fc.nat(300) }),
  fc.record({ kind: fc.constant('touch' as const), path: file, seconds: fc.integer({ min: -100_000, max: 100_000 }) }),
  fc.record({ kind: fc.constant('move' as const), path: anything, to: anything }),
  fc.record({ kind: fc.constant('copy' as const), path: anything, to: anything }),
  fc.record({ kind: fc.constant('link' as const), path: file, to: file, isSymbolic: fc.boolean() }),
  fc.record({ kind: fc.constant('remove' as const), path: anything }),
  fc.record({ kind: fc.constant('make folder' as const), path: fc.constantFrom('inner', 'inner/deeper', 'x.txt') }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 40, 350) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer O> ? O : never;

async function carryOut(root: string, what: Operation): Promise<void> {
  const at = (path: string) => {
    const full = join(root, path);
    if (what.kind !== 'remove') mkdirSync(dirname(full), { recursive: true });
    return full;
  };
  switch (what.kind) {
    case 'write':
      return writeFileSync(at(what.path), what.text);
    case 'append':
      return appendFileSync(at(what.path), what.text);
    case 'replace':
      writeFileSync(at(`${what.path}.part`), what.text);
      return renameSync(at(`${what.path}.part`), at(what.path));
    case 'truncate':
      // Longer than it was, a file would be filled with NUL.
      return truncateSync(at(what.path), Math.min(what.size, statSync(at(what.path)).size));
    case 'touch': {
      const time = Date.now() / 1000 + what.seconds;
      return utimesSync(at(what.path), time, time);
    }
    case 'move':
      return renameSync(at(what.path), at(what.to));
    case 'copy':
      return cpSync(at(what.path), at(what.to), { recursive: true, preserveTimestamps: true });
    case 'link':
      return what.isSymbolic ? symlinkSync(at(what.path), at(what.to)) : linkSync(at(what.path), at(what.to));
    case 'remove':
      return rmSync(at(what.path), { recursive: true });
    case 'make folder':
      return void mkdirSync(at(what.path), { recursive: true });
    case 'wait':
      return void (await delay(what.ms));
  }
}

it('what was told in the end is what a full look tells that comes after it', { timeout: 120_000 }, async () => {
  const isDeep = fc.boolean();
  await fc.assert(
    fc.asyncProperty(isDeep, fc.array(operation, { minLength: 1, maxLength: 40 }), (includesSubfolders, operations) =>
      inBox(async ({ path, watch }) => {
        const options = { includesSubfolders, ignored: ['ignored.txt'] };
        const watched = await watch(options);
        for (const one of operations) {
          try {
            await carryOut(path, one);
          } catch {
            // Not every sequence makes sense: there is nothing to move, or a folder stands in the way.
          }
        }
        expect(existsSync(path)).toBe(true);
        const fresh = await watch(options);
        await delay(700);
        await eventually(() => expect([watched.queue.remaining, fresh.queue.remaining]).toEqual([0, 0]));
        await eventually(() => expect(watched.shown).toEqual(fresh.shown));
        await delay(100);
        expect(watched.shown).toEqual(fresh.shown);
      })(),
    ),
    { numRuns: 12 },
  );
});
