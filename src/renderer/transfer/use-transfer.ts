/** The way of a whole library out of Offprint as one file, and in from one. */
import { proxy } from 'comlink';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ImportedDigests, LibraryFile, Settings } from '../../preload/api';
import { restoreBetweenBackups, sourceOf } from '../backups/use-backups';
import { call, messageOf, on } from '../bridge';
import type { RestorePlan } from '../library/mark-records';
import { library } from '../library-client';
import { counted } from '../ui/format';
import { useLatest } from '../ui/use-latest';
import type { UndoStep } from '../undo/undo-history';

/** Files that are through, of all. */
interface TransferProgress {
  done: number;
  total: number;
}

export type TransferStage =
  | { kind: 'exporting' | 'checking' | 'failed' }
  | { kind: 'review' | 'importing'; file: LibraryFile; plan: RestorePlan | null };

interface TransferListeners {
  offerUndo(step: UndoStep): void;
  onSay(words: string): void;
  /** @returns puts back what was */
  changeSettings(change: Partial<Settings>): () => void;
}

export type Transfer = ReturnType<typeof useTransfer>;

export function useTransfer(listeners: TransferListeners) {
  const [stage, setStage] = useState<TransferStage | null>(null);
  const [progress, setProgress] = useState<TransferProgress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useLatest(listeners);

  useEffect(() => on('transfer-progress', setProgress), []);

  /** Does it; where it fails, the dialog says why. */
  const attempt = useCallback(async (first: TransferStage, work: () => Promise<TransferStage | null>) => {
    setProblem(null);
    setProgress(null);
    setStage(first);
    try {
      setStage(await work());
    } catch (error) {
      setProblem(messageOf(error));
      setStage({ kind: 'failed' });
    }
  }, []);

  const exportLibrary = useCallback(
    () =>
      attempt({ kind: 'exporting' }, async () => {
        const unsaved = await library.flush();
        if (unsaved !== null) throw new Error(unsaved);
        const exported = await call('export-library');
        if (exported !== null) {
          const { digests, marks, unread, path } = exported;
          const left = unread === 0 ? '' : ` ${counted(unread, 'digest file')} could not be read and is not in it.`;
          latest.current.onSay(`${counted(digests, 'digest')} and ${counted(marks, 'mark')} are in ${path}.${left}`);
        }
        return null;
      }),
    [attempt, latest],
  );

  const openLibrary = useCallback(
    () =>
      attempt({ kind: 'checking' }, async () => {
        const file = await call('open-library');
        if (file === null) return null;
        const plan = file.marks && (await library.planRestore(proxy(sourceOf(file.marks.id)), 'merged'));
        return { kind: 'review', file, plan };
      }),
    [attempt],
  );

  const importLibrary = useCallback(
    (file: LibraryFile, plan: RestorePlan | null) =>
      attempt({ kind: 'importing', file, plan }, async () => {
        const { added, step } = await takeIn(file, latest.current.changeSettings);
        latest.current.offerUndo(step);
        latest.current.onSay(`${counted(added, 'digest')} and the marks of ${file.name} are in your library now.`);
        return null;
      }),
    [attempt, latest],
  );

  return useMemo(
    () => ({
      stage,
      progress,
      problem,
      exportLibrary: () => void exportLibrary(),
      openLibrary: () => void openLibrary(),
      importLibrary: (file: LibraryFile, plan: RestorePlan | null) => void importLibrary(file, plan),
      /** Stops what goes on, or lets go of what is looked at. */
      leave: () => {
        if (stage?.kind === 'importing') return;
        void call(stage?.kind === 'review' ? 'close-library' : 'cancel-transfer').catch(() => {});
        setStage(null);
      },
    }),
    [stage, progress, problem, exportLibrary, openLibrary, importLibrary],
  );
}

/** Adds the digests, then the marks: each can be taken back, and is, as one step. */
async function takeIn(
  file: LibraryFile,
  changeSettings: TransferListeners['changeSettings'],
): Promise<{ added: number; step: UndoStep }> {
  const importId = Date.now();
  const addDigests = async () => {
    let added = 0;
    for (let from: number | null = 0; from !== null; ) {
      const { outcomes, next }: ImportedDigests = await call('add-library-digests', file.id, importId, from);
      added += outcomes.filter(({ kind }) => kind === 'added').length;
      from = next;
    }
    return added;
  };
  const added = await addDigests();
  const marks = file.marks && (await restoreBetweenBackups({ backup: file.marks, mode: 'merged' }));
  // What was chosen in the palette there is no choice of this machine's.
  const { recentCommands: _, ...settings } = file.settings;
  let putBack = changeSettings(settings);
  return {
    added,
    step: {
      label: 'Import a library',
      undo: async () => {
        await marks?.undo();
        putBack();
        const { kept } = await call('undo-import', importId);
        return kept.length === 0
          ? 'Your library is as it was before.'
          : `Your marks are as they were before. ${counted(kept.length, 'digest')} stayed, as they were changed since.`;
      },
      redo: async () => {
        await addDigests();
        await marks?.redo();
        putBack = changeSettings(settings);
        return 'The library is taken in again.';
      },
    },
  };
}
