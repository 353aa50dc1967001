/** A library goes out and comes in as it was; what is none, or was tampered with, is refused, whatever it says of itself. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { ArchiveError, isArchiveName, type Manifest } from './archive-format';
import { Archive } from './read-archive';
import { writeArchive } from './write-archive';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, 'library.zip');
const AT = Date.UTC(2026, 10, 21);

function digest(name: string, text: string) {
  const file = join(folder, name.replaceAll('/', '-'));
  writeFileSync(file, text);
  return { file, name };
}

async function write(digests = [digest('digests/1/a.txt', 'Mar 2\n'), digest('digests/2/sub/b.txt', 'Mar 3\n')]) {
  const marks = { parts: [Buffer.from('one\n'), Buffer.from('two\n')], count: 2 };
  return writeArchive(
    { app: '0.1.0', at: AT, digests, marks, settings: { theme: 'dark' } },
    { path: path(), signal: new AbortController().signal, onProgress: () => {} },
  );
}

test('what was written is read back, each file held to its hash', async () => {
  await write();
  const archive = await Archive.open(path());
  expect(archive.manifest).toMatchObject({ app: '0.1.0', at: AT, counts: { digests: 2, marks: 2 } });
  expect(archive.digests.map(({ name }) => name)).toEqual(['digests/1/a.txt', 'digests/2/sub/b.txt']);
  expect((await archive.read('digests/2/sub/b.txt')).toString()).toBe('Mar 3\n');
  expect((await archive.read('marks.jsonl')).toString()).toBe('one\ntwo\n');
  expect(JSON.parse((await archive.read('settings.json')).toString())).toEqual({ theme: 'dark' });
  await expect(archive.read('digests/1/none.txt')).rejects.toThrow(ArchiveError);
  archive.close();
  expect(readdirSync(folder)).not.toContain('library.zip.part');
});

test('a digest that cannot be read is left out, and told', async () => {
  const gone = { file: join(folder, 'gone.txt'), name: 'digests/1/gone.txt' };
  const manifest = await write([gone, digest('digests/1/a.txt', 'Mar 2\n')]);
  expect(manifest.counts).toEqual({ digests: 1, marks: 2 });
  const archive = await Archive.open(path());
  expect(archive.digests.map(({ name }) => name)).toEqual(['digests/1/a.txt']);
  archive.close();
});

test('writing that is stopped leaves what was there', async () => {
  writeFileSync(path(), 'an earlier library');
  const stop = new AbortController();
  const digests = Array.from({ length: 30 }, (_, index) => digest(`digests/1/${index}.txt`, 'x'.repeat(100_000)));
  const writing = writeArchive(
    { app: '0.1.0', at: AT, digests, marks: null, settings: {} },
    { path: path(), signal: stop.signal, onProgress: (done) => done === 3 && stop.abort() },
  );
  await expect(writing).rejects.toThrow('aborted');
  expect(readFileSync(path(), 'utf8')).toBe('an earlier library');
  expect(existsSync(`${path()}.part`)).toBe(false);
});

/** Writes any zip at all. */
async function zipOf(
  entries: readonly { name: string; content: Buffer | string; mode?: number; compress?: boolean }[],
) {
  const zip = new ZipFile();
  for (const { name, content, ...options } of entries) zip.addBuffer(Buffer.from(content), name, options);
  zip.end();
  const output = createWriteStream(path());
  zip.outputStream.pipe(output);
  await once(output, 'finish');
}

