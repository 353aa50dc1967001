/** What must be stored before the window may close. */
import { call, on } from './bridge';

/** Resolves to why something could not be stored, in words for the reader; to anything else where it is. */
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
  void Promise.allSettled(Array.from(flushes, (flush) => flush())).then((results) => {
    const reasons = results.map((result) => (result.status === 'fulfilled' ? result.value : null));
    return call('ready-to-close', reasons.filter((reason) => typeof reason === 'string').join(' ') || null);
  });
});
