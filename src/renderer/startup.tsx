/** Opens the library before anything is drawn, so that the first picture is the right one. */
import { proxy } from 'comlink';
import { type ReactNode, useEffect, useState } from 'react';
import type { AppInfo } from '../preload/api';
import { call, messageOf } from './bridge';
import type { JournalCalls, LibraryContents, LibraryEvents, OpenedLibrary } from './library/library-api';
import { library } from './library-client';
import { FatalError } from './ui/fatal-error';

export interface Opened {
  info: AppInfo;
  opened: OpenedLibrary;
  /** Comes when the library is loaded; the window is drawn meanwhile. */
  contents: Promise<LibraryContents>;
  libraryEvents: EventTarget;
}

/** The worker's callbacks as DOM events, so that any part of the page can listen. */
const libraryEvents = new EventTarget();
const callbacks: LibraryEvents = {
  onSaveFailed: (message) => void libraryEvents.dispatchEvent(new CustomEvent('save-failed', { detail: message })),
  onSearchReady: () => void libraryEvents.dispatchEvent(new Event('search-ready')),
};

const journal: JournalCalls = {
  append: (changes) => call('append-marks', changes),
  read: (after) => call('read-marks', after),
};

let opening: Promise<Opened> | null = null;
function open(): Promise<Opened> {
  opening ??= Promise.all([call('get-app-info'), library.open(proxy(callbacks), proxy(journal))]).then(
    ([info, opened]) => ({
      info,
      opened,
      contents: library.contents(),
      libraryEvents,
    }),
  );
  return opening;
}

export function Startup({ children }: { children: (opened: Opened) => ReactNode }) {
  const [state, setState] = useState<Opened | { error: string } | null>(null);
  useEffect(() => {
    const fail = (error: unknown) => setState({ error: messageOf(error) });
    open().then((opened) => {
      setState(opened);
      opened.contents.catch(fail);
    }, fail);
  }, []);
  if (!state) return null;
  if ('error' in state) return <FatalError message={state.error} />;
  return children(state);
}
