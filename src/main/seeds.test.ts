import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KnownFile, SeedsChange, SeedsChoices, SeedsState } from '../preload/api';
import { inspectBytes } from './digests/inspect';
import { LocalReader } from './digests/local-reader';
import { READER_VERSION } from './digests/reader-version';
import { Samples } from './digests/samples';
import { chooseFolders, Seeds } from './seeds';

let root: string;
let folder: string;
let samples: Samples;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'offprint-choice-')));
  folder = join(root, 'digests');
  mkdirSync(join(root, 'samples'));
  writeFileSync(join(root, 'samples', 'sample.txt'), digest('On samples'));
  samples = new Samples(join(root, 'samples'), inspectBytes);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function digest(title: string): string {
  return `Apr 21\n\n${title}\n\nAn abstract that says what was done, how, and what came of it.\n\n  • 3 authors\n·\nJan 16, 2025\n`;
}

describe('chooseFolders', () => {
  const choose = (choice: { given?: string; remembered?: SeedsChoices['folders']; isFirstRun?: boolean } = {}) =>
    chooseFolders({
      given: choice.given ?? null,
      remembered: choice.remembered ?? [],
      isFirstRun: choice.isFirstRun ?? false,
      defaultFolder: join(root, 'Documents', 'Offprint', 'Seeds'),
      samples,
    });
  const remembered = [
    { path: '/first', includesSubfolders: false },
    { path: '/second', includesSubfolders: true },
  ];

  test('takes what is given before what is remembered, and makes neither', async () => {
    expect(await choose({ given: '/given', remembered })).toEqual([{ path: '/given', includesSubfolders: false }]);
    expect(await choose({ given: '/second', remembered })).toEqual([{ path: '/second', includesSubfolders: true }]);
    expect(await choose({ remembered, isFirstRun: true })).toEqual(remembered);
    expect(readdirSync(root)).toEqual(['samples']);
  });

  test('makes the default folder, and puts the samples into it on the very first run only', async () => {
    const path = String((await choose({ isFirstRun: true }))[0]?.path);
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
    expect(await choose({ isFirstRun: true })).toHaveLength(1);
    expect(said).toHaveBeenCalledWith(expect.stringContaining('could not be made'));
    said.mockRestore();
  });
});

