/**
 * Runs an Electron application on the shell, as `electron FOLDER FLAGS` runs it on Electron:
 * `node out/chromium-shell/run.js FOLDER FLAGS`, once `build.mjs` has built it.
 */
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [node = '', , folder = '.', ...flags] = process.argv;
const root = resolve(folder);
// What the application sees is what Electron gives it.
process.argv = [node, root, ...flags];

register('./resolve-electron.js', import.meta.url);
const { app } = await import('./electron');

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
app.identify({ name: manifest.productName ?? manifest.name, version: manifest.version, folder: root });

/** One Ctrl+C often comes in several ways at once: from the terminal, from npm, from the starting script. In ms. */
const SAME_SIGNAL = 1000;
let firstSignal = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    const isFirst = firstSignal === 0;
    if (isFirst) firstSignal = Date.now();
    // Where the application listens as well, the first signal is its affair; whoever sends a second one is in earnest.
    if (isFirst && process.listenerCount(signal) === 1) app.quit();
    else if (!isFirst && Date.now() - firstSignal > SAME_SIGNAL) app.exit(128 + constants.signals[signal]);
  });
}
// Whoever started the application, and was to end it, was killed.
process.on('disconnect', () => app.quit());

try {
  await import(pathToFileURL(join(root, manifest.main)).href);
} catch (error) {
  console.error(error);
  app.exit(1);
}
app.becomeReady();
