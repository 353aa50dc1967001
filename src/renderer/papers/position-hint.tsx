/** Says beside the scrollbar, while a long list is scrolled through, where one is: a date, or a letter. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { library } from '../library-client';
import { useLatest } from '../ui/use-latest';
import { HEAD_HEIGHT } from './row-height';
import type { RowScroll } from './use-row-scroll';

interface PositionHintProps {
  grid: RefObject<HTMLElement | null>;
  scroll: RowScroll;
}

/** Milliseconds that it stays when the list stands still. */
const LINGER = 700;
/** Pixels that it is high. */
const HEIGHT = 26;

export function PositionHint({ grid, scroll }: PositionHintProps) {
  const hint = useRef<HTMLDivElement>(null);
  const [label, setLabel] = useState<string | null>(null);
  const latestScroll = useLatest(scroll);

  useEffect(() => {
    const scroller = grid.current;
    if (!scroller) return;
    /** Where the scrolling began; `null` while the list stands still. */
    let from: number | null = null;
    let timer = 0;
    let isAsking = false;

    const end = () => {
      from = null;
      setLabel(null);
    };
    /** One question at a time: the next one is about where the list is then. */
    const ask = async () => {
      const { window, offset } = latestScroll.current;
      isAsking = true;
      // It only helps: where it is not to be had, the list still scrolls.
      const said = await library.labelAt(Math.floor(offset() / window.rowHeight)).catch(() => null);
      isAsking = false;
      if (from !== null) setLabel(said);
    };
    const scrolled = () => {
      const { window, offset } = latestScroll.current;
      from ??= offset();
      clearTimeout(timer);
      timer = globalThis.setTimeout(end, LINGER) as unknown as number;
      if (Math.abs(offset() - from) < window.viewport / 2) return;
      const share = window.lastOffset > 0 ? offset() / window.lastOffset : 0;
      hint.current?.style.setProperty('translate', `0 ${HEAD_HEIGHT + share * (window.viewport - HEIGHT)}px`);
      if (!isAsking) void ask();
    };
    scroller.addEventListener('scroll', scrolled, { passive: true });
    return () => {
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
