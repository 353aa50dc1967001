/** Brings the sample digests in, and takes them out again. */
import { useCallback } from 'react';
import { call } from '../bridge';
import type { LibraryTotals } from '../library/library-api';
import { library } from '../library-client';

interface SamplesListeners {
  onRemoved(totals: LibraryTotals): void;
  onError(error: unknown): void;
}

export function useSamples({ onRemoved, onError }: SamplesListeners) {
  const addSamples = useCallback(() => void call('add-samples').catch(onError), [onError]);
  const removeSamples = useCallback(
    () =>
      void call('remove-samples')
        .then(({ digestIds }) => library.forgetDigests(digestIds))
        .then(onRemoved, onError),
    [onRemoved, onError],
  );
  return { addSamples, removeSamples };
}
