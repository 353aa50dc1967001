/** The backups there are, and the way from choosing one to having it restored. */
import { proxy } from 'comlink';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BackupHeadline, BackupsState } from '../../preload/api';
import { call, messageOf } from '../bridge';
import type { BackupSource, RestoreMode, RestorePlan } from '../library/mark-records';
import { library, restartLibrary } from '../library-client';
import { useLatest } from '../ui/use-latest';
import type { UndoStep } from '../undo/undo-history';

/** How far a restore is. */
export type RestoreStage =
  | { kind: 'planning' | 'restoring'; what: RestoreSubject; plan: RestorePlan | null }
  | { kind: 'planned'; what: RestoreSubject; plan: RestorePlan };

/** What is to be restored. */
export interface RestoreSubject {
  backup: BackupHeadline;
  mode: RestoreMode;
}

interface RestoringListeners {
  offerUndo(step: UndoStep): void;
  onSay(words: string): void;
}

export type Backups = ReturnType<typeof useBackups>;

/** @param isOpen whether they are looked at */
export function useBackups(isOpen: boolean, listeners: RestoringListeners) {
  const [state, setState] = useState<BackupsState | null>(null);
  const [stage, setStage] = useState<RestoreStage | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useLatest(listeners);

  /** Does it, and says what kept it from being done; resolves to whether it was. */
  const attempt = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    setProblem(null);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(messageOf(error));
      return false;
    }
  }, []);

  useEffect(() => {
    if (!isOpen) return;
    void attempt(async () => setState(await call('list-backups')));
  }, [isOpen, attempt]);

  const plan = useCallback(
    async (backup: BackupHeadline) => {
      // What another device said, and it lacks, is not to be taken away.
      const what: RestoreSubject = { backup, mode: backup.isWhole ? 'exactly' : 'merged' };
      setStage({ kind: 'planning', what, plan: null });
      const isPlanned = await attempt(async () => {
        const planned = await library.planRestore(proxy(sourceOf(what.backup.id)), what.mode);
        setStage({ kind: 'planned', what, plan: planned });
      });
      if (!isPlanned) setStage(null);
    },
    [attempt],
  );

  const restore = useCallback(
    async ({ what, plan: planned }: RestoreStage): Promise<boolean> => {
      setStage({ kind: 'restoring', what, plan: planned });
      const isDone = await attempt(async () => latest.current.offerUndo(await restoreBetweenBackups(what)));
      setStage(isDone || planned === null ? null : { kind: 'planned', what, plan: planned });
      if (isDone) latest.current.onSay('Your marks are as the backup says. This can be undone.');
      return isDone;
    },
    [attempt, latest],
  );

  return useMemo(() => {
    const change = (work: () => Promise<BackupsState | null>) =>
      attempt(async () => {
        const next = await work();
        if (next !== null) setState(next);
      });
    return {
      state,
      stage,
      problem,
      plan,
      restore,
      goBack: () => {
        setProblem(null);
        setStage(null);
      },
      chooseFolder: () => change(() => call('choose-backup-folder')),
      forgetFolder: () => change(() => call('forget-backup-folder')),
      openFile: () =>
        attempt(async () => {
          const backup = await call('open-backup');
          if (backup !== null) await plan(backup);
        }),
    };
  }, [state, stage, problem, plan, restore, attempt]);
}

export function sourceOf(id: number): BackupSource {
  return { read: (from) => call('read-backup', id, from) };
}

/** Restores, between two backups: with them it can be taken back, and done again, whatever becomes of the worker. */
export async function restoreBetweenBackups(what: RestoreSubject): Promise<UndoStep> {
  const before = await saved();
  await library.restore(proxy(sourceOf(what.backup.id)), what.mode);
  await restartLibrary();
  const after = await saved();
  const go = async (from: number, to: number, words: string) => {
    await library.undoRestore(proxy(sourceOf(to)), proxy(sourceOf(from)));
    await restartLibrary();
    return words;
  };
  return {
    label: 'Restore a backup',
    undo: () => go(after, before, 'Your marks are as they were before.'),
    redo: () => go(before, after, 'Your marks are as the backup says.'),
  };
}

/** The number of a backup of all that there is. */
async function saved(): Promise<number> {
  const unsaved = await library.flush();
  if (unsaved !== null) throw new Error(unsaved);
  return call('back-up');
}
