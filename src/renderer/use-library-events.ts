/** What the library, and what keeps it, say by themselves: that marks could not be stored, that a search may find more now. */
import { useEffect, useState } from 'react';
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

/** @returns counts up when a search may find more */
export function useLibraryEvents(events: EventTarget, onSaveFailed: (message: string) => void): number {
  const [searchNumber, setSearchNumber] = useState(0);
  useEffect(() => {
    const saveFailed = (event: Event) => onSaveFailed((event as CustomEvent<string>).detail);
    const searchReady = () => setSearchNumber((number) => number + 1);
    events.addEventListener('save-failed', saveFailed);
    events.addEventListener('search-ready', searchReady);
    return () => {
      events.removeEventListener('save-failed', saveFailed);
      events.removeEventListener('search-ready', searchReady);
    };
  }, [events, onSaveFailed]);
  return searchNumber;
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
