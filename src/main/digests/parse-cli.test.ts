import { execFile } from 'node:child_process';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FIXTURES = join(import.meta.dirname, 'fixtures');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-parse-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  code: number;
  objects: Record<string, unknown>[];
  stdout: string;
  stderr: string;
}

/** Runs the command as `npm run --silent parse` does. */
function parse(...paths: string[]): Promise<Outcome> {
  const cli = join(import.meta.dirname, 'parse-cli.ts');
  return new Promise((resolve) => {
    const options = { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, ['--import', 'tsx', cli, ...paths], options, (error, stdout, stderr) => {
      const objects = stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line): Record<string, unknown> => JSON.parse(line));
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, objects, stdout, stderr });
    });
  });
}

// Each test starts processes, which a busy machine takes its time for.
describe('parse-cli', { timeout: 60_000 }, () => {
  it('prints one object per file, in order, with exactly the promised keys', async () => {
    const { code, objects, stderr } = await parse(join(FIXTURES, 'every-variant.txt'), join(FIXTURES, 'cut-date.txt'));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(objects.map(({ file }) => file)).toEqual(['every-variant.txt', 'cut-date.txt']);
    const [first, cut] = objects;
    expect(Object.keys(first ?? {})).toEqual(['file', 'heading', 'date', 'yearInferred', 'papers', 'problems']);
    expect(first).toMatchObject({ heading: 'Apr 21', date: '2026-04-21', yearInferred: true, problems: [] });
    expect(first?.papers).toHaveLength(4);
    const second = Array.isArray(first?.papers) ? first.papers[1] : null;
    expect(second).toEqual({
      title: 'Rivers as References',
      abstract: expect.stringMatching(/^Cheap thermometers drift\./),
      authorCount: null,
      organization: { handle: 'wet-lab', name: 'Wet Lab of the Upper Valley' },
      publishedOn: '2025-09-14',
      comments: 2,
      links: ['https://example.org/rivers/drift.git', 'https://example.org/rivers/data_(v2)'],
    });
    expect(cut?.problems).toEqual([{ line: 27, message: expect.any(String) }]);
  });

  it('takes the modification time for the year where none is spelled out', async () => {
    const path = join(folder, 'undated.txt');
    await writeFile(
      path,
      `Apr 21\n\nA Title\n\n${'An abstract of some length. '.repeat(9)}\n\n  • 2 authors\n·\nFeb 8 2\n`,
    );
    await utimes(path, new Date('2024-05-01'), new Date('2024-05-01'));
    const { objects } = await parse(path);
    expect(objects).toMatchObject([
      { date: '2024-04-21', yearInferred: true, papers: [{ publishedOn: '2024-02-08' }] },
    ]);
  });

  it('prints what cannot be read too, goes on with the rest, and exits with 1', async () => {
    const picture = join(folder, 'picture.txt');
    await writeFile(picture, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const { code, objects } = await parse(
      picture,
      join(folder, 'missing.txt'),
      folder,
      join(FIXTURES, 'novel.txt'),
      join(FIXTURES, 'every-variant.txt'),
    );
    expect(code).toBe(1);
    for (const object of objects.slice(0, 4)) {
      expect(object).toEqual({
        file: expect.any(String),
        heading: null,
        date: null,
        yearInferred: false,
        papers: [],
        problems: [{ line: null, message: expect.any(String) }],
      });
    }
    expect(objects[0]?.problems).toEqual([{ line: null, message: expect.stringContaining('PNG picture') }]);
    expect(objects[4]?.papers).toHaveLength(4);
    expect(objects).toHaveLength(5);
  });

  it('says how it is used, and exits with 2, where it is given no file', async () => {
    const { code, stdout, stderr } = await parse();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('npm run --silent parse -- FILE…');
  });
});
