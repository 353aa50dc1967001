import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LARGEST_DIGEST, readTextBytes, readTextFile } from './read-text';

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-read-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function bytes(...parts: (string | number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(typeof part === 'string' ? part : Uint8Array.from(part))));
}

async function messageOf(path: string): Promise<string> {
  const result = await readTextFile(path);
  if (result.ok) throw new Error('should have been refused');
  expect(result.problem.line).toBeNull();
  return result.problem.message;
}

describe('readTextFile', () => {
  it('gives the text, the bytes and the stamp', async () => {
    const path = join(folder, 'plain.txt');
    await writeFile(path, 'Apr 21\n• ü');
    await utimes(path, 1_700_000_000, 1_700_000_000);
    const result = await readTextFile(path);
    expect(result).toMatchObject({
      ok: true,
      text: 'Apr 21\n• ü',
      problems: [],
      stamp: { size: 13, modifiedAt: 1_700_000_000_000 },
    });
    expect(result.ok && Buffer.from(result.bytes).toString()).toBe('Apr 21\n• ü');
  });

  it('refuses what is empty, or larger than the largest digest, without reading it', async () => {
    const path = join(folder, 'large.txt');
    await writeFile(path, '');
    expect(await messageOf(path)).toContain('0 bytes');
    await truncate(path, 200 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    expect(await messageOf(path)).toBe('The file has 200 MB; a digest has at most 64 MB. It was not read.');
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
    await truncate(path, LARGEST_DIGEST + 1);
    expect(await messageOf(path)).toContain('65 MB');
  });

  it('refuses what is no regular file', async () => {
    const path = join(folder, 'folder.txt');
    await mkdir(path);
    expect(await messageOf(path)).toContain('this is a folder');
    expect(await messageOf(join(folder, 'missing.txt'))).toContain('no such file');
  });

  it.skipIf(isWindows)('does not wait for a FIFO, a device or a socket', async () => {
    const fifo = join(folder, 'fifo.txt');
    execFileSync('mkfifo', [fifo]);
    expect(await messageOf(fifo)).toContain('named pipe');
    expect(await messageOf('/dev/zero')).toContain('a device');
    const server = createServer().listen(join(folder, 'socket.txt'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await messageOf(join(folder, 'socket.txt'))).toContain('a socket');
    server.close();
  });

  it.skipIf(isWindows)('follows links, but not in circles', async () => {
    await writeFile(join(folder, 'target.txt'), 'Apr 21');
    await symlink('target.txt', join(folder, 'link.txt'));
    await symlink('circle.txt', join(folder, 'circle.txt'));
    expect(await readTextFile(join(folder, 'link.txt'))).toMatchObject({ ok: true, text: 'Apr 21' });
    expect(await messageOf(join(folder, 'circle.txt'))).toContain('in a circle');
  });

  it.skipIf(isWindows || isRoot)('says where a permission is missing', async () => {
    const path = join(folder, 'secret.txt');
    await writeFile(path, 'Apr 21');
    await chmod(path, 0);
    expect(await readTextFile(path)).toMatchObject({
      ok: false,
      code: 'EACCES',
      problem: { message: expect.stringContaining('permission') },
    });
  });
});

describe('readTextBytes', () => {
  it.each([
    ['without a byte order mark', bytes('Apr 21\n•')],
    ['in UTF-8 with one', bytes([0xef, 0xbb, 0xbf], 'Apr 21\n•')],
    ['in UTF-16, little end first', bytes([0xff, 0xfe], [...Buffer.from('Apr 21\n•', 'utf16le')])],
    ['in UTF-16, big end first', bytes([0xfe, 0xff], [...Buffer.from('Apr 21\n•', 'utf16le').swap16()])],
  ])('reads text %s', (_, input) => {
    expect(readTextBytes(input)).toEqual({ ok: true, text: 'Apr 21\n•', problems: [] });
  });

  it.each([
    ['a PNG picture', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR')],
    ['a JPEG picture', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF')],
    ['a GIF picture', bytes('GIF89a', [1, 0, 1, 0])],
    ['a WebP picture', bytes('RIFF', [4, 0, 0, 0], 'WEBPVP8 ')],
    ['a PDF document', bytes('%PDF-1.7\n', [0x25, 0xe2, 0xe3, 0xcf, 0xd3])],
    ['a ZIP archive or an office document', bytes('PK', [3, 4, 20, 0])],
    ['a gzip archive', bytes([0x1f, 0x8b, 8, 0])],
    ['a program', bytes([0x7f], 'ELF', [2, 1, 1, 0])],
    ['an RTF document', bytes('{\\rtf1\\ansi Apr 21}')],
    [
      'UTF-16 text without a byte order mark (save it as UTF-8)',
      bytes([...Buffer.from('Apr 21, a heading', 'utf16le')]),
    ],
    ['binary data', bytes('Apr 21', [0], 'and so on')],
    ['binary data', bytes([1, 2, 3, 4, 5, 6, 14, 15, 16], 'Apr 21')],
    ['binary data', bytes([0xff, 0xfe, 0x41, 0, 0, 0])],
  ])('refuses %s', (kind, input) => {
    expect(readTextBytes(input)).toEqual({
      ok: false,
      problem: { line: null, message: `This is ${kind}, not a text capture of a listing page.` },
    });
  });

  it('reads what is not valid UTF-8 all the same, and names its lines', () => {
    const result = readTextBytes(
      bytes('A valid line\r\nR', [0xe9], 'sum', [0xe9], '\rcaf', [0xe9], '\n\ufffd is what somebody wrote\n'.slice(2)),
    );
    expect(result).toMatchObject({
      ok: true,
      text: 'A valid line\r\nR\ufffdsum\ufffd\rcaf\ufffd is what somebody wrote\n',
    });
    expect(result.ok && result.problems).toEqual([
      { line: 2, message: expect.stringMatching(/not valid UTF-8: 2 characters of it/) },
      { line: 3, message: expect.stringMatching(/not valid UTF-8: one character of it/) },
    ]);
  });

  it('names no more lines than anybody would read', () => {
    const result = readTextBytes(
      bytes(
        ...Array.from({ length: 300 }, () => ['a line of some length, caf', [0xe9], '\n'] as const)
          .flat()
          .map((part) => (typeof part === 'string' ? part : [...part])),
      ),
    );
    expect(result.ok && result.problems).toHaveLength(201);
    expect(result.ok && result.problems.at(-1)?.message).toBe('100 more lines are not valid UTF-8.');
  });

  it('refuses text in another encoding, of which nothing could be read', () => {
    const koi8 = Array.from({ length: 200 }, (_, index) => 0xc0 + (index % 32));
    expect(readTextBytes(bytes(koi8))).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('not UTF-8 text') },
    });
  });

  it('refuses no bytes, and too many', () => {
    expect(readTextBytes(new Uint8Array(0))).toMatchObject({ ok: false });
    expect(readTextBytes(new Uint8Array(LARGEST_DIGEST + 1))).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('65 MB') },
    });
  });
});
