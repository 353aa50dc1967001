/** Reading with one key: on through the abstract that is shown, and from its end to the next unread paper. */
import { type RefObject, useMemo, useRef } from 'react';
import { library } from '../library-client';
import { useLatest } from '../ui/use-latest';

interface ReadingOptions {
  /** The row that is looked at, from 0; -1 where there is none. */
  row(): number;
  /** Whether its paper is still to be shown. */
  isBehind(): boolean;
  goTo(row: number): void;
  onSay(words: string): void;
  onError(error: unknown): void;
}

export interface Reading {
  /** What is scrolled; its `.abstract` is what is read. */
  article: RefObject<HTMLElement | null>;
  /** The next part of the abstract or, at its end, the next unread paper. */
  on(): void;
  /** The part before or, at the beginning, the row before. */
  back(): void;
}

/** Of the height in sight: the last line is shown again, so that the eye finds its place. */
const STEP = 0.85;

export function useReading(options: ReadingOptions): Reading {
  const article = useRef<HTMLElement>(null);
  const latest = useLatest(options);
  return useMemo(() => {
    let isLooking = false;
    const scroll = (way: 1 | -1): boolean => {
      const pane = article.current;
      if (!pane || hiddenHeight(pane, way) <= 1) return false;
      pane.scrollBy({ top: way * Math.min(pane.clientHeight * STEP, hiddenHeight(pane, way)) });
      return true;
    };
    return {
      article,
      on: () => {
        const { isBehind, goTo, onSay, onError } = latest.current;
        // A key that is held down passes over no paper that was not seen.
        if (isLooking || isBehind() || scroll(1)) return;
        isLooking = true;
        const row = latest.current.row();
        library
          .nextUnread(row + 1)
          .then((next) => {
            if (next >= 0 && next !== row) goTo(next);
            else onSay(next < 0 ? 'No paper of this list is unread.' : 'No other paper of this list is unread.');
          })
          .catch(onError)
          .finally(() => {
            isLooking = false;
          });
      },
      back: () => {
        const { row, goTo } = latest.current;
        if (!scroll(-1) && row() > 0) goTo(row() - 1);
      },
    };
  }, [latest]);
}

/** Pixels of what is read that are out of sight in a direction. */
function hiddenHeight(pane: HTMLElement, way: 1 | -1): number {
  if (way < 0) return pane.scrollTop;
  const end = pane.querySelector('.abstract')?.getBoundingClientRect().bottom;
  return end === undefined ? 0 : end - pane.getBoundingClientRect().bottom;
}
