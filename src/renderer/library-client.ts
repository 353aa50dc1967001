/** The library worker, as the page calls it: one after the other, should one end. */
import { proxy, type Remote, wrap } from 'comlink';
import { joinedMarks } from './joined-marks';
import type { JournalCalls, LibraryApi, LibraryEvents, OpenedLibrary } from './library/library-api';
import { LibraryWorker, type WorkerLife } from './library-worker';

export type Library = Remote<LibraryApi>;

const worker = new LibraryWorker({ start, now: () => performance.now(), joined: joinedMarks });

/** Each of its calls goes to whichever worker there is. */
export const library = new Proxy({} as Library, {
  // Whoever awaits an object asks for `then`.
  get: (_, name) =>
    typeof name === 'symbol' || name === 'then' ? undefined : (...args: unknown[]) => worker.call(name, args),
});

/** Opens the library, and again whenever its worker ended. */
export function openLibrary(events: LibraryEvents, journal: JournalCalls): Promise<OpenedLibrary> {
  return worker.open('open', [proxy(events), proxy(journal)]) as Promise<OpenedLibrary>;
}

/** Opens the library anew, in another worker. */
export const restartLibrary = () => worker.restart();

export const listenToWorker: LibraryWorker['listen'] = (listeners) => worker.listen(listeners);

/** Milliseconds that a worker has to say that it lives: one that ends before it says so tells nobody. */
const PATIENCE = 20_000;

function start(): WorkerLife {
  const own = new Worker(new URL('./library/worker.ts', import.meta.url), { type: 'module', name: 'library' });
  const remote = wrap<Record<string, (...args: readonly unknown[]) => unknown>>(own);
  let isAlive = false;
  const ended = new Promise<void>((resolve) => {
    own.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'object' || data === null || !('lock' in data) || typeof data.lock !== 'string') return;
      isAlive = true;
      // It is granted when the worker is gone.
      void navigator.locks.request(data.lock, () => resolve());
    });
    // Its script could not be loaded; later errors are those of a call, and not its end.
    const endUnlessAlive = () => {
      if (isAlive) return;
      own.terminate();
      resolve();
    };
    own.addEventListener('error', endUnlessAlive);
    setTimeout(endUnlessAlive, PATIENCE);
  });
  const gone = ended.then(() => {
    throw new Error('The library worker has ended.');
  });
  gone.catch(() => {});
  return {
    call: (name, args) => Promise.race([Promise.resolve(remote[name]?.(...args)), gone]),
    ended,
    end: () => own.terminate(),
  };
}
