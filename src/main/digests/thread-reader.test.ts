import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SeedsChange } from '../../preload/api';
import { bundleReaderThread } from './bundled-reader-thread';
import { digestText, writeFileToRead } from './files-for-tests';
import { LocalReader } from './local-reader';
import type { FileToRead, TakeChange } from './reader';
import { ThreadReader } from './thread-reader';

type Read = Extract<SeedsChange, { kind: 'read' }>;

let root: string;
let script: string;
/** The same, but it dies of some files, by their names. */
let frailScript: string;
let folder: string;
let reader: ThreadReader;
/** What was handed over, in order. */
let taken: Read[];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'offprint-thread-'));
  script = await bundleReaderThread(root);
  frailScript = join(root, 'frail-thread.cjs');
  writeFileSync(
    frailScript,
    `const { parentPort } = require('node:worker_threads');
    const misdeeds = {
      'memory.txt': () => { for (let list = null; ; ) list = [list]; },
      'endless.txt': () => { for (;;); },
      'crash.txt': () => { throw new Error('out of tune'); },
    };
    parentPort.on('message', ({ id, file }) => {
      const misdeed = misdeeds[file?.name];
      if (!misdeed) return;
      parentPort.postMessage({ id, kind: 'begun' });
      misdeed();
    });
    require(${JSON.stringify(script)});`,
  );
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(root, 'seeds-'));
  reader = new ThreadReader({ script });
  taken = [];
});

afterEach(() => reader.close());

const write = (name: string, text: string) => writeFileToRead(folder, name, text);

const take: TakeChange = (change) => {
  taken.push(JSON.parse(change) as Read);
  return true;
};

const names = () => taken.map(({ name }) => name);

/** What a reader hands over of a file, but for the time. */
async function handedOver(by: ThreadReader | LocalReader, file: FileToRead): Promise<unknown[]> {
  const changes: unknown[] = [];
  await by.readFile(file, (change) => changes.push({ ...JSON.parse(change), readAt: 0 }) > 0);
  return changes;
}

