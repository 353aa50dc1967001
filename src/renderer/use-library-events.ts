/** What the library, and what keeps it, say by themselves: that marks could not be stored, that a search may find more now. */
import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
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
export function useLibraryEvents(events: EventTarget, showError: Dispatch<SetStateAction<string | null>>): number {
  const [searchNumber, setSearchNumber] = useState(0);
  useEffect(() => {
    let told: string | null = null;
    const saveFailed = (event: Event) => {
      told = (event as CustomEvent<string>).detail;
      showError(told);
    };
    // What else is shown meanwhile stays.
    const saved = () => showError((shown) => (shown === told ? null : shown));
    const searchReady = () => setSearchNumber((number) => number + 1);
    events.addEventListener('save-failed', saveFailed);
    events.addEventListener('saved', saved);
    events.addEventListener('search-ready', searchReady);
    return () => {
      events.removeEventListener('save-failed', saveFailed);
      events.removeEventListener('saved', saved);
      events.removeEventListener('search-ready', searchReady);
    };
  }, [events, showError]);
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
