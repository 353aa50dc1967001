/** Lets the reader change what is watched. What comes of it is told by `seeds-changed`, as every other change is. */
import { useCallback, useState } from 'react';
import type { SeedsChoices, SeedsState } from '../../preload/api';
import { call, messageOf } from '../bridge';

export interface SeedsChoosing {
  /** Lets the reader choose one more folder. */
  addFolder(): Promise<void>;
  /** Changes what is named, and leaves the rest as it is. Resolves with whether it was taken. */
  change(choices: Partial<SeedsChoices>): Promise<boolean>;
  /** Whether main is at work on one of them. */
  isBusy: boolean;
  /** Why the latest one was refused, in words for the reader; `null` where it was not. */
  refusal: string | null;
  forgetRefusal(): void;
}

export function useSeedsChoices(seeds: SeedsState): SeedsChoosing {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  const attempt = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    try {
      await work();
      return true;
    } catch (error) {
      setRefusal(messageOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);

  return {
    addFolder: async () => {
      await attempt(() => call('add-seeds-folder'));
    },
    change: (choices) => attempt(() => call('save-seeds', { ...choicesOf(seeds), ...choices })),
    isBusy,
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
