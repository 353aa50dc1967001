/** Makes the two scripts that Chromium runs in each new document, one per world. */
import { readFile } from 'node:fs/promises';
import { Script } from 'node:vm';
import type { PreloadConfig } from './page/preload-world';

export interface PageScripts {
  /** For the world that `PRELOAD_WORLD` names. */
  preloadWorld: string;
  pageWorld: string;
}

/** The name of the preload's world, and in it of what main calls. */
export const PRELOAD_WORLD = 'offprint-preload';
export const WORLD_GLOBAL = 'chromiumShell';

/** What `build.mjs` made of one of the files in `page/`. */
function bundle(name: string): Promise<string> {
  return readFile(new URL(`page/${name}.js`, import.meta.url), 'utf8');
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
    preloadWorld: `if (window.top === window) { ${await bundle('preload-world')}
globalThis.${WORLD_GLOBAL} = entry.startPreloadWorld(${JSON.stringify(config)}, ${preload}); }`,
    pageWorld: `if (window.top === window) { (() => { ${await bundle('page-world')}
entry.startPageWorld(${JSON.stringify(config.secret)}); })(); }`,
  };
}
