/** The library, as the page may ask it: its parts, and the calls by what they are about. */
import { backupCalls } from './calls/backup-calls';
import { digestCalls } from './calls/digest-calls';
import { listCalls } from './calls/list-calls';
import { markCalls } from './calls/mark-calls';
import { paperCalls } from './calls/paper-calls';
import { savedListCalls } from './calls/saved-list-calls';
import type { LibraryApi } from './library-api';
import { LibraryParts, saveProblem, VIEW_NAME } from './library-parts';
import { orExplain } from './storage-reason';

export interface Library extends LibraryApi {
  /** Stops all work and closes the database; marks that could not be stored are given up. */
  close(): void;
}

export function createLibrary(databaseName = 'offprint'): Library {
  const parts = new LibraryParts(databaseName);
  return {
    open: (events, journal) => parts.open(events, journal),
    async contents() {
      await parts.loaded;
      return { files: parts.files.known(), totals: parts.counts.totals(), ...parts.taken };
    },
    async totals() {
      await parts.loaded;
      return parts.counts.totals();
    },
    async problems() {
      await parts.loaded;
      return parts.files.problems(parts.papers.digests);
    },
    async flush() {
      await parts.lastTurn;
      return parts.marks.flush().then(() => null, saveProblem);
    },
    async saveView(view) {
      await orExplain('The view could not be stored', parts.db.views.put({ name: VIEW_NAME, state: view }));
    },
    close: () => parts.close(),
    ...digestCalls(parts),
    ...paperCalls(parts),
    ...listCalls(parts),
    ...markCalls(parts),
    ...savedListCalls(parts),
    ...backupCalls(parts),
  };
}