describe('Seeds', () => {
  const sent: [name: string, payload: unknown][] = [];
  const remember = vi.fn<(choices: SeedsChoices) => Promise<void>>();
  const onWatched = vi.fn();
  let other: string;
  let seeds: Seeds;

  beforeEach(() => {
    sent.length = 0;
    onWatched.mockReset();
    remember.mockReset().mockResolvedValue();
    other = join(root, 'other');
    for (const path of [folder, other]) mkdirSync(path);
    seeds = new Seeds({
      choices: { folders: [{ path: folder, includesSubfolders: false }], ignored: [], isPaused: false },
      samples,
      reader: new LocalReader(),
      send: (name, payload) => sent.push([name, payload]),
      remember,
      onWatched,
    });
  });

  afterEach(() => seeds.close());

  /** What the page was told of which file, in order, by everything that was taken so far. */
  const taken: string[] = [];
  beforeEach(() => {
    taken.length = 0;
  });

  async function takeUntil(check: () => void): Promise<void> {
    await vi.waitFor(
      async () => {
        const { changes } = await seeds.take();
        for (const { kind, file } of JSON.parse(changes) as SeedsChange[])
          taken.push(`${kind} ${file.slice(root.length)}`);
        check();
      },
      { timeout: 20_000, interval: 20 },
    );
  }

  const told = (...kinds: string[]) => takeUntil(() => expect(taken.toSorted()).toEqual(kinds.toSorted()));

  function choices(state: SeedsState, change: Partial<SeedsChoices>): SeedsChoices {
    const folders = state.folders.map(({ path, includesSubfolders }) => ({ path, includesSubfolders }));
    return { folders, ignored: state.ignored, isPaused: state.isPaused, ...change };
  }

  const state = (change: Partial<SeedsState['folders'][number]> = {}, rest: Partial<SeedsState> = {}): SeedsState => ({
    folders: [{ path: folder, includesSubfolders: false, problem: null, files: 0, ...change }],
    ignored: [],
    isPaused: false,
    hasSamples: false,
    ...rest,
  });

  test('says what is watched, and gives nothing before it is', async () => {
    expect(await seeds.state()).toEqual(state());
    expect(await seeds.take()).toEqual({ changes: '[]', count: 0, remaining: 0 });
  });

  test('tells of known files that lie in none of the folders, and starts afresh each time', async () => {
    writeFileSync(join(folder, 'a.txt'), digest('On moss'));
    const known = (file: string): KnownFile => ({ file, size: 1, modifiedAt: 1, readerVersion: READER_VERSION });
    const files = [known(join(folder, 'gone.txt')), known(join(other, 'elsewhere.txt')), known('from-before.txt')];
    expect(await seeds.watch(files)).toEqual(state({ files: 1 }));
    expect(onWatched).toHaveBeenCalledWith(state({ files: 1 }));
    const gone = `removed ${join(other, 'elsewhere.txt').slice(root.length)}`;
    const before = `removed ${'from-before.txt'.slice(root.length)}`;
    await told('read /digests/a.txt', 'removed /digests/gone.txt', gone, before);
    taken.length = 0;
    await seeds.watch([]);
    await told('read /digests/a.txt');
  });

  test('watches a folder that is added, tells of its files when it is removed, and remembers both', async () => {
    writeFileSync(join(folder, 'a.txt'), digest('On moss'));
    writeFileSync(join(other, 'b.txt'), digest('On fern'));
    await seeds.watch([]);
    await told('read /digests/a.txt');
    const two = await seeds.addFolder(`${other}/`);
    expect(two.folders).toMatchObject([{ path: folder }, { path: other, includesSubfolders: false, files: 1 }]);
    expect(sent).toContainEqual(['seeds-changed', two]);
    await told('read /digests/a.txt', 'read /other/b.txt');
    const one = await seeds.save(choices(two, { folders: [{ path: other, includesSubfolders: false }] }));
    expect(one.folders).toMatchObject([{ path: other }]);
    expect(seeds.places).toEqual([{ path: other, includesSubfolders: false, ignored: [] }]);
    await told('read /digests/a.txt', 'read /other/b.txt', 'removed /digests/a.txt');
    expect(remember.mock.calls.map(([{ folders }]) => folders.map(({ path }) => path))).toEqual([
      [folder, other],
      [other],
    ]);
  });

  test('a digest that moves from one folder to the other is read there', async () => {
    writeFileSync(join(folder, 'a.txt'), digest('On moss'));
    await seeds.watch([]);
    await seeds.addFolder(other);
    await told('read /digests/a.txt');
    renameSync(join(folder, 'a.txt'), join(other, 'a.txt'));
    await told('read /digests/a.txt', 'read /other/a.txt', 'removed /digests/a.txt');
  });

  test('subfolders come and go as the reader chooses', async () => {
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'inner', 'a.txt'), digest('On moss'));
    const flat = await seeds.watch([]);
    const deep = await seeds.save(choices(flat, { folders: [{ path: folder, includesSubfolders: true }] }));
    await told('read /digests/inner/a.txt');
    await seeds.save(choices(deep, { folders: [{ path: folder, includesSubfolders: false }] }));
    await told('read /digests/inner/a.txt', 'removed /digests/inner/a.txt');
  });

  test('patterns take files out of sight, and back', async () => {
    writeFileSync(join(folder, 'a.txt'), digest('On moss'));
    writeFileSync(join(folder, 'draft.txt'), digest('On fern'));
    const first = await seeds.watch([]);
    await told('read /digests/a.txt', 'read /digests/draft.txt');
    const less = await seeds.save(choices(first, { ignored: ['draft*'] }));
    expect(less).toMatchObject({ ignored: ['draft*'], folders: [{ files: 1 }] });
    await told('read /digests/a.txt', 'read /digests/draft.txt', 'removed /digests/draft.txt');
    taken.length = 0;
    await seeds.save(choices(less, { ignored: [] }));
    await told('read /digests/draft.txt');
  });

  test('nothing is looked at during a pause, and all that happened meanwhile is told after it', async () => {
    writeFileSync(join(folder, 'a.txt'), digest('On moss'));
    writeFileSync(join(folder, 'b.txt'), digest('On fern'));
    const first = await seeds.watch([]);
    await told('read /digests/a.txt', 'read /digests/b.txt');
    taken.length = 0;
    const paused = await seeds.save(choices(first, { isPaused: true }));
    expect(paused).toEqual(state({ files: 2 }, { isPaused: true }));
    writeFileSync(join(folder, 'c.txt'), digest('On ivy'));
    rmSync(join(folder, 'a.txt'));
    seeds.lookAgain();
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await seeds.take()).toMatchObject({ count: 0, remaining: 0 });
    await seeds.save(choices(paused, { isPaused: false }));
    await told('read /digests/c.txt', 'removed /digests/a.txt');
  });

  test('a start during a pause takes nothing away', async () => {
    const paused = await seeds.save(choices(await seeds.state(), { isPaused: true }));
    writeFileSync(join(folder, 'a.txt'), digest('On moss'));
    const gone = { file: join(folder, 'gone.txt'), size: 1, modifiedAt: 1, readerVersion: READER_VERSION };
    expect(await seeds.watch([gone])).toEqual(state({ files: 1 }, { isPaused: true }));
    expect(await seeds.take()).toMatchObject({ count: 0, remaining: 0 });
    await seeds.save(choices(paused, { isPaused: false }));
    await told('read /digests/a.txt', 'removed /digests/gone.txt');
  });

  test('a folder is not watched twice, by any name', async () => {
    const link = join(root, 'link');
    symlinkSync(folder, link);
    mkdirSync(join(folder, 'inner'));
    const flat = await seeds.watch([]);
    await expect(seeds.addFolder(folder)).rejects.toThrow('is a seeds folder already');
    await expect(seeds.addFolder(link)).rejects.toThrow('is the same folder as');
    const nested = await seeds.addFolder(join(folder, 'inner'));
    const deep = nested.folders.map(({ path }) => ({ path, includesSubfolders: path === folder }));
    await expect(seeds.save(choices(nested, { folders: deep }))).rejects.toThrow('lies inside of');
    await seeds.save(choices(flat, { folders: deep.slice(0, 1) }));
    await expect(seeds.addFolder(join(folder, 'inner'))).rejects.toThrow('lies inside of');
    expect(seeds.places).toEqual([{ path: folder, includesSubfolders: true, ignored: [] }]);
  });

  test('the page names no folder that the reader did not choose, and nothing is changed that cannot be kept', async () => {
    const first = await seeds.watch([]);
    const folders = [{ path: other, includesSubfolders: false }];
    await expect(seeds.save(choices(first, { folders }))).rejects.toThrow('is no seeds folder');
    remember.mockRejectedValueOnce(new Error('The disk is full.'));
    await expect(seeds.addFolder(other)).rejects.toThrow('The disk is full.');
    expect(await seeds.state()).toEqual(state());
    expect(sent.filter(([name]) => name === 'seeds-changed')).toEqual([]);
  });

  test('tells when samples come and go, and when the folder does', async () => {
    await seeds.watch([]);
    expect(await seeds.addSamples()).toMatchObject([{ kind: 'added', file: 'sample.txt' }]);
    const changed = (expected: unknown) =>
      vi.waitFor(() => expect(sent).toContainEqual(['seeds-changed', expected]), { timeout: 10_000 });
    await changed(state({ files: 1 }, { hasSamples: true }));
    sent.length = 0;
    expect(await seeds.removeSamples()).toHaveLength(1);
    await changed(state());
    rmSync(folder, { recursive: true });
    await changed(state({ problem: expect.stringContaining('not there') }));
  });
});
