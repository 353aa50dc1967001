/** Builds the application where its build is missing or older than its sources. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './packages.mjs';

const BUILT = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'out/chromium-shell/run.js'];
const SOURCES = ['src', 'chromium-shell', 'electron.vite.config.ts', 'package-lock.json'];

/**
 * Exits where the build fails.
 *
 * @param {(line: string) => void} say told what is being done
 */
export function buildIfNeeded(say) {
  const builtAt = Math.min(...BUILT.map((file) => timeOf(join(ROOT, file)) ?? 0));
  if (builtAt > Math.max(...SOURCES.map((path) => newestIn(join(ROOT, path))))) return;
  say(builtAt === 0 ? 'Building Offprint…' : 'The sources have changed: building Offprint…');
  for (const command of [['node_modules/electron-vite/bin/electron-vite.js', 'build'], ['chromium-shell/build.mjs']]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
    if (status === 0) continue;
    process.stderr.write(`${stdout}${stderr}Offprint could not be built.\n`);
    process.exit(1);
  }
}

/**
 * @param {string} path
 * @returns {number}
 */
function newestIn(path) {
  if (!statSync(path).isDirectory()) return timeOf(path) ?? 0;
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => !isAside(name));
  return Math.max(0, ...files.map((name) => timeOf(join(path, name)) ?? 0));
}

/**
 * Files that are no part of the build.
 *
 * @param {string} name
 */
function isAside(name) {
  return /\.(test\.tsx?|tsbuildinfo)$/.test(name);
}

/**
 * @param {string} path
 * @returns {number | null} of a file, in milliseconds
 */
function timeOf(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.mtimeMs : null;
}
