/** The places that the palette leads to, as they are while it is open. */
import { useEffect, useMemo, useState } from 'react';
import type { SavedListSummary, TagSummary } from '../library/library-api';
import { library } from '../library-client';
import type { PalettePlaces } from './palette-entries';

/** @param onError must stay the same */
export function usePalettePlaces(digests: PalettePlaces['digests'], onError: (error: unknown) => void): PalettePlaces {
  const [lists, setLists] = useState<SavedListSummary[]>([]);
  const [tags, setTags] = useState<TagSummary[]>([]);
  useEffect(() => {
    library.savedLists().then(setLists, onError);
    library.tags().then(setTags, onError);
  }, [onError]);
  return useMemo(() => ({ digests, lists, tags }), [digests, lists, tags]);
}
