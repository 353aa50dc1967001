/** The lists that the reader keeps, with what is in them now. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LibraryTotals } from '../library/library-api';
import type { SavedList, SavedListSummary } from '../library/list-records';
import { library } from '../library-client';
import { useLatest } from '../ui/use-latest';
import type { UndoStep } from '../undo/undo-history';
import { positionBetween } from './position-between';

export interface SavedListsOptions {
  /** Change when what is in lists may have changed. */
  totals: LibraryTotals;
  revision: number;
  /** Until then the library has something more urgent to do. */
  isListed: boolean;
  offerUndo(step: UndoStep): void;
  onSay(text: string): void;
  onError(error: unknown): void;
}

export interface SavedLists {
  lists: readonly SavedListSummary[];
  /** Adds a list behind the others, or puts it in the place of the one with its id. */
  save(list: SavedList): Promise<boolean>;
  remove(list: SavedList): void;
  /** Puts a list so many places further down. */
  move(list: SavedList, by: number): void;
  /** One behind all others, with nothing in it yet. */
  blank(query: string): SavedList;
}

export function useSavedLists({
  totals,
  revision,
  isListed,
  offerUndo,
  onSay,
  onError,
}: SavedListsOptions): SavedLists {
  const [lists, setLists] = useState<readonly SavedListSummary[]>([]);
  const latest = useLatest(lists);
  const asking = useRef<Promise<void> | null>(null);
  const mustAskAgain = useRef(false);

  /** One question is under way at a time: marks may change faster than a million papers are counted. */
  const refresh = useCallback((): Promise<void> => {
    mustAskAgain.current = true;
    asking.current ??= (async () => {
      while (mustAskAgain.current) {
        mustAskAgain.current = false;
        setLists(await library.savedLists());
      }
    })()
      .catch(onError)
      .finally(() => {
        asking.current = null;
      });
    return asking.current;
  }, [onError]);

  // What is in them may have changed with either.
  const state = useMemo(() => ({ totals, revision }), [totals, revision]);
  useEffect(() => {
    if (isListed && state) void refresh();
  }, [isListed, state, refresh]);

  /** Runs what changes lists, and shows what came of it. */
  const carryOut = useCallback(
    async (work: () => Promise<void>): Promise<boolean> => {
      try {
        await work();
        await refresh();
        return true;
      } catch (error) {
        onError(error);
        return false;
      }
    },
    [refresh, onError],
  );

  const offer = useCallback(
    (said: string, label: string, back: () => Promise<void>, again: () => Promise<void>, name: string) => {
      const done = async (work: () => Promise<void>, words: string) => {
        await work();
        await refresh();
        return words;
      };
      onSay(said);
      offerUndo({
        label,
        undo: () => done(back, `The list “${name}” is as it was.`),
        redo: () => done(again, `The list “${name}” is changed again.`),
      });
    },
    [offerUndo, onSay, refresh],
  );

  const save = useCallback(
    async (list: SavedList): Promise<boolean> => {
      const before = latest.current.find(({ id }) => id === list.id);
      const isSaved = await carryOut(() => library.saveList(list));
      if (!isSaved) return false;
      const back = () => (before ? library.saveList(before) : library.deleteList(list.id));
      const label = before ? `Change the list “${before.name}”` : `Keep the list “${list.name}”`;
      const said = `The list “${list.name}” is ${before ? 'changed' : 'kept'}.`;
      offer(said, label, back, () => library.saveList(list), list.name);
      return true;
    },
    [latest, carryOut, offer],
  );

  const remove = useCallback(
    (list: SavedList) => {
      const { id, name } = list;
      void carryOut(() => library.deleteList(id)).then((isDone) => {
        const back = () => library.saveList(list);
        if (!isDone) return;
        offer(`The list “${name}” is deleted.`, `Delete the list “${name}”`, back, () => library.deleteList(id), name);
      });
    },
    [carryOut, offer],
  );

  const move = useCallback(
    (list: SavedList, by: number) => {
      const others = latest.current.filter(({ id }) => id !== list.id);
      const place = latest.current.findIndex(({ id }) => id === list.id) + by;
      if (place < 0 || place > others.length) return;
      const position = positionBetween(others[place - 1]?.position, others[place]?.position);
      const moved = { ...list, position };
      void carryOut(() => library.saveList(moved)).then((isDone) => {
        const back = () => library.saveList(list);
        if (!isDone) return;
        const said = `“${list.name}” is list ${place + 1} of ${others.length + 1}.`;
        offer(said, `Move the list “${list.name}”`, back, () => library.saveList(moved), list.name);
      });
    },
    [latest, carryOut, offer],
  );

  const blank = useCallback(
    (query: string): SavedList => {
      const position = positionBetween(latest.current.at(-1)?.position, undefined);
      return { id: crypto.randomUUID(), name: '', query, sort: null, group: null, position };
    },
    [latest],
  );

  return useMemo(() => ({ lists, save, remove, move, blank }), [lists, save, remove, move, blank]);
}
