import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IncomingFile } from '../../preload/api';
import { addDigests, inspectDigest } from './add-digests';
import { FolderContents } from './folder-contents';
import { ignoredBy } from './ignored-files';
import type { ImportedFile } from './imports';
import { inspectBytes } from './inspect';
import { Samples } from './samples';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-add-'));
  folder = join(root, 'seeds');
  mkdirSync(folder);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function digest(title: string): string {
  return `Apr 21\n\n${title}\n\nAn abstract that says what was done, how, and what came of it.\n\n  • 3 authors\n·\nJan 16, 2025\n`;
}

const incoming = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const add = (files: IncomingFile[], onAdded?: (added: ImportedFile) => void) =>
  addDigests(files, {
    folder,
    contents: new FolderContents([
      { path: folder, includesSubfolders: true },
      { path: join(root, 'archive'), includesSubfolders: false },
    ]),
    inspect: inspectBytes,
    ...(onAdded && { onAdded }),
  });
const contents = () =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

describe('addDigests', () => {
  test('puts a digest into the folder as it is', async () => {
    expect(await add([incoming('Monday.txt', digest('On moss'))])).toEqual([
      { kind: 'added', name: 'Monday.txt', file: 'Monday.txt', digests: 1, entries: 1 },
    ]);
    expect(contents()).toEqual({ 'Monday.txt': digest('On moss') });
  });

  test('writes over nothing', async () => {
    writeFileSync(join(folder, 'Monday.txt'), digest('On moss'));
    mkdirSync(join(folder, 'Monday (2).txt'));
    const outcomes = await add([incoming('Monday.txt', digest('On fern'))]);
    expect(outcomes).toMatchObject([{ kind: 'added', file: 'Monday (3).txt' }]);
    expect(readFileSync(join(folder, 'Monday.txt'), 'utf8')).toBe(digest('On moss'));
    expect(readFileSync(join(folder, 'Monday (3).txt'), 'utf8')).toBe(digest('On fern'));
  });

  test('adds the same content once, whatever its name, also within one drop', async () => {
    writeFileSync(join(folder, 'old.txt'), digest('On moss'));
    writeFileSync(join(folder, 'same size.txt'), digest('On mess'));
    const outcomes = await add([
      incoming('new.txt', digest('On moss')),
      incoming('a.txt', digest('On fern')),
      incoming('b.txt', digest('On fern')),
    ]);
    expect(outcomes).toEqual([
      { kind: 'already-there', name: 'new.txt', file: 'old.txt' },
      { kind: 'added', name: 'a.txt', file: 'a.txt', digests: 1, entries: 1 },
      { kind: 'already-there', name: 'b.txt', file: 'a.txt' },
    ]);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'old.txt', 'same size.txt']);
  });

  test('finds its twin in a subfolder and in another seeds folder', async () => {
    mkdirSync(join(folder, '2025'));
    mkdirSync(join(root, 'archive/deep'), { recursive: true });
    writeFileSync(join(folder, '2025/moss.txt'), digest('On moss'));
    writeFileSync(join(root, 'archive/fern.txt'), digest('On fern'));
    writeFileSync(join(root, 'archive/deep/ivy.txt'), digest('On ivy'));
    const titles = ['On moss', 'On fern', 'On ivy'];
    expect(await add(titles.map((title) => incoming(`${title}.txt`, digest(title))))).toMatchObject([
      { kind: 'already-there', file: '2025/moss.txt' },
      { kind: 'already-there', file: 'fern.txt' },
      { kind: 'added', file: 'On ivy.txt' },
    ]);
  });

  test('what is left out by a pattern is no twin, and nothing is put where it would not be looked at', async () => {
    const ignored = ['drafts/', '*.md'];
    mkdirSync(join(folder, 'drafts'));
    writeFileSync(join(folder, 'drafts', 'a.txt'), digest('On moss'));
    writeFileSync(join(folder, 'b.md'), digest('On moss'));
    const outcomes = await addDigests([incoming('a.txt', digest('On moss')), incoming('c.md', digest('On fern'))], {
      folder,
      contents: new FolderContents([{ path: folder, includesSubfolders: true, ignored }]),
      inspect: inspectBytes,
      isIgnored: ignoredBy(ignored),
    });
    expect(outcomes).toMatchObject([
      { kind: 'added', file: 'a.txt' },
      { kind: 'refused', name: 'c.md', reason: expect.stringContaining('by a pattern') },
    ]);
    expect(readdirSync(folder).toSorted()).toEqual(['a.txt', 'b.md', 'drafts']);
  });

  test('tells of each file that it wrote, and of no other', async () => {
    const added: ImportedFile[] = [];
    const files = [incoming('a.txt', digest('On moss')), incoming('b.txt', digest('On moss')), incoming('c.txt', 'no')];
    await add(files, (file) => added.push(file));
    const hash = createHash('sha256').update(digest('On moss')).digest('hex');
    expect(added).toEqual([
      {
        file: join(folder, 'a.txt'),
        name: 'a.txt',
        size: Buffer.byteLength(digest('On moss')),
        hash,
        digestIds: [hash],
      },
    ]);
  });

  test('refuses what is no digest, each with its reason', async () => {
    const outcomes = await add([
      incoming('prose.txt', 'Dear reader'),
      incoming('empty.txt', ''),
      { name: 'picture.png', bytes: Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1') },
      incoming('good.txt', digest('On moss')),
    ]);
    expect(outcomes).toEqual([
      { kind: 'refused', name: 'prose.txt', reason: expect.stringContaining('not a digest') },
      { kind: 'refused', name: 'empty.txt', reason: expect.stringContaining('empty') },
      { kind: 'refused', name: 'picture.png', reason: expect.stringContaining('PNG') },
      { kind: 'added', name: 'good.txt', file: 'good.txt', digests: 1, entries: 1 },
    ]);
    expect(readdirSync(folder)).toEqual(['good.txt']);
  });

  test('stays inside the folder, whatever the name', async () => {
    await add([incoming('../../outside.txt', digest('On moss'))]);
    expect(readdirSync(root)).toEqual(['seeds']);
    expect(readdirSync(folder)).toEqual(['outside.txt']);
  });

  test('says why where the folder cannot be had', async () => {
    rmSync(folder, { recursive: true });
    expect(await add([incoming('a.txt', digest('On moss'))])).toEqual([
      { kind: 'refused', name: 'a.txt', reason: expect.stringContaining('not there') },
    ]);
  });
});

