/** Builds the Chromium shell into `out/chromium-shell`, so that no start has to compile it. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCES = fileURLToPath(new URL('.', import.meta.url));
export const BUILT_SHELL = join(SOURCES, '../out/chromium-shell');

/** What both builds have in common. */
const options = /** @type {const} */ ({ absWorkingDir: SOURCES, bundle: true, logLevel: 'warning' });

export async function buildShell() {
  await Promise.all([
    // `run` and the application must share one `electron`: hence the splitting.
    build({
      ...options,
      entryPoints: ['run.ts', 'electron.ts', 'resolve-electron.mjs'],
      outdir: BUILT_SHELL,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      splitting: true,
      packages: 'external',
    }),
    build({
      ...options,
      entryPoints: ['page/preload-world.ts', 'page/page-world.ts'],
      outdir: join(BUILT_SHELL, 'page'),
      platform: 'browser',
      target: 'es2023',
      format: 'iife',
      globalName: 'entry',
    }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildShell();
