/** Finds an installed Chromium or Chrome, and installs the distribution's where that can be done unasked. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const MAC_APPLICATIONS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

const INSTALL = 'apt-get update && apt-get install -y --no-install-recommends chromium';

/**
 * The absolute path of a Chromium, or `null`. `OFFPRINT_CHROMIUM` names one that goes before all others.
 *
 * @returns {string | null}
 */
export function findChromium() {
  return [process.env.OFFPRINT_CHROMIUM, ...candidates()].find((path) => path && isExecutable(path)) ?? null;
}

/**
 * Like `findChromium`, but as root on Debian or Ubuntu it installs the distribution's where there is none.
 *
 * @param {(line: string) => void} say told what is being done, and what the reader can do where nothing can be done
 * @returns {string | null}
 */
export function ensureChromium(say) {
  const found = findChromium();
  if (found !== null) return found;
  if (!isDebian()) {
    say('No Chromium or Chrome is installed. Install one of them, or name it: OFFPRINT_CHROMIUM=/path/to/chromium');
    return null;
  }
  if (process.getuid?.() !== 0) {
    say(`No Chromium is installed. This installs it: sudo sh -c '${INSTALL}'`);
    return null;
  }
  say(`No Chromium is installed. Installing the distribution's: ${INSTALL}`);
  // Its output goes to stderr: stdout belongs to the program that is run in the end.
  const { status } = spawnSync('sh', ['-c', INSTALL], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const installed = findChromium();
  if (installed === null) say(`Chromium could not be installed (exit code ${status}). To try again: ${INSTALL}`);
  return installed;
}

/** @returns {string[]} */
function candidates() {
  const { env, platform } = process;
  if (platform === 'darwin') return MAC_APPLICATIONS.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return roots.flatMap((root) => WINDOWS_PROGRAMS.map((program) => join(root, program)));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false;
  return /^(ID|ID_LIKE)=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}