describe('inspectDigest', () => {
  const inspect = (file: IncomingFile) =>
    inspectDigest(file, {
      contents: new FolderContents([{ path: folder, includesSubfolders: false }]),
      inspect: inspectBytes,
    });

  test('says what a file would bring, and changes nothing', async () => {
    writeFileSync(join(folder, 'there.txt'), digest('On moss'));
    expect(await inspect(incoming('new.txt', digest('On fern')))).toEqual({
      kind: 'readable',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      format: expect.stringContaining('Daily Papers'),
      digests: [{ heading: 'Apr 21', date: '2026-04-21', yearInferred: true }],
      entries: 1,
      identities: expect.stringContaining('"titleKey":"onfern"'),
      problems: [],
      twin: null,
    });
    expect(await inspect(incoming('copy.txt', digest('On moss')))).toMatchObject({ twin: 'there.txt' });
    expect(await inspect(incoming('prose.txt', 'Dear reader'))).toMatchObject({ kind: 'refused' });
    expect(readdirSync(folder)).toEqual(['there.txt']);
  });
});

describe('Samples', () => {
  test('are added, found and removed again, and nothing else with them', async () => {
    const bundled = join(root, 'samples');
    mkdirSync(bundled);
    writeFileSync(join(bundled, 'one.txt'), digest('On moss'));
    writeFileSync(join(bundled, 'two.txt'), digest('On fern'));
    writeFileSync(join(bundled, 'three.txt'), digest('On ivy'));
    const samples = new Samples(bundled, inspectBytes);
    expect(await samples.isIn(folder)).toBe(false);
    expect(await samples.addTo(folder)).toMatchObject([{ kind: 'added' }, { kind: 'added' }, { kind: 'added' }]);
    expect(await samples.isIn(folder)).toBe(true);

    writeFileSync(join(folder, 'mine.txt'), digest('On mine'));
    writeFileSync(join(folder, 'two.txt'), `${digest('On fern')}and what I wrote under it\n`);
    const removed = await samples.removeFrom(folder);
    expect(removed).toHaveLength(2);
    expect(removed.every((id) => /^[0-9a-f]{64}$/.test(id))).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['mine.txt', 'two.txt']);
    expect(await samples.isIn(folder)).toBe(false);
    expect(await samples.removeFrom(folder)).toEqual([]);
  });
});
