/** `npm start`: from a fresh clone to a running window, on Electron where it can be had, else on the Chromium shell. */
import { electronCommand, hasDisplay, shellCommand, wantedShell } from './app-command.mjs';
import { buildIfNeeded } from './build-if-needed.mjs';
import { fetchElectron } from './electron-binary.mjs';
import { ensureChromium } from './find-chromium.mjs';
import { ensurePackages } from './packages.mjs';
import { runInPlace } from './run-child.mjs';

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`);

const flags = process.argv.slice(2);
const wanted = wantedShell();
// npm has changed to the top level; paths in flags are meant from where it was called.
const cwd = (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) || process.cwd();

ensurePackages();
buildIfNeeded(say);

if (!hasDisplay() && !flags.includes('--headless')) {
  say('There is no display: Offprint runs without a window (--headless).');
  flags.push('--headless');
}

const electron = wanted === 'chromium' ? null : await fetchElectron(say);
if (electron !== null) {
  const { command, args } = electronCommand(electron, flags);
  say('Offprint runs on Electron.');
  if (args.includes('--no-sandbox') && !flags.includes('--no-sandbox')) {
    say("Chromium's sandbox does not work for root: --no-sandbox is added.");
  }
  runInPlace(command, args, { cwd });
} else if (wanted === 'electron') {
  say('OFFPRINT_SHELL=electron, but Electron is not there. To fetch it: npx install-electron');
  process.exit(1);
} else {
  const chromium = ensureChromium(say);
  if (chromium === null) process.exit(1);
  const { command, args } = shellCommand(flags);
  say(`Offprint runs on ${chromium}, as Electron's binary is not there.`);
  runInPlace(command, args, { cwd, env: { ...process.env, OFFPRINT_CHROMIUM: chromium }, hasChannel: true });
}
