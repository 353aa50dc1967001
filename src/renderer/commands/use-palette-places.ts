/** The places that the palette leads to, as they are while it is open; of the digests those that answer what was typed. */
import { useEffect, useMemo, useState } from 'react';
import type { SavedListSummary } from '../library/list-records';
import type { TagSummary } from '../library/mark-records';
import type { DigestSummary } from '../library/paper-records';
import { library } from '../library-client';
import { MOST_ENTRIES, type PalettePlaces } from './palette-entries';

/** @param onError must stay the same */
export function usePalettePlaces(text: string, onError: (error: unknown) => void): PalettePlaces {
  const [digests, setDigests] = useState<DigestSummary[]>([]);
  const [lists, setLists] = useState<SavedListSummary[]>([]);
  const [tags, setTags] = useState<TagSummary[]>([]);
  useEffect(() => {
    library.savedLists().then(setLists, onError);
    library.tags().then(setTags, onError);
  }, [onError]);
  useEffect(() => {
    let isCurrent = true;
    library.findDigests(text, MOST_ENTRIES).then((found) => isCurrent && setDigests(found), onError);
    return () => {
      isCurrent = false;
    };
  }, [text, onError]);
  return useMemo(() => ({ digests, lists, tags }), [digests, lists, tags]);
}
