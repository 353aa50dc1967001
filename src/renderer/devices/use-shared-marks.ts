/** Marks of other devices: taken in whenever some arrive, and the folder that they come by. */
import { useCallback, useEffect, useState } from 'react';
import type { SharedMarksState } from '../../preload/api';
import { call, messageOf, on } from '../bridge';
import type { LibraryContents, LibraryTotals, MergeReport } from '../library/library-api';
import { library } from '../library-client';
import { counted } from '../ui/format';
import { useLatest } from '../ui/use-latest';

interface SharedMarksListeners {
  onMerged(totals: LibraryTotals): void;
  onSay(words: string): void;
}

export type SharedMarks = ReturnType<typeof useSharedMarks>;

/**
 * @param contents what the library holds at first: before that is there, nothing can be merged into it
 * @param isOpen whether the dialog about it is looked at
 */
export function useSharedMarks(contents: Promise<LibraryContents>, isOpen: boolean, listeners: SharedMarksListeners) {
  const [state, setState] = useState<SharedMarksState | null>(null);
  const [report, setReport] = useState<MergeReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useLatest(listeners);

  const merge = useCallback(async () => {
    try {
      const merged = await library.mergeMarks();
      setReport(merged);
      if (merged.changed === 0) return;
      latest.current.onMerged(merged.totals);
      latest.current.onSay(`${counted(merged.changed, 'mark')} from another device.`);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, [latest]);

  useEffect(() => {
    // Where the library cannot be loaded, the whole window says so.
    contents.then(merge, () => {});
    return on('marks-arrived', () => void merge());
  }, [contents, merge]);

  const attempt = useCallback(async (work: () => Promise<SharedMarksState | null>) => {
    setProblem(null);
    try {
      const next = await work();
      if (next) setState(next);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, []);

  useEffect(() => {
    if (isOpen) void attempt(() => call('get-shared-marks'));
  }, [isOpen, attempt]);

  return {
    /** `null` while it is not known. */
    state,
    report,
    problem,
    chooseFolder: useCallback(() => attempt(() => call('choose-marks-folder')), [attempt]),
    forgetFolder: useCallback(() => attempt(() => call('forget-marks-folder')), [attempt]),
  };
}
