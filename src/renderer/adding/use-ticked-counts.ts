/** How many papers the ticked files of a review would bring, each counted once. */
import { useEffect, useState } from 'react';
import { library } from '../library-client';
import { type PaperCounts, type ReviewedFile, tickedIdentities } from './review';

/** Milliseconds: who unticks one file after the other is told of the last. */
const PAUSE = 120;

/** `null` while it is being counted. Nothing is counted before all files were looked at. */
export function useTickedCounts(
  files: readonly ReviewedFile[],
  isReady: boolean,
  onError: (error: unknown) => void,
): PaperCounts | null {
  const [counted, setCounted] = useState<{ files: readonly ReviewedFile[]; counts: PaperCounts } | null>(null);
  useEffect(() => {
    if (!isReady) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      library.countKnown(tickedIdentities(files)).then((counts) => {
        if (isCurrent) setCounted({ files, counts });
      }, onError);
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [files, isReady, onError]);
  return counted?.files === files ? counted.counts : null;
}
