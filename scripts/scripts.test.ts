/** The scripts that run before anything is installed. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { electronCommand, shellCommand } from './app-command.mjs';
import { ensureChromium, findChromium } from './find-chromium.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function writeProgram(name: string, text = ''): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

test.runIf(process.platform === 'linux')('Chromium is found on PATH, and one that is named goes before it', () => {
  vi.stubEnv('OFFPRINT_CHROMIUM', undefined);
  vi.stubEnv('PATH', folder);
  expect(findChromium()).toBe(null);
  const chrome = writeProgram('google-chrome');
  expect(findChromium()).toBe(chrome);
  const chromium = writeProgram('chromium');
  expect(findChromium()).toBe(chromium);
  vi.stubEnv('OFFPRINT_CHROMIUM', chrome);
  expect(findChromium()).toBe(chrome);
  vi.stubEnv('OFFPRINT_CHROMIUM', join(folder, 'none'));
  expect(findChromium()).toBe(chromium);
});

test('whoever may not install Chromium is told the one command', () => {
  vi.stubEnv('OFFPRINT_CHROMIUM', undefined);
  vi.stubEnv('PATH', folder);
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  const said: string[] = [];
  const found = ensureChromium((line) => said.push(line));
  vi.restoreAllMocks();
  if (found !== null) return;
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(
    /^No Chromium .* (sudo sh -c 'apt-get update && apt-get install .* chromium'|OFFPRINT_CHROMIUM=)/,
  );
});

test.runIf(process.platform === 'linux')('Electron gets what it needs where it runs, and only once', () => {
  vi.stubEnv('DISPLAY', undefined);
  vi.stubEnv('WAYLAND_DISPLAY', undefined);
  const getuid = vi.spyOn(process, 'getuid').mockReturnValue(0);
  expect(electronCommand('/e', ['--no-sandbox', '--x']).args.slice(1)).toEqual([
    '--ozone-platform=headless',
    '--no-sandbox',
    '--x',
  ]);
  getuid.mockReturnValue(1000);
  vi.stubEnv('DISPLAY', ':0');
  expect(electronCommand('/e', ['--x']).args.slice(1)).toEqual(['--x']);
  getuid.mockRestore();
});

test('flags reach the application as they are', () => {
  expect(shellCommand(['--seeds=a b', '--headless']).args.slice(-2)).toEqual(['--seeds=a b', '--headless']);
});

test('a command runs in the place of the script: its output, its exit code, and nothing else', () => {
  const script = fileURLToPath(new URL('with-packages.mjs', import.meta.url));
  const program = 'process.stdout.write(process.argv.slice(1).join()); process.exit(7)';
  const { stdout, status } = spawnSync(process.execPath, [script, 'node', '-e', program, 'a', 'b c'], {
    encoding: 'utf8',
  });
  expect([stdout, status]).toEqual(['a,b c', 7]);
  const { status: missing } = spawnSync(process.execPath, [script, 'no-such-command']);
  expect(missing).toBe(127);
});
