/** Before the tests: makes sure that there is something to run the application on. */
import { findElectron } from './electron-binary.mjs';
import { ensureChromium } from './find-chromium.mjs';

const chromium = ensureChromium((line) => void process.stderr.write(`${line}\n`));
if (chromium === null && findElectron() === null) process.exit(1);
