/** Finds Electron's binary, which is no part of its package, and fetches it where that is quickly done. */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './packages.mjs';

const PACKAGE = join(ROOT, 'node_modules/electron');
const MEMORY = join(ROOT, 'node_modules/.cache/offprint/electron-unavailable.json');

/** How long the download may bring nothing, in milliseconds. */
const PATIENCE = 20_000;
/** How long a failure is remembered, in milliseconds. */
const REMEMBERED = 24 * 60 * 60 * 1000;

/**
 * The absolute path of Electron's binary where it is installed.
 *
 * @returns {string | null}
 */
export function findElectron() {
  try {
    const path = readFileSync(join(PACKAGE, 'path.txt'), 'utf8');
    const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(PACKAGE, 'dist');
    return existsSync(join(folder, path)) ? join(folder, path) : null;
  } catch {
    return null;
  }
}

/**
 * Like `findElectron`, but tries to fetch the binary where it is missing, unless that failed within the last day.
 *
 * @param {(line: string) => void} say told what is being done
 * @returns {Promise<string | null>}
 */
export async function fetchElectron(say) {
  const found = findElectron();
  if (found !== null || failedLately()) return found;
  say(
    `Electron's binary is not installed. Fetching it (about 110 MB), for ${PATIENCE / 1000} s without an answer at most…`,
  );
  const problem = await install();
  const fetched = findElectron();
  if (fetched === null) {
    say(`Electron could not be fetched: ${problem ?? 'it is not where it should be'}. This is tried again tomorrow.`);
    remember(problem);
  }
  return fetched;
}

/**
 * Runs Electron's own installer, and stops it when nothing comes.
 *
 * @returns {Promise<string | null>} what went wrong
 */
function install() {
  // The download is written to a folder of its own, whose growth tells that it goes on.
  const folder = mkdtempSync(join(tmpdir(), 'offprint-electron-'));
  const child = spawn(process.execPath, [join(PACKAGE, 'install.js')], {
    stdio: ['ignore', 2, 'pipe'],
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
  });
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  return new Promise((resolve) => {
    let size = 0;
    let since = Date.now();
    let isGivenUp = false;
    const timer = setInterval(() => {
      const now = sizeOf(folder);
      if (now !== size) since = Date.now();
      size = now;
      if (Date.now() - since < PATIENCE) return;
      isGivenUp = true;
      child.kill('SIGKILL');
    }, 500);
    child.on('error', (error) => end(error.message));
    child.on('exit', (code) => {
      if (isGivenUp) end(`nothing came for ${PATIENCE / 1000} s`);
      else end(code === 0 ? null : (/^.*error.*$/im.exec(errors)?.[0].trim() ?? `exit code ${code}`));
    });
    /** @param {string | null} problem */
    function end(problem) {
      clearInterval(timer);
      rmSync(folder, { recursive: true, force: true });
      resolve(problem);
    }
  });
}

/**
 * @param {string} folder
 * @returns {number} bytes
 */
function sizeOf(folder) {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => statSync(join(folder, name)).size)
      .reduce((sum, size) => sum + size, 0);
  } catch {
    // Something went while it was looked at, which is a change as well.
    return Date.now();
  }
}

function failedLately() {
  try {
    const { version, at } = JSON.parse(readFileSync(MEMORY, 'utf8'));
    return version === electronVersion() && Date.now() - at < REMEMBERED;
  } catch {
    return false;
  }
}

/** @param {string | null} problem */
function remember(problem) {
  try {
    mkdirSync(join(MEMORY, '..'), { recursive: true });
    writeFileSync(MEMORY, JSON.stringify({ version: electronVersion(), at: Date.now(), problem }));
  } catch {
    // Then it is tried again at the next start.
  }
}

/** @returns {string} */
function electronVersion() {
  return JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version;
}
