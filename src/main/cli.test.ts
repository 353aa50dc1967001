import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CliError, readCli } from './cli';

const cwd = resolve('/home/reader');

describe('readCli', () => {
  test('without flags leaves everything to the settings', () => {
    expect(readCli([], cwd)).toEqual({
      seedsFolder: null,
      userDataFolder: null,
      isHeadless: false,
      screenshotFile: null,
      paths: [],
    });
  });

  test('takes each flag, relative paths from the working directory', () => {
    const args = ['--seeds=../digests/', '--user-data-dir', resolve('/tmp/p'), '--headless', '--screenshot=a b.png'];
    expect(readCli(args, cwd)).toEqual({
      seedsFolder: resolve('/home/digests'),
      userDataFolder: resolve('/tmp/p'),
      isHeadless: true,
      screenshotFile: resolve(cwd, 'a b.png'),
      paths: [],
    });
  });

  test('takes what is named beside the flags for files and folders, relative to the working directory', () => {
    const args = ['Monday.txt', '--seeds', 'seeds', '--headless', '../captures', '--no-sandbox', '--', '--odd.txt'];
    expect(readCli(args, cwd).paths).toEqual([
      resolve(cwd, 'Monday.txt'),
      resolve('/home/captures'),
      resolve(cwd, '--odd.txt'),
    ]);
    expect(readCli(['', ' ', 'a\0b'], cwd).paths).toEqual([]);
  });

  test('takes the URL of a file for the file', () => {
    const file = resolve('/home/reader/Häuser 100%.txt');
    expect(readCli([pathToFileURL(file).href, 'file://elsewhere%2F/x'], cwd).paths).toEqual([file]);
  });

  test('lets the flags of Chromium and Electron pass', () => {
    const args = ['--remote-debugging-port=9333', '--no-sandbox', '--inspect', '-psn_0_1', '--seeds=s'];
    expect(readCli(args, cwd).seedsFolder).toBe(resolve(cwd, 's'));
  });

  test('takes the last of several', () => {
    expect(readCli(['--seeds=a', '--seeds=b'], cwd).seedsFolder).toBe(resolve(cwd, 'b'));
  });

  test.each([
    [['--seeds']],
    [['--seeds=']],
    [['--seeds', '--headless']],
    [['--user-data-dir=\0']],
    [['--screenshot= ']],
    [['--headless=no']],
  ])('says what is wrong with %j', (args) => {
    expect(() => readCli(args, cwd)).toThrow(CliError);
  });

  test('never fails in any other way', () => {
    const anything = fc.oneof(fc.string(), fc.constantFrom('--seeds', '--headless', '--seeds=x', '--', '-', '='));
    fc.assert(
      fc.property(fc.array(anything), (args) => {
        try {
          readCli(args, cwd);
        } catch (error) {
          expect(error).toBeInstanceOf(CliError);
        }
      }),
    );
  });
});
