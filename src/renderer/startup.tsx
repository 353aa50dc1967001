/** Opens the library before anything is drawn, so that the first picture is the right one; and again should its worker end. */
import { type ReactNode, useEffect, useState } from 'react';
import type { AppInfo } from '../preload/api';
import { call, messageOf } from './bridge';
import { noteSaving } from './closing';
import type { JournalCalls, LibraryContents, LibraryEvents, OpenedLibrary } from './library/library-api';
import { library, listenToWorker, openLibrary, restartLibrary } from './library-client';
import { TroubleScreen } from './trouble/trouble-screen';
import type { Saving } from './use-library-events';

export interface Opened {
  info: AppInfo;
  opened: OpenedLibrary;
  /** Comes when the library is loaded; the window is drawn meanwhile. Another one comes with each restart. */
  contents: Promise<LibraryContents>;
  /** How often the library was opened anew since. */
  restarts: number;
  /** Whether it had stopped by itself then. */
  hasStopped: boolean;
  libraryEvents: EventTarget;
}

/** The worker's callbacks as DOM events, so that any part of the page can listen. */
const libraryEvents = new EventTarget();
const callbacks: LibraryEvents = {
  onSaveFailed: (message) => void libraryEvents.dispatchEvent(new CustomEvent('save-failed', { detail: message })),
  onSaved: () => void libraryEvents.dispatchEvent(new Event('saved')),
  onMarked: (report) => void libraryEvents.dispatchEvent(new CustomEvent('marked', { detail: report })),
  onSaving: (saved, total) => {
    noteSaving();
    libraryEvents.dispatchEvent(new CustomEvent<Saving>('saving', { detail: { saved, total } }));
  },
  onSearchReady: () => void libraryEvents.dispatchEvent(new Event('search-ready')),
  onReplaced: () => void restartLibrary().catch((error: unknown) => callbacks.onSaveFailed(messageOf(error))),
};

const journal: JournalCalls = {
  append: (changes) => call('append-marks', changes),
  read: (after) => call('read-marks', after),
  merge: (after) => call('merge-marks', after),
  nextMerged: () => call('next-merged-marks'),
};

let opening: Promise<Opened> | null = null;
function open(): Promise<Opened> {
  opening ??= Promise.all([call('get-app-info'), openLibrary(callbacks, journal)]).then(([info, opened]) => ({
    ...{ info, opened, contents: library.contents(), restarts: 0, hasStopped: false, libraryEvents },
  }));
  return opening;
}

type State = Opened | { error: unknown } | null;

export function Startup({ children }: { children: (opened: Opened) => ReactNode }) {
  const [state, setState] = useState<State>(null);
  useEffect(() => {
    const fail = (error: unknown) => setState({ error });
    const take = (opened: Opened) => {
      setState(opened);
      opened.contents.catch(fail);
    };
    open().then(take, fail);
    listenToWorker({
      restarted: (hasStopped) =>
        void open().then((first) => {
          const contents = library.contents();
          contents.catch(fail);
          setState((before) => {
            const restarts = before && 'restarts' in before ? before.restarts + 1 : 1;
            return { ...first, contents, restarts, hasStopped };
          });
        }, fail),
      lost: fail,
    });
  }, []);
  if (!state) return null;
  if ('error' in state) return <TroubleScreen title="Offprint could not open its library" error={state.error} />;
  return children(state);
}
