/** Which paper is selected, and where it stands in the latest list; its id is empty while its row is on its way. */
import { useCallback, useEffect, useState } from 'react';
import { library } from '../library-client';
import type { PaperOrder, Place } from './use-papers';

export function useSelection(order: PaperOrder | null, onError: (error: unknown) => void) {
  const [selection, setSelection] = useState<Place | null>(null);

  // A new order puts the selected paper elsewhere: it stays selected where it went.
  const selectedId = selection?.id;
  useEffect(() => {
    if (!order || !selectedId) return;
    library.positionOf(selectedId).then((index) => {
      setSelection((current) =>
        current?.id === selectedId && current.index !== index ? { id: selectedId, index } : current,
      );
    }, onError);
  }, [order, selectedId, onError]);

  /** Gives a paper its id that was selected by its place, while its row was on its way; the reader may have gone on. */
  const nameSelected = useCallback((place: Place) => {
    setSelection((current) => (current?.id === '' && current.index === place.index ? place : current));
  }, []);

  /** Selects a paper wherever it stands, also where the list does not have it. */
  const selectPaper = useCallback(
    (id: string) => {
      library.positionOf(id).then((index) => setSelection({ id, index }), onError);
    },
    [onError],
  );

  /** Goes on with the same paper, which has another id now. */
  const renameSelected = useCallback((id: string, now: string) => {
    setSelection((current) => (current?.id === id ? { ...current, id: now } : current));
  }, []);

  return { selection, renameSelected, select: setSelection, selectPaper, nameSelected };
}
