import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KnownFile, SeedsChange } from '../preload/api';
import { Samples } from './digests/samples';
import { chooseFolder, Seeds } from './seeds';

let root: string;
let folder: string;
let samples: Samples;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-choice-'));
  folder = join(root, 'digests');
  mkdirSync(join(root, 'samples'));
  writeFileSync(join(root, 'samples', 'sample.txt'), digest('On samples'));
  samples = new Samples(join(root, 'samples'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function digest(title: string): string {
  return `Apr 21\n\n${title}\n\nAn abstract that says what was done, how, and what came of it.\n\n  • 3 authors\n·\nJan 16, 2025\n`;
}

describe('chooseFolder', () => {
  const choose = (choice: { given?: string; remembered?: string; isFirstRun?: boolean } = {}) =>
    chooseFolder({
      given: choice.given ?? null,
      remembered: choice.remembered ?? null,
      isFirstRun: choice.isFirstRun ?? false,
      defaultFolder: join(root, 'Documents', 'Offprint', 'Seeds'),
      samples,
    });

  test('takes what is given before what is remembered, and makes neither', async () => {
    expect(await choose({ given: '/given', remembered: '/remembered' })).toBe('/given');
    expect(await choose({ remembered: '/remembered', isFirstRun: true })).toBe('/remembered');
    expect(readdirSync(root)).toEqual(['samples']);
  });

  test('makes the default folder, and puts the samples into it on the very first run only', async () => {
    const path = await choose({ isFirstRun: true });
    expect(readdirSync(path)).toEqual(['sample.txt']);
    rmSync(join(path, 'sample.txt'));
    await choose({ isFirstRun: true });
    expect(readdirSync(path)).toEqual([]);
    rmSync(path, { recursive: true });
    await choose();
    expect(readdirSync(path)).toEqual([]);
  });

  test('goes on where the default folder cannot be made', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    writeFileSync(join(root, 'Documents'), '');
    expect(await choose({ isFirstRun: true })).toContain('Seeds');
    expect(said).toHaveBeenCalledWith(expect.stringContaining('could not be made'));
    said.mockRestore();
  });
});

describe('Seeds', () => {
  const sent: unknown[] = [];
  const onWatched = vi.fn();
  let seeds: Seeds;

  beforeEach(() => {
    sent.length = 0;
    onWatched.mockClear();
    mkdirSync(folder);
    seeds = new Seeds({ path: folder, samples, send: (name, payload) => sent.push([name, payload]), onWatched });
  });

  afterEach(() => seeds.close());

  async function takeAll(): Promise<string[]> {
    const taken: string[] = [];
    for (;;) {
      const { changes, count, remaining } = await seeds.take();
      for (const { kind, file } of JSON.parse(changes) as SeedsChange[]) taken.push(`${kind} ${file}`);
      if (remaining === 0) return taken;
      if (count === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  test('says which folder it is, and gives nothing before it is watched', async () => {
    expect(await seeds.info()).toEqual({ path: folder, problem: null, hasSamples: false });
    expect(await seeds.take()).toEqual({ changes: '[]', count: 0, remaining: 0 });
  });

  test('compares with what was learnt from the same folder only, and afresh each time', async () => {
    writeFileSync(join(folder, 'a.txt'), digest('On moss'));
    const files: KnownFile[] = [
      { file: 'a.txt', size: 1, modifiedAt: 1 },
      { file: 'gone.txt', size: 1, modifiedAt: 1 },
    ];
    await seeds.watch({ folder: join(root, 'other'), files });
    expect(onWatched).toHaveBeenCalledWith({ path: folder, problem: null, hasSamples: false }, 1);
    expect(await takeAll()).toEqual(['read a.txt']);
    await seeds.watch({ folder: null, files: [] });
    expect(await takeAll()).toEqual(['read a.txt']);
    await seeds.watch({ folder, files });
    await vi.waitFor(async () => expect(sent).toContainEqual(['changes-waiting', { remaining: 2 }]), 3000);
    expect(await takeAll()).toEqual(['read a.txt', 'removed gone.txt']);
  });

  test('tells when samples come and go, and when the folder does', async () => {
    await seeds.watch({ folder: null, files: [] });
    expect(await seeds.addSamples()).toMatchObject([{ kind: 'added', file: 'sample.txt' }]);
    const told = (hasSamples: boolean, problem: unknown = null) => [
      'seeds-folder-changed',
      { path: folder, problem, hasSamples },
    ];
    await vi.waitFor(() => expect(sent).toContainEqual(told(true)), 3000);
    sent.length = 0;
    expect(await seeds.removeSamples()).toHaveLength(1);
    await vi.waitFor(() => expect(sent).toContainEqual(told(false)), 3000);
    rmSync(folder, { recursive: true });
    await vi.waitFor(() => expect(sent).toContainEqual(told(false, expect.stringContaining('not there'))), 3000);
  });

  test('adds the same file once, though it is added twice at the same time', async () => {
    const file = { name: 'a.txt', bytes: new TextEncoder().encode(digest('On moss')) };
    const outcomes = await Promise.all([seeds.add([file]), seeds.add([file])]);
    expect(outcomes.flat().map(({ kind }) => kind)).toEqual(['added', 'already-there']);
  });

  test('turns to another folder, of which nothing comes before it is watched', async () => {
    writeFileSync(join(folder, 'a.txt'), digest('On moss'));
    const other = join(root, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'b.txt'), digest('On fern'));
    await seeds.watch({ folder: null, files: [] });
    expect(await seeds.use(other)).toEqual({ path: other, problem: null, hasSamples: false });
    expect(await takeAll()).toEqual([]);
    await seeds.watch({ folder: null, files: [] });
    expect(await takeAll()).toEqual(['read b.txt']);
  });
});
