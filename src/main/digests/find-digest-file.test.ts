import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findDigestFile } from './find-digest-file';

let root: string;
let seeds: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'offprint-find-')));
  seeds = join(root, 'seeds');
  for (const folder of ['seeds', 'seeds/2026', 'seeds-of-others', 'more']) mkdirSync(join(root, folder));
  for (const file of ['seeds/a.txt', 'seeds/2026/b.txt', 'seeds-of-others/c.txt', 'more/d.txt', 'seeds/key.pem']) {
    writeFileSync(join(root, file), 'Apr 21\n');
  }
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const find = (file: string) => findDigestFile(file, [join(root, 'more'), seeds]);

describe('findDigestFile', () => {
  test('finds the digest files of every seeds folder', async () => {
    for (const file of ['seeds/a.txt', 'seeds/2026/b.txt', 'more/d.txt']) {
      expect(await find(join(root, file))).toBe(join(root, file));
    }
  });

  test('follows a link within a seeds folder, and the one that leads to it', async () => {
    symlinkSync(join(seeds, 'a.txt'), join(seeds, 'link.txt'));
    expect(await find(join(seeds, 'link.txt'))).toBe(join(seeds, 'a.txt'));
    symlinkSync(seeds, join(root, 'door'));
    expect(await findDigestFile(join(root, 'door', 'a.txt'), [join(root, 'door')])).toBe(join(seeds, 'a.txt'));
  });

  test('refuses whatever lies outside', async () => {
    symlinkSync(join(root, 'seeds-of-others/c.txt'), join(seeds, 'link.txt'));
    symlinkSync(join(root, 'seeds-of-others'), join(seeds, 'others'));
    symlinkSync(seeds, join(root, 'door'));
    for (const file of [
      join(root, 'seeds-of-others/c.txt'),
      `${seeds}/../seeds-of-others/c.txt`,
      `${seeds}/2026/../a.txt`,
      join(seeds, 'link.txt'),
      join(seeds, 'others/c.txt'),
      join(seeds, 'gone.txt'),
      join(root, 'door/a.txt'),
      join(seeds, 'key.pem'),
      `${seeds}/a.txt\0`,
      'a.txt',
      seeds,
      '',
    ]) {
      expect(await find(file), file).toBeNull();
    }
  });
});
