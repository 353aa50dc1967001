/** Which rows of the table are in sight, and where they are drawn, while it is scrolled; see `RowWindow`. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { PaperOrder } from './list-feed';
import { HEAD_HEIGHT } from './row-height';
import { type RowRange, RowWindow } from './row-window';

/** Rows that are drawn before and behind those in sight: the browser scrolls a frame ahead of what is drawn. */
const MARGIN = 8;

interface Sight extends RowRange {
  shift: number;
}

export interface RowScroll extends Sight {
  window: RowWindow;
  /** The offset in the list that is in sight, in pixels. */
  offset(): number;
  /** Brings a row wholly into sight, by as little as that takes, below so many pixels that are covered at the top. */
  showRow(row: number, covered: number): void;
}

export function useRowScroll(
  scroller: RefObject<HTMLElement | null>,
  order: PaperOrder | null,
  rowHeight: number,
): RowScroll {
  const rows = order?.listing.rows ?? 0;
  const [viewport, setViewport] = useState(0);
  const window = useMemo(() => new RowWindow(rows, rowHeight, viewport), [rows, rowHeight, viewport]);
  const place = useRef({ scrollTop: 0, shift: 0 });
  const [sight, setSight] = useState<Sight>({ first: 0, end: 0, shift: 0 });
  const latestWindow = useRef(window);
  const latestOrder = useRef(order);

  const offset = useCallback(() => place.current.scrollTop + place.current.shift, []);

  const look = useCallback(() => {
    const { shift } = place.current;
    const { first, end } = latestWindow.current.rangeAt(offset(), MARGIN);
    setSight((before) =>
      before.first === first && before.end === end && before.shift === shift ? before : { first, end, shift },
    );
  }, [offset]);

  const goTo = useCallback(
    (target: number) => {
      const shift = latestWindow.current.shiftAt(target);
      const scrollTop = Math.max(0, target - shift);
      const element = scroller.current;
      if (element && scrollTop !== place.current.scrollTop) element.scrollTop = scrollTop;
      place.current = { scrollTop: element && scrollTop > 0 ? element.scrollTop : scrollTop, shift };
      look();
    },
    [scroller, look],
  );

  const showRow = useCallback(
    (row: number, covered: number) => {
      const target = latestWindow.current.offsetToShow(row, offset(), covered);
      if (target !== offset()) goTo(target);
    },
    [offset, goTo],
  );

  // The list, or the height of its rows, is another: the row at the top stays there, or the one that must not move does.
  useLayoutEffect(() => {
    const before = latestWindow.current;
    const isNewOrder = latestOrder.current !== order;
    if (before === window && !isNewOrder) return;
    latestWindow.current = window;
    latestOrder.current = order;
    if (isNewOrder && order?.isNewRequest) goTo(0);
    else goTo((offset() / before.rowHeight + (isNewOrder ? (order?.shift ?? 0) : 0)) * window.rowHeight);
  }, [window, order, offset, goTo]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const rest = () => {
      const { scrollTop, shift } = place.current;
      const resting = latestWindow.current.shiftAt(scrollTop + shift);
      if (resting !== shift) goTo(scrollTop + shift);
    };
    const scrolled = () => {
      const { scrollTop } = element;
      const { scrollTop: before, shift } = place.current;
      if (scrollTop === before) return;
      place.current = { scrollTop, shift: latestWindow.current.shiftAfter(shift, before, scrollTop) };
      if (latestWindow.current.isStuck(place.current.shift, scrollTop)) flushSync(rest);
      // Within the frame that shows the new place.
      else flushSync(look);
    };
    const resized = new ResizeObserver(() => setViewport(Math.max(0, element.clientHeight - HEAD_HEIGHT)));
    resized.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('scrollend', rest);
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('scrollend', rest);
    };
  }, [scroller, goTo, look]);

  return useMemo(
    () => ({ ...sight, end: Math.min(sight.end, rows), window, offset, showRow }),
    [sight, rows, window, offset, showRow],
  );
}
