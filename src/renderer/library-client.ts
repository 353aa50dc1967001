/** The library worker, as the page calls it. */
import { type Remote, wrap } from 'comlink';
import type { LibraryApi } from './library/library-api';

export type Library = Remote<LibraryApi>;

export const library: Library = wrap<LibraryApi>(
  new Worker(new URL('./library/worker.ts', import.meta.url), { type: 'module', name: 'library' }),
);
