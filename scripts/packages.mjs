/** Makes sure that the packages which package-lock.json names are installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top level, absolute, without a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Runs `npm ci` where packages are missing or are not those of the lock file, and exits where that fails. Says so on
 * stderr: stdout belongs to whoever is run next.
 */
export function ensurePackages() {
  const reason = whatIsMissing();
  if (reason === null) return;
  process.stderr.write(`${reason} Running npm ci; this happens once.\n`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, error } = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(
    `The packages could not be installed${error ? ` (${error.message})` : ''}. To try again: npm ci\n`,
  );
  process.exit(1);
}

/**
 * Compares by versions, not by time: a checkout makes every file new.
 *
 * @returns {string | null}
 */
function whatIsMissing() {
  const wanted = readLock('package-lock.json');
  const installed = readLock('node_modules/.package-lock.json');
  if (installed === null) return 'The packages are not installed.';
  for (const [path, { version, optional, devOptional }] of Object.entries(wanted ?? {})) {
    // The top level itself, and what is for other systems.
    if (path === '' || optional || devOptional) continue;
    if (installed[path]?.version !== version) return 'The packages are not those of package-lock.json.';
  }
  return null;
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> | null}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
  } catch {
    return null;
  }
}
