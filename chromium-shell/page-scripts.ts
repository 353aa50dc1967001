/** Makes the two scripts that Chromium runs in each new document, one per world. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import type { PreloadConfig } from './page/preload-world';

export interface PageScripts {
  /** For the world that `PRELOAD_WORLD` names. */
  preloadWorld: string;
  pageWorld: string;
}

/** The name of the preload's world, and in it of what main calls. */
export const PRELOAD_WORLD = 'offprint-preload';
export const WORLD_GLOBAL = 'chromiumShell';

const bundles = { preload: bundle('preload-world'), page: bundle('page-world') };
// Awaited by whoever opens a window; without one, a failure here concerns nobody.
for (const made of Object.values(bundles)) made.catch(() => {});

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`page/${name}.ts`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'entry',
    platform: 'browser',
    target: 'es2023',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * @param preloadFile absolute path of a CommonJS script; `null` for none
 * @throws where the preload cannot be read or is no script
 */
export async function createPageScripts(preloadFile: string | null, config: PreloadConfig): Promise<PageScripts> {
  let preload = 'null';
  if (preloadFile !== null) {
    const source = await readFile(preloadFile, 'utf8');
    preload = `function (require, module, exports, process) {${source}\n}`;
    new Script(`(${preload})`, { filename: preloadFile });
  }
  // Frames within the page get no preload, as in Electron.
  return {
    preloadWorld: `if (window.top === window) { ${await bundles.preload}
globalThis.${WORLD_GLOBAL} = entry.startPreloadWorld(${JSON.stringify(config)}, ${preload}); }`,
    pageWorld: `if (window.top === window) { (() => { ${await bundles.page}
entry.startPageWorld(${JSON.stringify(config.secret)}); })(); }`,
  };
}
