import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventedPapers, textOfPapers } from './formats/invented-papers';
import { LARGEST_DIGEST, readTextBytes, readTextFile } from './read-text';
import { sha256 } from './sha256';

const FIXTURES = join(import.meta.dirname, 'fixtures');
/** From the table that the encoding is published in, not from the code that is tested. */
const WINDOWS_1252 = '€_‚ƒ„…†‡ˆ‰Š‹Œ_Ž__‘’“”•–—˜™š›œ_žŸ';
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
  it('gives the text, the hash of the bytes and the stamp', async () => {
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
    expect(result.ok && result.sha256).toBe(sha256(Buffer.from('Apr 21\n• ü')));
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
      'a web archive (MHTML)',
      bytes('From: <Saved by Blink>\r\nSubject: Daily Papers\r\nContent-Type: multipart/related;\r\n'),
    ],
    ['binary data', bytes('Apr 21', [0], 'and so on')],
    ['binary data', bytes('Apr 21\n\0A heading\n\0An abstract\n\0'.repeat(20))],
    ['binary data', bytes([...Buffer.from('Apr 21\n', 'utf16le')], 'and so on, one byte to each character'.repeat(3))],
    ['binary data', bytes([1, 2, 3, 4, 5, 6, 14, 15, 16], 'Apr 21')],
    ['binary data', bytes([0xff, 0xfe, 0x41, 0, 0, 0])],
  ])('refuses %s', (kind, input) => {
    expect(readTextBytes(input)).toEqual({
      ok: false,
      problem: {
        line: null,
        message: `This is ${kind}, not a capture of a listing page. Save the page as text or as HTML.`,
      },
    });
  });

  describe.each([
    ['utf-16le', (text: string) => Buffer.from(text, 'utf16le')],
    ['utf-16be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ] as const)('in %s without a byte order mark', (_, encode) => {
    it.each([
      ['English', 'Apr 21\n\nA Title\n\nAn abstract – with a dash.\n\n  • 7 authors\n·\nJan 16, 2025'],
      ['Russian', 'Apr 21\n\nРеки как эталоны\n\nДешёвые термометры врут, и каждый по-своему.\n'.repeat(5)],
      [
        'Chinese',
        'Apr 21\n\n合唱团如何保持音准\n\n合唱团唱得准，虽然没有一个歌手唱得准。我们跟踪了四十个合唱团。\n\n'.repeat(5),
      ],
      ['Japanese with pictures', '🎵 合唱はなぜ合うか\n\n歌手は一人も合っていないのに、合唱は合う。🎶\n'.repeat(5)],
    ])('reads %s', (_language, text) => {
      expect(readTextBytes(encode(text))).toEqual({ ok: true, text, problems: [] });
    });

    it('reads what is cut in the middle of a character, and says so', () => {
      const input = encode('Apr 21\n\nA Title').subarray(0, -1);
      expect(readTextBytes(input)).toEqual({
        ok: true,
        text: 'Apr 21\n\nA Titl\ufffd',
        problems: [{ line: 3, message: expect.stringContaining('not valid UTF-16: one character') }],
      });
    });
  });

  it('reads the same digest from each encoding', () => {
    const read = (name: string) => readTextBytes(readFileSync(join(FIXTURES, name)));
    const plain = read('every-variant.txt');
    expect(plain).toMatchObject({ ok: true, problems: [], text: expect.stringContaining('  • 7 authors\n·\n') });
    for (const name of ['utf-8-bom', 'utf-16le', 'utf-16le-no-bom', 'utf-16be-no-bom', 'windows-1252']) {
      expect(read(`${name}.txt`)).toEqual(plain);
    }
    expect(read('windows-1252-accents.txt')).toMatchObject({
      problems: [],
      text: expect.stringContaining('\r\nRivières as “References” – a Résumé\r\n'),
    });
  });

  it('reads any papers the same from each encoding', () => {
    const utf16 = (text: string) => Buffer.from(text, 'utf16le');
    const windows1252 = (text: string) => {
      const places = new Map(Array.from(WINDOWS_1252, (character, index) => [character, 0x80 + index]));
      places.delete('_');
      return Buffer.from(Array.from(text, (character) => places.get(character) ?? character.charCodeAt(0)));
    };
    const encodings = [
      (text: string) => Buffer.from(text),
      (text: string) => Buffer.from(`\ufeff${text}`),
      (text: string) => utf16(text),
      (text: string) => utf16(text).swap16(),
      (text: string) => utf16(`\ufeff${text}`),
      (text: string) => utf16(`\ufeff${text}`).swap16(),
      windows1252,
    ];
    fc.assert(
      fc.property(inventedPapers, fc.constantFrom('\n', '\r\n', '\r'), (papers, lineEnd) => {
        const text = `• ${textOfPapers(papers).replaceAll('\n', lineEnd)}`;
        for (const encode of encodings) expect(readTextBytes(encode(text))).toEqual({ ok: true, text, problems: [] });
      }),
    );
  });

  it('reads Windows-1252 where nothing else fits', () => {
    const text = '“Résumé” – naïve Größe, 7 €…';
    const input = bytes(
      [0x93],
      'R',
      [0xe9],
      'sum',
      [0xe9, 0x94],
      ' ',
      [0x96],
      ' na',
      [0xef],
      've Gr',
      [0xf6, 0xdf],
      'e, 7 ',
      [0x80, 0x85],
      '\nApr 21\n  ',
      [0x95],
      ' 7 authors\n',
      [0xb7],
      '\nJan 16, 2025\n',
    );
    expect(readTextBytes(input)).toEqual({
      ok: true,
      text: `${text}\nApr 21\n  • 7 authors\n·\nJan 16, 2025\n`,
      problems: [],
    });
  });

  it.each([
    ['has valid characters too', bytes('R', [0xe9], 'vers • and · and • and so on\n')],
    ['has bytes that Windows-1252 does not know', bytes('A broken R', [0x81], 'vers, which is long enough\n')],
    [
      'has another alphabet’s letters',
      bytes('A title in English, and behind it one in Russian: ', [0xf2, 0xc5, 0xcb, 0xc9]),
    ],
    ['ends in the middle of a character', bytes('An abstract that is cut at its first caf', [0xc3])],
  ])('keeps to UTF-8 where the text %s', (_, input) => {
    const result = readTextBytes(input);
    expect(result).toMatchObject({ ok: true, problems: [{ line: 1 }] });
    expect(result.ok && result.text).toContain('\ufffd');
  });

  it('reads what is not valid UTF-8 all the same, and names its lines', () => {
    const result = readTextBytes(
      bytes('• A valid line\r\nR', [0xe9], 'sum', [0xe9], '\rcaf', [0xe9], '\nis what somebody wrote\n'),
    );
    expect(result).toMatchObject({
      ok: true,
      text: '• A valid line\r\nR\ufffdsum\ufffd\rcaf\ufffd\nis what somebody wrote\n',
    });
    expect(result.ok && result.problems).toEqual([
      { line: 2, message: expect.stringMatching(/not valid UTF-8: 2 characters of it/) },
      { line: 3, message: expect.stringMatching(/not valid UTF-8: one character of it/) },
    ]);
  });

  it('names no more lines than anybody would read', () => {
    const line = bytes('a line of some length, • caf', [0xe9], '\n');
    const result = readTextBytes(Buffer.concat(Array.from({ length: 300 }, () => line)));
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
