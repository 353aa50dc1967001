/** Says beside the scrollbar, while a long list is scrolled through, where one is: a date, or a letter. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { library } from '../library-client';
import { useLatest } from '../ui/use-latest';
import type { PaperOrder } from './list-feed';
import { HEAD_HEIGHT } from './row-height';
import type { RowScroll } from './use-row-scroll';

interface PositionHintProps {
  grid: RefObject<HTMLElement | null>;
  order: PaperOrder | null;
  scroll: RowScroll;
}

/** Milliseconds that it stays when the list stands still. */
const LINGER = 700;
/** Pixels that it is high. */
const HEIGHT = 26;

export function PositionHint({ grid, order, scroll }: PositionHintProps) {
  const hint = useRef<HTMLDivElement>(null);
  const [label, setLabel] = useState<string | null>(null);
  const latestScroll = useLatest(scroll);
  /** Where the list stood still. */
  const from = useRef(0);

  // Another list, or another height of its rows, is not scrolled through.
  const { window } = scroll;
  useEffect(() => {
    if (order && window) from.current = latestScroll.current.offset();
  }, [order, window, latestScroll]);

  useEffect(() => {
    const scroller = grid.current;
    if (!scroller) return;
    let timer: number | undefined;
    /** Whether the list was scrolled through, and not merely by a few rows. */
    let isAway = false;
    let isAsking = false;
    let isGone = false;

    const topRow = () => Math.floor(latestScroll.current.offset() / latestScroll.current.window.rowHeight);
    const end = () => {
      isAway = false;
      from.current = latestScroll.current.offset();
      setLabel(null);
    };
    const linger = () => {
      globalThis.clearTimeout(timer);
      timer = globalThis.window.setTimeout(end, LINGER);
    };
    /** One question at a time: the next one is about where the list is then. What is said stays for a while, however late it comes. */
    const ask = async () => {
      const row = topRow();
      isAsking = true;
      // It only helps: where it is not to be had, the list still scrolls.
      const said = await library.labelAt(row).catch(() => null);
      isAsking = false;
      if (isGone) return;
      setLabel(said);
      linger();
      if (row !== topRow()) void ask();
    };
    const follow = () => {
      const { window, offset } = latestScroll.current;
      isAway ||= Math.abs(offset() - from.current) >= window.viewport / 2;
      linger();
      if (!isAway) return;
      const share = window.lastOffset > 0 ? offset() / window.lastOffset : 0;
      hint.current?.style.setProperty('translate', `0 ${HEAD_HEIGHT + share * (window.viewport - HEIGHT)}px`);
      if (!isAsking) void ask();
    };
    // Within the frame, but behind whoever works out where the list is now.
    const scrolled = () => void requestAnimationFrame(follow);
    scroller.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      isGone = true;
      clearTimeout(timer);
      scroller.removeEventListener('scroll', scrolled);
    };
  }, [grid, latestScroll]);

  return (
    <div ref={hint} aria-hidden="true" className="position-hint" hidden={label === null}>
      {label}
    </div>
  );
}
