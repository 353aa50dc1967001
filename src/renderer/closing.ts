/** What must be stored before the window may close. */
import { call, on } from './bridge';

type Flush = () => Promise<unknown>;

const flushes = new Set<Flush>();

/** Has `flush` run, and waited for, when the window is about to close; until the returned function is called. */
export function beforeClosing(flush: Flush): () => void {
  flushes.add(flush);
  return () => {
    flushes.delete(flush);
  };
}

on('closing', () => {
  // Main waits only so long, and a flush that failed has said so: the others are waited for all the same.
  void Promise.allSettled(Array.from(flushes, (flush) => flush())).then(() => call('ready-to-close'));
});
