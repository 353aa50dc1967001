/** What must be stored before the window may close. */
import { call, on } from './bridge';

/** Resolves to why something could not be stored, in words for the reader; to anything else where it is. */
type Flush = () => Promise<unknown>;

const flushes = new Set<Flush>();
let isClosing = false;

/** Has `flush` run, and waited for, when the window is about to close; until the returned function is called. */
export function beforeClosing(flush: Flush): () => void {
  flushes.add(flush);
  return () => {
    flushes.delete(flush);
  };
}

/** Says that something is being stored, and gets on: where the window is about to close, main waits longer. */
export function noteSaving(): void {
  if (isClosing) call('not-ready-to-close').catch(() => {});
}

on('closing', () => {
  isClosing = true;
  // Main waits only so long, and a flush that failed has said so: the others are waited for all the same.
  void Promise.allSettled(Array.from(flushes, (flush) => flush())).then((results) => {
    const reasons = results.map((result) => (result.status === 'fulfilled' ? result.value : null));
    isClosing = false;
    return call('ready-to-close', reasons.filter((reason) => typeof reason === 'string').join(' ') || null);
  });
});