// A thread takes long to start on a machine that is busy.
describe('ThreadReader', { timeout: 30_000 }, () => {
  test('answers as a reader without a thread does', async () => {
    const local = new LocalReader();
    const file = write('a.txt', digestText(2300));
    const changes = await handedOver(reader, file);
    expect(changes).toHaveLength(3);
    expect(changes).toEqual(await handedOver(local, file));

    const lines = { path: file.path, digestId: 'another', start: 2, end: 6 };
    expect(await reader.lines(lines)).toEqual(await local.lines(lines));
    const incoming = { name: 'b.txt', bytes: new TextEncoder().encode(digestText(3)), modifiedAt: 1 };
    expect(await reader.inspect(incoming)).toEqual(await local.inspect(incoming));
    // They may yet be written into the seeds folder.
    expect(incoming.bytes.length).toBeGreaterThan(0);
  });

  test('says what is wrong with a file', async () => {
    const outcome = await reader.readFile(write('a.txt', 'Buy milk, and bread.\n'), take);
    expect(outcome).toMatchObject({ kind: 'unreadable', isLasting: true });
    await expect(reader.lines({ path: folder, digestId: '', start: 0, end: 1 })).rejects.toThrow('folder');
    const bytes = new TextEncoder().encode('Buy milk, and bread.\n');
    expect(await reader.inspect({ name: 'a.txt', bytes, modifiedAt: 1 })).toMatchObject({ kind: 'refused' });
  });

  test('has the next part made when there is room for it, and answers other questions meanwhile', async () => {
    let isTaking = false;
    const file = write('a.txt', digestText(2500));
    const outcome = await reader.readFile(file, async (change) => {
      expect(isTaking).toBe(false);
      isTaking = true;
      const { lines } = await reader.lines({ path: file.path, digestId: '', start: 0, end: 1 });
      expect(lines[0]?.text).toBe('Apr 21');
      isTaking = false;
      return take(change);
    });
    expect(outcome).toEqual({ kind: 'read' });
    expect(taken.map(({ isLast, digests }) => [isLast, digests[0]?.start])).toEqual([
      [false, 0],
      [false, 1000],
      [true, 2000],
    ]);
  });

  test('a file that changes between two parts never has its last part', async () => {
    const file = write('a.txt', digestText(2500));
    const outcome = await reader.readFile(file, (change) => {
      appendFileSync(file.path, 'more');
      return take(change);
    });
    expect(outcome).toEqual({ kind: 'restless' });
    expect(taken.map(({ isLast }) => isLast)).toEqual([false, false]);
  });

  test('no more is read of a file that nobody wants any more', async () => {
    expect(await reader.readFile(write('a.txt', digestText(2500)), (change) => take(change) && false)).toEqual({
      kind: 'restless',
    });
    expect(await reader.readFile(write('b.txt', digestText(1)), take)).toEqual({ kind: 'read' });
    expect(names()).toEqual(['a.txt', 'b.txt']);
  });

  test.each([
    ['takes too much memory', 'memory.txt', { mostMemory: 16 }, 'takes more memory'],
    ['is without end', 'endless.txt', { patience: 2000 }, 'could not come to an end'],
    ['brings the thread down', 'crash.txt', {}, 'failed over this file, and has left it out: out of tune'],
  ])('a file that %s is told as unreadable, and the others are read', async (_, name, limits, message) => {
    reader.close();
    reader = new ThreadReader({ script: frailScript, ...limits });
    const files = [write('a.txt', digestText(1)), write(name, digestText(1)), write('b.txt', digestText(1))];
    const outcomes = await Promise.all(files.map((file) => reader.readFile(file, take)));
    const problem = { line: null, message: expect.stringContaining(message) };
    expect(outcomes).toEqual([{ kind: 'read' }, { kind: 'unreadable', problem, isLasting: true }, { kind: 'read' }]);
    expect(new Set(names())).toEqual(new Set(['a.txt', 'b.txt']));
  });

  test('a file is begun anew when the thread died of another one meanwhile', async () => {
    reader.close();
    reader = new ThreadReader({ script: frailScript });
    let isFirst = true;
    const outcome = await reader.readFile(write('a.txt', digestText(1500)), async (change) => {
      if (isFirst) {
        isFirst = false;
        const incoming = { name: 'crash.txt', bytes: new TextEncoder().encode(digestText(1)), modifiedAt: 1 };
        const inspected = await reader.inspect(incoming);
        expect(inspected).toEqual({ kind: 'refused', reason: expect.stringContaining('out of tune') });
      }
      return take(change);
    });
    expect(outcome).toEqual({ kind: 'read' });
    expect(taken.map(({ digests }) => digests[0]?.start)).toEqual([0, 0, 1000]);
    expect(taken.at(-1)?.isLast).toBe(true);
  });

  test('closed while it reads, it leaves nobody waiting', async () => {
    let wasTaken = () => {};
    const first = new Promise<void>((resolve) => {
      wasTaken = resolve;
    });
    const file = write('a.txt', digestText(2500));
    const reading = reader.readFile(file, () => {
      wasTaken();
      return new Promise(() => {});
    });
    const waiting = reader.readFile(write('b.txt', digestText(1)), take);
    await first;
    const lines = reader.lines({ path: file.path, digestId: '', start: 0, end: 1 });
    reader.close();
    expect(await Promise.all([reading, waiting])).toEqual([{ kind: 'restless' }, { kind: 'restless' }]);
    await expect(lines).rejects.toThrow('closing');
    expect(await reader.readFile(file, take)).toEqual({ kind: 'restless' });
    expect(taken).toEqual([]);
  });

  test('without its script it says so, and does not try for ever', async () => {
    reader.close();
    reader = new ThreadReader({ script: join(root, 'missing.cjs') });
    const outcome = await reader.readFile(write('a.txt', digestText(1)), take);
    expect(outcome).toEqual({
      kind: 'unreadable',
      problem: { line: null, message: expect.stringContaining('does not run') },
      isLasting: false,
    });
  });
});