/** Names these files rightly. */
function manifestOf(files: readonly { name: string; content: Buffer | string }[]): Manifest {
  return {
    ...{ offprintLibrary: 1, app: '0.1.0', at: AT, counts: { digests: files.length, marks: 0 } },
    files: files.map(({ name, content }) => ({
      ...{ name, size: Buffer.from(content).length, modifiedAt: AT, isMissing: false },
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  };
}

/** A zip with these digests, and their manifest. */
async function library(
  files: readonly { name: string; content: Buffer | string; mode?: number; compress?: boolean }[],
  change: (manifest: Manifest) => unknown = (manifest) => manifest,
) {
  await zipOf([...files, { name: 'manifest.json', content: JSON.stringify(change(manifestOf(files))) }]);
}

/**
 * Has the second file of the zip be where the first one is, and takes its own bytes out. Of the format (PKWARE's APPNOTE, 4.3): a
 * record of the directory has the file's place at 42 and its name at 46, that at the end the directory's place at 16.
 */
function layOver(): void {
  const bytes = readFileSync(path());
  const end = bytes.lastIndexOf('PK\x05\x06');
  const directory = bytes.readUInt32LE(end + 16);
  const records: number[] = [];
  const signature = Buffer.from('PK\x01\x02');
  for (let at = directory; at >= 0; at = bytes.indexOf(signature, at + 1)) records.push(at);
  const [, second = 0, third = 0] = records;
  const [from, to] = [bytes.readUInt32LE(second + 42), bytes.readUInt32LE(third + 42)];
  bytes.writeUInt32LE(0, second + 42);
  bytes.writeUInt32LE(from, third + 42);
  bytes.writeUInt32LE(directory - (to - from), end + 16);
  writeFileSync(path(), Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]));
}

/** Puts other bytes of the same length in the place of some, wherever they stand in the zip. */
function tamper(from: string | Buffer, to: string | Buffer): void {
  const bytes = readFileSync(path());
  const [old, next] = [Buffer.from(from), Buffer.from(to)];
  expect(next).toHaveLength(old.length);
  let isFound = false;
  for (let at = bytes.indexOf(old); at >= 0; at = bytes.indexOf(old, at + 1)) {
    next.copy(bytes, at);
    isFound = true;
  }
  expect(isFound).toBe(true);
  writeFileSync(path(), bytes);
}

async function openAndCheck(): Promise<void> {
  const archive = await Archive.open(path());
  try {
    for (const { name } of archive.manifest.files) await archive.check(name);
  } finally {
    archive.close();
  }
}

const a = { name: 'digests/1/a.txt', content: 'Mar 2\n' };

describe('refused', () => {
  test.each([
    'digests/../x.txt',
    '/etc/abc/dfg.txt',
    'c:/windows/a.tx',
    'digests\\1\\a.txt',
    'digests/1/..txt/..',
    'digests//1/a.tx',
  ])('a name that leads elsewhere: %s', async (evil) => {
    const name = `digests/1/${'a'.repeat(30)}.txt`;
    await library([{ ...a, name }]);
    tamper(name, `${evil}${'x'.repeat(name.length - evil.length)}`.slice(0, name.length));
    await expect(openAndCheck()).rejects.toThrow(ArchiveError);
  });

  test('a name that leads elsewhere, although the manifest names it as well', async () => {
    await library([{ ...a, name: 'digests/1/bbbbbb.txt' }]);
    tamper('digests/1/bbbbbb.txt', 'digests/../../bb.txt');
    await expect(openAndCheck()).rejects.toThrow(/^This is no library that Offprint wrote/);
  });

  test('any name with a part that is not one', () => {
    for (const name of [
      'digests/1/../x',
      'digests/1/./x',
      'digests/1//x',
      'digests/x/a',
      'digests/1/',
      'digests/1/a\0b',
    ]) {
      expect(isArchiveName(name), name).toBe(false);
    }
    fc.assert(
      fc.property(fc.string(), (name) => {
        if (isArchiveName(name) && name.includes('/'))
          expect(join('/root', name).startsWith('/root/digests/')).toBe(true);
      }),
    );
  });

  test('links, and whatever else is no plain file', async () => {
    for (const mode of [0o120777, 0o040755, 0o020666, 0o010644]) {
      await library([{ ...a, content: '/etc/passwd', mode }]);
      await expect(openAndCheck(), mode.toString(8)).rejects.toThrow('there is something in it that is no plain file');
    }
  });

  test('what unpacks to more than anything would, by what it says', async () => {
    await library([{ ...a, content: Buffer.alloc(5_000_000, 'a') }]);
    await expect(openAndCheck()).rejects.toThrow('unpacked, it would be larger than any library');
  });

  test('more than may be in one file', async () => {
    await library([{ name: 'settings.json', content: randomBytes(1_100_000) }]);
    await expect(openAndCheck()).rejects.toThrow('unpacked, it would be larger than any library');
  });

  test('parts that lie over each other, so that little becomes much', async () => {
    const content = randomBytes(900_000);
    await library([
      { ...a, content },
      { name: 'digests/1/b.txt', content },
    ]);
    layOver();
    await expect(openAndCheck()).rejects.toThrow('unpacked, it would be larger than any library');
  });

  test('two files of one name', async () => {
    await zipOf([a, a, { name: 'manifest.json', content: JSON.stringify(manifestOf([a])) }]);
    await expect(openAndCheck()).rejects.toThrow('two files in it have one name');
  });

  test('a manifest that names one twice, and another not at all', async () => {
    await library([a, { ...a, name: 'digests/1/b.txt' }], ({ files: [first], ...manifest }) => ({
      ...manifest,
      files: [first, first],
    }));
    await expect(openAndCheck()).rejects.toThrow('it does not hold what its manifest.json names');
  });

  test('what unpacks to more than it says', async () => {
    const content = Buffer.alloc(900_000, 'ab');
    await library([{ ...a, content }], (manifest) => ({
      ...manifest,
      files: manifest.files.map((file) => ({ ...file, size: 10 })),
    }));
    const declared = Buffer.alloc(4);
    declared.writeUInt32LE(content.length);
    const less = Buffer.alloc(4);
    less.writeUInt32LE(10);
    tamper(declared, less);
    await expect(openAndCheck()).rejects.toThrow(/or it is damaged \(.*bytes/);
  });

  test('a file that is not what was written', async () => {
    await library([{ ...a, compress: false }]);
    tamper('Mar 2\n', 'Mar 3\n');
    await expect(openAndCheck()).rejects.toThrow('This library is damaged: digests/1/a.txt is not what was written.');
  });

  test.each<[string, (manifest: Manifest) => unknown]>([
    [
      'names more',
      (manifest) => ({ ...manifest, files: [...manifest.files, { ...manifest.files[0], name: 'digests/1/b' }] }),
    ],
    ['names less', (manifest) => ({ ...manifest, files: [] })],
    ['names one twice', (manifest) => ({ ...manifest, files: [...manifest.files, ...manifest.files] })],
    [
      'gives another size',
      (manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, size: 7 })) }),
    ],
    ['is of something else', () => ({ name: 'package', version: '1.0.0' })],
    ['is no object', () => null],
    [
      'has sizes that are none',
      (manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, size: -1 })) }),
    ],
  ])('a manifest that %s', async (_, change) => {
    await library([a], change);
    await expect(openAndCheck()).rejects.toThrow(ArchiveError);
  });

  test('one of a newer Offprint, with what to do', async () => {
    await library([a], (manifest) => ({ ...manifest, offprintLibrary: 2 }));
    await expect(openAndCheck()).rejects.toThrow('Install that version to take it in.');
  });

  test('another zip, and what is no zip at all', async () => {
    await zipOf([{ name: 'word/document.xml', content: '<x/>' }]);
    await expect(openAndCheck()).rejects.toThrow(
      'This is no library that Offprint wrote: there is something else in it.',
    );
    await zipOf([a]);
    await expect(openAndCheck()).rejects.toThrow('it has no manifest.json');
    writeFileSync(path(), 'Mar 2\n');
    await expect(openAndCheck()).rejects.toThrow(ArchiveError);
    rmSync(path());
    await expect(openAndCheck()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a manifest that would reach for the prototype', async () => {
    const manifest = `{"offprintLibrary":1,"app":"x","at":1,"counts":{"digests":0,"marks":0,"__proto__":{"polluted":1}},"files":[],"__proto__":{"polluted":1}}`;
    await zipOf([{ name: 'manifest.json', content: manifest }]);
    const archive = await Archive.open(path());
    expect(Object.keys(archive.manifest)).not.toContain('__proto__');
    expect(Object.keys(archive.manifest.counts)).not.toContain('__proto__');
    expect({}).not.toHaveProperty('polluted');
    archive.close();
  });

  test('and cut or changed anywhere, it is refused or what it was', async () => {
    await write();
    const whole = readFileSync(path());
    const names = ['digests/1/a.txt', 'digests/2/sub/b.txt', 'marks.jsonl', 'settings.json'];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, by, isCut) => {
          const bytes = Buffer.from(isCut ? whole.subarray(0, at) : whole);
          if (!isCut) bytes[at] = (bytes[at] as number) ^ by;
          writeFileSync(path(), bytes);
          try {
            const archive = await Archive.open(path());
            const contents = await Promise.all(names.map((name) => archive.read(name))).finally(() => archive.close());
            expect(contents.map(String)).toEqual(['Mar 2\n', 'Mar 3\n', 'one\ntwo\n', '{\n  "theme": "dark"\n}\n']);
          } catch (error) {
            if (!(error instanceof ArchiveError)) throw error;
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
