import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JournalChange } from '../../preload/api';
import { checksum } from './checksum';
import { deviceName } from './device';
import { Journal } from './journal';
import { systemFiles } from './journal-files';
import { FOLDER, openJournal, PATH, readAll, recordsOf, setting } from './journal-for-tests';
import { changeLine, headLine, JOURNAL_VERSION } from './journal-lines';
import { UnreliableFiles } from './unreliable-files';

const at = [1, 0] as const;
const line = (sequence: number, change: JournalChange) => changeLine({ sequence, device: 'this-device', at }, change);

test('the checksum is that of zip', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      expect(checksum(bytes, 0, bytes.length)).toBe(crc32(bytes));
      expect(checksum(bytes, bytes.length >> 1, bytes.length)).toBe(crc32(bytes.subarray(bytes.length >> 1)));
    }),
  );
});

describe('what was added', () => {
  test('is read again, by this run and by the next, whole or behind a position', async () => {
    const files = new UnreliableFiles();
    const journal = openJournal(files);
    const note = { note: 'Füße \u2028 “\n”', notedAt: 5 };
    expect(await journal.append([setting('a', { starredAt: 4 }), setting('b', note)])).toEqual({
      device: 'this-device',
      sequence: 2,
    });
    expect(await journal.append([setting('a', null)])).toMatchObject({ sequence: 3 });
    for (const reader of [journal, openJournal(files.afterKill())]) {
      const { lines, piece } = await readAll(reader);
      expect(lines).toMatchObject([
        { ...setting('a', { starredAt: 4 }), sequence: 1, device: 'this-device', at: [expect.any(Number), 0] },
        { ...setting('b', note), sequence: 2 },
        { ...setting('a', null), sequence: 3 },
      ]);
      expect(piece).toMatchObject({ last: 3, isWritable: true, hasLost: false, problem: null });
      expect((await readAll(reader, 2)).lines).toMatchObject([setting('a', null)]);
      expect((await readAll(reader, 3)).lines).toEqual([]);
      expect((await reader.read([{ device: 'another', sequence: 3 }])).sequence).toBe(3);
    }
  });

  test('goes to the disk together, where it comes while other changes are on the way', async () => {
    const files = new UnreliableFiles();
    const journal = openJournal(files);
    await journal.append([setting('a', { readAt: 1 })]);
    const before = files.operations.filter((operation) => operation === 'sync').length;
    await Promise.all(Array.from({ length: 100 }, (_, index) => journal.append([setting(`b${index}`, { readAt: 1 })])));
    expect(files.operations.filter((operation) => operation === 'sync').length - before).toBeLessThan(10);
    expect((await readAll(journal)).lines.map(({ sequence }) => sequence)).toEqual(
      [...Array(101).keys()].map((n) => n + 1),
    );
  });

  test('has a clock that never goes back, whatever that of the machine does', async () => {
    const files = new UnreliableFiles();
    const times = [50, 20, 20, 60];
    const options = { folder: FOLDER, device: 'this-device', files };
    const journal = Journal.open({ ...options, now: () => times.shift() ?? 0 });
    for (const key of ['a', 'b', 'c', 'd']) await journal.append([setting(key, { readAt: 1 })]);
    const next = Journal.open({ ...options, files: files.afterKill(), now: () => 30 });
    await next.append([setting('e', { readAt: 1 })]);
    const clocks = (await readAll(next)).lines.map((read) => ('at' in read ? read.at : null));
    expect(clocks).toEqual([
      [50, 0],
      [50, 1],
      [50, 2],
      [60, 0],
      [60, 1],
    ]);
  });

  test('is taken no more once the journal is closed', async () => {
    const journal = openJournal(new UnreliableFiles());
    const last = journal.append([setting('a', { readAt: 1 })]);
    await journal.close();
    expect(await last).toMatchObject({ sequence: 1 });
    await expect(journal.append([setting('a', { readAt: 2 })])).rejects.toThrow('Offprint is closing.');
  });

  test('is given in pieces of about a megabyte', async () => {
    const journal = openJournal(new UnreliableFiles(), 1e9);
    const note = 'm'.repeat(300_000);
    for (let index = 0; index < 10; index++) await journal.append([setting(`key ${index}`, { note })]);
    const piece = await journal.read([]);
    expect(JSON.parse(piece.changes)).toHaveLength(4);
    expect(piece).toMatchObject({ sequence: 4, last: 10 });
    const { lines } = await readAll(journal, 2);
    expect(lines.map(({ sequence }) => sequence)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('a journal that grew', () => {
  const changes = fc.array(
    fc.oneof(
      fc.record({
        table: fc.constantFrom<JournalChange['table']>('marks', 'decisions', 'corrections'),
        key: fc.constantFrom('a', 'b', 'c'),
        set: fc.option(
          fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.oneof(fc.integer(), fc.string()), { minKeys: 1 }),
          { freq: 8 },
        ),
      }),
    ),
    { minLength: 1, maxLength: 60 },
  );

  test('comes to the same when it is written anew, from wherever it is taken in', async () => {
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(), async (all, cut) => {
        const files = new UnreliableFiles();
        const journal = openJournal(files);
        for (const change of all) await journal.append([change]);
        const seen = cut % (all.length + 1);
        const known = recordsOf(all.slice(0, seen));
        for (const reader of [journal, openJournal(files.afterKill())]) {
          const { lines, piece } = await readAll(reader, seen);
          expect(piece).toMatchObject({ last: all.length, problem: null });
          expect(recordsOf(lines, known)).toEqual(recordsOf(all));
          expect(await reader.append([{ table: 'marks', key: 'd', set: { x: 1 } }])).toMatchObject({
            sequence: all.length + 1,
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('stays as small as what it comes to', async () => {
    const files = new UnreliableFiles();
    const journal = openJournal(files, 2000);
    for (let count = 0; count < 500; count++) {
      await journal.append([setting(`key ${count % 5}`, { note: `as it was at ${count}`, readAt: count })]);
    }
    expect(files.contentOf(PATH).length).toBeLessThan(4000);
    expect(files.paths).toEqual([PATH]);
  });
});

describe('faults 38 and 39: a damaged journal', () => {
  const lines = ['a', 'b', 'c', 'd'].map((key, index) => line(index + 1, setting(key, { note: `of ${key}` })));
  const whole = Buffer.concat([headLine('this-device', 0), ...lines]);

  /** Opens it, and sees to it that it is sound from then on, with what it was beside it. */
  async function opened(bytes: Buffer) {
    const files = new UnreliableFiles();
    files.put(PATH, bytes);
    const journal = openJournal(files, 1e9);
    const { lines, piece } = await readAll(journal);
    await journal.append([setting('e', { note: 'later' })]);
    const again = await readAll(openJournal(files.afterKill()));
    expect(again.piece).toMatchObject({ problem: null, hasLost: false });
    expect(again.lines.map(({ key }) => key)).toEqual([...lines.map(({ key }) => key), 'e']);
    const aside = files.paths.filter((path) => path !== PATH).map((path) => files.contentOf(path));
    return { keys: lines.map(({ key }) => key).join(''), piece, aside };
  }

  test.each([
    ['cut', whole.subarray(0, -30), whole.subarray(whole.length - (lines[3]?.length ?? 0), -30)],
    ['followed by zeros', Buffer.concat([whole, Buffer.alloc(50)]), Buffer.alloc(50)],
    [
      'followed by anything',
      Buffer.concat([whole, Buffer.from('{"sum":\n\n"sequence":')]),
      Buffer.from('{"sum":\n\n"sequence":'),
    ],
  ])('whose end is %s goes on behind its last whole line, and keeps what was there', async (_, bytes, torn) => {
    const { keys, piece, aside } = await opened(bytes);
    expect(keys).toBe(torn.includes('of d') ? 'abc' : 'abcd'.slice(0, piece.last));
    expect(piece).toMatchObject({
      hasLost: true,
      problem: expect.stringContaining('cut off behind the last whole change'),
    });
    expect(aside).toEqual([torn]);
  });

  test('gives every line that is whole, whatever byte is damaged, and the original is kept', async () => {
    for (let at = 0; at < whole.length - 1; at += 11) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x15;
      const { keys, piece, aside } = await opened(bytes);
      expect(keys.length, `byte ${at}`).toBeGreaterThanOrEqual(3);
      expect(piece.problem).toContain('damaged');
      expect(aside).toHaveLength(1);
      expect(bytes.includes(aside[0] ?? 'nothing')).toBe(true);
    }
  });

  test('gives the line that zeros swallowed the end of the one before', async () => {
    const bytes = Buffer.from(whole);
    bytes.fill(0, whole.indexOf('of b'), whole.indexOf('of b') + (lines[1]?.length ?? 0));
    const { keys } = await opened(bytes);
    expect(keys).toBe('ad');
    const swallowed = Buffer.from(whole);
    swallowed.fill(0, whole.indexOf('of b'), whole.indexOf('{', whole.indexOf('of b')));
    expect((await opened(swallowed)).keys).toBe('acd');
  });

  test('that is empty, or nothing of which is left, begins anew', async () => {
    expect(await opened(Buffer.alloc(0))).toMatchObject({ keys: '', aside: [] });
    expect(await opened(Buffer.alloc(100))).toMatchObject({ keys: '', aside: [Buffer.alloc(100)] });
  });
});

describe('a large journal', () => {
  const notes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const lines = notes.map((key, index) => line(index + 1, setting(key, { note: `of ${key}` })));
  const whole = Buffer.concat([headLine('this-device', 0), ...lines]);

  /** Opens it with an eye on its last three changes or so. */
  function opened(bytes: Buffer) {
    const files = new UnreliableFiles();
    files.put(PATH, bytes);
    const mended = { count: 0 };
    const journal = Journal.open({
      ...{ folder: FOLDER, device: 'this-device', files, smallest: 1e9, now: () => 5, lookedAt: 350 },
      onMended: () => mended.count++,
    });
    return { files, journal, mended };
  }
  const flipped = (note: string) => {
    const bytes = Buffer.from(whole);
    bytes[whole.indexOf(note)] = 0;
    return bytes;
  };
  const behind = (sequence: number) => [{ device: 'this-device', sequence }];

  test('gives what is behind any position, and takes more, before and after all of it was looked at', async () => {
    const { files, journal } = opened(whole);
    expect(await journal.read(behind(8))).toMatchObject({ changes: '[]', last: 8 });
    expect(JSON.parse((await journal.read(behind(7))).changes)).toMatchObject([{ key: 'h', sequence: 8 }]);
    expect(await journal.append([setting('i', { note: 'of i' })])).toMatchObject({ sequence: 9 });
    expect((await readAll(journal)).lines.map(({ key }) => key).join('')).toBe('abcdefghi');
    expect((await readAll(openJournal(files.afterKill(), 1e9))).piece).toMatchObject({ last: 9, problem: null });
  });

  test('whose beginning is damaged tells so once that is read, and keeps what it was', async () => {
    const bytes = flipped('of b');
    const { files, journal, mended } = opened(bytes);
    expect(await journal.read(behind(8))).toMatchObject({ last: 8, hasLost: false, problem: null });
    expect(await journal.append([setting('i', { note: 'of i' })])).toMatchObject({ sequence: 9 });
    expect(mended.count).toBe(0);
    await journal.content();
    expect(mended.count).toBe(1);
    const { lines: left, piece } = await readAll(journal);
    expect(left.map(({ key }) => key).join('')).toBe('acdefghi');
    expect(piece).toMatchObject({ hasLost: true, problem: expect.stringContaining('damaged') });
    const aside = files.paths.filter((path) => path !== PATH).map((path) => files.contentOf(path));
    expect(aside.map((kept) => kept.includes(bytes))).toEqual([true]);
  });

  test('tells of damage along with what is read for the first time', async () => {
    const { journal } = opened(flipped('of b'));
    expect(await journal.read([])).toMatchObject({ hasLost: true });
  });

  test('is looked at as a whole where its end is damaged, or longer than what is looked at', async () => {
    const { journal } = opened(flipped('of g'));
    expect(await journal.read(behind(8))).toMatchObject({ hasLost: true });
    const long = line(9, setting('long', { note: 'm'.repeat(500) }));
    const other = opened(Buffer.concat([whole, long])).journal;
    expect(JSON.parse((await other.read(behind(8))).changes)).toMatchObject([{ key: 'long' }]);
  });

  test('is mended before anything is left out of it', async () => {
    const files = new UnreliableFiles();
    files.put(PATH, flipped('of b'));
    const journal = Journal.open({
      ...{ folder: FOLDER, device: 'this-device', files, smallest: 500, now: () => 5, lookedAt: 350 },
    });
    await journal.append([setting('h', { note: 'of h, again' })]);
    expect(await journal.read(behind(9))).toMatchObject({ hasLost: true });
    expect(files.paths.filter((path) => path.includes('damaged'))).toHaveLength(1);
  });
});

test('a journal of an earlier version is written anew, so that an earlier Offprint refuses it', async () => {
  const files = new UnreliableFiles();
  const lines = [line(1, setting('a', { readAt: 1 })), line(2, setting('b', { readAt: 2 }))];
  files.put(PATH, Buffer.concat([headLine('this-device', 0, JOURNAL_VERSION - 1), ...lines]));
  const journal = openJournal(files);
  const { lines: read, piece } = await readAll(journal);
  expect(read).toMatchObject([
    { key: 'a', sequence: 1 },
    { key: 'b', sequence: 2 },
  ]);
  expect(piece).toMatchObject({ hasLost: false, problem: null, isWritable: true });
  expect(files.contentOf(PATH).subarray(0, 50).toString()).toContain(`"journal":${JOURNAL_VERSION}`);
  expect(files.paths).toEqual([PATH]);
});

test('fault 42: a journal of a newer version is refused, and nothing is modified', async () => {
  const files = new UnreliableFiles();
  const bytes = Buffer.concat([headLine('this-device', 0, JOURNAL_VERSION + 1), Buffer.from('whatever\n')]);
  files.put(PATH, bytes);
  const journal = openJournal(files);
  expect(await journal.read([])).toMatchObject({
    ...{ changes: '[]', isWritable: false, last: 0 },
    problem: expect.stringContaining('written by a newer version of Offprint'),
  });
  await expect(journal.append([setting('a', { readAt: 1 })])).rejects.toThrow('Install that version');
  expect(files.contentOf(PATH)).toEqual(bytes);
  expect(files.paths).toEqual([PATH]);
});

test('fault 47: a journal that can only be read is read, and says so', async () => {
  const files = new UnreliableFiles();
  await openJournal(files).append([setting('a', { readAt: 1 })]);
  files.isReadOnly = true;
  const journal = openJournal(files);
  const { lines, piece } = await readAll(journal);
  expect(lines).toMatchObject([setting('a', { readAt: 1 })]);
  expect(piece).toMatchObject({ isWritable: false, problem: expect.stringContaining('It can only be read') });
  await expect(journal.append([setting('a', { readAt: 2 })])).rejects.toThrow('It can only be read');
  files.isReadOnly = false;
  expect(await journal.append([setting('a', { readAt: 3 })])).toMatchObject({ sequence: 2 });
});

test('numbers that somebody has seen are not given twice', async () => {
  const journal = openJournal(new UnreliableFiles());
  expect(await journal.read([{ device: 'this-device', sequence: 40 }])).toMatchObject({ changes: '[]', last: 0 });
  expect(await journal.append([setting('a', { readAt: 1 })])).toMatchObject({ sequence: 41 });
  expect((await readAll(journal)).lines).toMatchObject([{ sequence: 41 }]);
});

describe('on a disk', () => {
  test('it is a file that goes by the name of the device, and is found again', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'offprint-journal-'));
    try {
      const folder = join(profile, 'marks');
      const device = await deviceName(join(profile, 'device'));
      const journal = Journal.open({ folder, device, files: systemFiles, now: Date.now, smallest: 500 });
      for (let count = 0; count < 20; count++) await journal.append([setting('a', { readAt: count })]);
      await journal.close();
      expect(readFileSync(join(folder, `${device}.jsonl`)).length).toBeLessThan(1000);
      const next = Journal.open({ folder, device, files: systemFiles, now: Date.now });
      const { changes, last } = await next.read([]);
      expect(JSON.parse(changes).at(-1)).toMatchObject({ key: 'a', set: { readAt: 19 } });
      expect(last).toBe(20);
      await next.close();
    } finally {
      rmSync(profile, { recursive: true });
    }
  });
});

describe('in another folder', () => {
  test('it waits for one that is not there, and writes nothing in its place', async () => {
    const files = new UnreliableFiles();
    const journal = Journal.open({ folder: '/drive/marks', device: 'this-device', files, now: () => 1, isMade: false });
    expect(await journal.read([])).toMatchObject({ isWritable: false, problem: expect.stringContaining('not there') });
    await expect(journal.append([setting('a', { readAt: 1 })])).rejects.toThrow('/drive/marks is not there');
    expect(files.paths).toEqual([]);
    files.put('/drive/marks/that-device.jsonl', headLine('that-device', 0));
    expect(await journal.append([setting('a', { readAt: 2 })])).toMatchObject({ sequence: 1 });
    expect(files.paths).toContain('/drive/marks/this-device.jsonl');
  });

  test('it goes on with all that it has, and leaves the other as it was', async () => {
    const files = new UnreliableFiles();
    const journal = openJournal(files);
    await journal.append([setting('a', { readAt: 1 }), setting('b', { readAt: 2 })]);
    const before = files.contentOf(PATH);
    await journal.moveTo('/synced', true);
    await journal.append([setting('c', { readAt: 3 })]);
    expect((await readAll(journal)).lines.map(({ key, sequence }) => [key, sequence])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect(files.contentOf(PATH)).toEqual(before);
    expect(files.paths).toContain('/synced/this-device.jsonl');
  });

  test('it stays where it is while any step of the way fails', async () => {
    for (let failing = 0; ; failing++) {
      const files = new UnreliableFiles();
      const journal = openJournal(files);
      await journal.append([setting('a', { readAt: 1 })]);
      const begun = files.operations.length;
      files.faultOf = (number) => (number === begun + failing ? 'EIO' : null);
      const moved = await journal.moveTo('/synced', true).then(
        () => true,
        (error: unknown) => {
          expect(String(error)).toMatch(/cannot be kept in \/synced|could not be read/);
          return false;
        },
      );
      files.faultOf = () => null;
      await journal.append([setting('b', { readAt: 2 })]);
      expect((await readAll(journal)).lines.map(({ key }) => key)).toEqual(['a', 'b']);
      if (moved) return;
    }
  });

  test('what another device has seen to happen is before what happens next', async () => {
    const files = new UnreliableFiles();
    const journal = openJournal(files);
    journal.seen([9_999_999_999_999, 7]);
    await journal.append([setting('a', { readAt: 1 })]);
    expect(String(files.contentOf(PATH))).toContain('"at":[9999999999999,8]');
  });
});
