/** The command lines that run the built application, on Electron or on the Chromium shell. */
import { join } from 'node:path';
import { ROOT } from './packages.mjs';

/**
 * @typedef {object} Command
 * @property {string} command
 * @property {string[]} args
 */

/**
 * @param {string[]} flags Offprint's and Chromium's
 * @returns {Command}
 */
export function shellCommand(flags) {
  return { command: process.execPath, args: [join(ROOT, 'out/chromium-shell/run.js'), ROOT, ...flags] };
}

/**
 * @param {string} binary Electron's
 * @param {string[]} flags Offprint's and Chromium's
 * @returns {Command}
 */
export function electronCommand(binary, flags) {
  const needed = [
    // Chromium's sandbox does not work for root.
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // Electron would look for a display in any case.
    ...(hasDisplay() ? [] : ['--ozone-platform=headless']),
  ];
  return { command: binary, args: [ROOT, ...needed.filter((flag) => !flags.includes(flag)), ...flags] };
}

/** macOS and Windows always have a display. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Which of the two is wanted: `OFFPRINT_SHELL=electron` or `=chromium`; otherwise whichever is there.
 *
 * @returns {'electron' | 'chromium' | null}
 */
export function wantedShell() {
  const wanted = process.env.OFFPRINT_SHELL;
  if (wanted === undefined || wanted === '') return null;
  if (wanted === 'electron' || wanted === 'chromium') return wanted;
  process.stderr.write(`OFFPRINT_SHELL is "${wanted}"; it can be "electron" or "chromium".\n`);
  return process.exit(2);
}
