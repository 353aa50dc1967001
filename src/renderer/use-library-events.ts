/** What the library, and what keeps it, say by themselves: that marks could not be stored, that a search may find more now. */
import { useCallback, useEffect, useState } from 'react';
import { messageOf, on } from './bridge';
import { library } from './library-client';

/** How far the storing of marks is. */
export interface Saving {
  saved: number;
  total: number;
}

/** @returns `null` while nothing is stored that takes a while */
export function useSaving(events: EventTarget): Saving | null {
  const [saving, setSaving] = useState<Saving | null>(null);
  useEffect(() => {
    const note = (event: Event) => {
      const { detail } = event as CustomEvent<Saving>;
      setSaving(detail.saved < detail.total ? detail : null);
    };
    events.addEventListener('saving', note);
    return () => events.removeEventListener('saving', note);
  }, [events]);
  return saving;
}

interface LibraryNews {
  /** Counts up when a search may find more. */
  searchNumber: number;
  /** Why marks are not stored, in words for the reader; `null` while they are, and once that was dismissed. */
  saveProblem: string | null;
  dismissSaveProblem(): void;
}

/** @param forgetError told of words that are true no more, whoever said them */
export function useLibraryEvents(events: EventTarget, forgetError: (words: string) => void): LibraryNews {
  const [searchNumber, setSearchNumber] = useState(0);
  const [saveProblem, setSaveProblem] = useState<string | null>(null);
  useEffect(() => {
    let told = '';
    const saveFailed = (event: Event) => {
      told = (event as CustomEvent<string>).detail;
      setSaveProblem(told);
    };
    const saved = () => {
      setSaveProblem(null);
      forgetError(told);
    };
    const searchReady = () => setSearchNumber((number) => number + 1);
    events.addEventListener('save-failed', saveFailed);
    events.addEventListener('saved', saved);
    events.addEventListener('search-ready', searchReady);
    return () => {
      events.removeEventListener('save-failed', saveFailed);
      events.removeEventListener('saved', saved);
      events.removeEventListener('search-ready', searchReady);
    };
  }, [events, forgetError]);
  return { searchNumber, saveProblem, dismissSaveProblem: useCallback(() => setSaveProblem(null), []) };
}

/** Gives the marks journal again what it was found to have lost. */
export function useMendedJournal(onProblem: (words: string) => void): void {
  useEffect(() => {
    const refill = async () => {
      try {
        const problem = await library.refillJournal();
        if (problem !== null) onProblem(problem);
      } catch (error) {
        onProblem(messageOf(error));
      }
    };
    return on('marks-mended', () => void refill());
  }, [onProblem]);
}
