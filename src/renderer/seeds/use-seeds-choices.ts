/** Lets the reader change what is watched. What comes of it is told by `seeds-changed`, as every other change is. */
import { useCallback, useRef, useState } from 'react';
import type { SeedsChoices, SeedsState } from '../../preload/api';
import { call, messageOf } from '../bridge';

export interface SeedsChoosing {
  /** What is watched; while main is at work on a change, as if it were done. */
  seeds: SeedsState;
  /** Lets the reader choose one more folder. */
  addFolder(): Promise<void>;
  /** Changes what is named, and leaves the rest as it is. Resolves with whether it was taken. */
  change(choices: Partial<SeedsChoices>): Promise<boolean>;
  /** Why the latest one was refused, in words for the reader; `null` where it was not. */
  refusal: string | null;
  forgetRefusal(): void;
}

export function useSeedsChoices(told: SeedsState): SeedsChoosing {
  const [pending, setPending] = useState<SeedsChoices | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const isAdding = useRef(false);
  const seeds = pending === null ? told : withChoices(told, pending);

  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setRefusal(null);
    try {
      await work();
      return true;
    } catch (error) {
      setRefusal(messageOf(error));
      return false;
    }
  };

  return {
    seeds,
    addFolder: async () => {
      // One dialog of the system at a time.
      if (isAdding.current) return;
      isAdding.current = true;
      await attempt(() => call('add-seeds-folder'));
      isAdding.current = false;
    },
    change: async (change) => {
      const choices = { ...choicesOf(seeds), ...change };
      setPending(choices);
      const isTaken = await attempt(() => call('save-seeds', choices));
      // A later change may be under way.
      setPending((current) => (current === choices ? null : current));
      return isTaken;
    },
    refusal,
    forgetRefusal: useCallback(() => setRefusal(null), []),
  };
}

function choicesOf({ folders, ignored, isPaused }: SeedsState): SeedsChoices {
  return {
    folders: folders.map(({ path, includesSubfolders }) => ({ path, includesSubfolders })),
    ignored,
    isPaused,
  };
}

function withChoices(told: SeedsState, { folders, ...choices }: SeedsChoices): SeedsState {
  const states = new Map(told.folders.map((folder) => [folder.path, folder]));
  return {
    ...told,
    ...choices,
    folders: folders.map((folder) => ({ problem: null, files: 0, ...states.get(folder.path), ...folder })),
  };
}
