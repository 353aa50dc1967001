/** For tests: builds `reader-thread.ts` into one file, as a worker thread loads no TypeScript. */
import { join } from 'node:path';
import { build } from 'esbuild';

/** @returns the script for a `ThreadReader` */
export async function bundleReaderThread(folder: string): Promise<string> {
  const script = join(folder, 'reader-thread.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'reader-thread.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
  return script;
}
