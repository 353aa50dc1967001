/**
 * The list that the table shows: asks the worker for an order, and for the rows in sight.
 *
 * Only what is in sight, and MARGIN rows on either side of it, exist here, however long the list is.
 */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Listing, ListRequest, PaperRow } from '../library/library-api';
import { library } from '../library-client';

const MARGIN = 24;

/** A row and its place in the latest list, from 0. */
export interface Place {
  id: string;
  index: number;
}

/** An answer to a request. */
export interface PaperOrder {
  listing: Listing;
  /** Whether it answers another request than the order before, so that the table starts at its top. */
  isNewRequest: boolean;
  /** How many rows further down the anchor now is. */
  shift: number;
}

interface RowWindow {
  start: number;
  rows: PaperRow[];
}

export interface Papers {
  /** `null` until the first list is there. */
  order: PaperOrder | null;
  window: RowWindow;
  /** The row that must not move when papers come in above it; the table sets it. */
  anchor: RefObject<Place | null>;
  /** Says which rows are in sight: from `start` up to, not including, `end`. */
  showRange(start: number, end: number): void;
  /** Says how many of the listed papers are unread now. */
  noteUnread(shownUnread: number): void;
  /** Paints a change at once. Call it when the worker has been told. */
  patchRow(id: string, change: Partial<PaperRow>): void;
}

/** The row that is shown already, where nothing in it changed: it need not be drawn again. */
function sameOr(shown: PaperRow | undefined, row: PaperRow): PaperRow {
  if (!shown) return row;
  const fields = Object.keys(row) as (keyof PaperRow)[];
  return fields.every((field) => shown[field] === row[field]) ? shown : row;
}

/** What an order says that leaves every row where it was. */
const UNMOVED = { isNewRequest: false, shift: 0 };

/** @param revision counts up when the library changed, so that the same request may answer differently */
export function usePapers(request: ListRequest, revision: number, onError: (error: unknown) => void): Papers {
  const [order, setOrder] = useState<PaperOrder | null>(null);
  const [rowWindow, setRowWindow] = useState<RowWindow>({ start: 0, rows: [] });
  const shown = useRef(rowWindow);
  const range = useRef({ start: 0, end: 40 });
  const anchor = useRef<Place | null>(null);
  const latestRows = useRef(0);
  const latestRequest = useRef<ListRequest | null>(null);

  const show = useCallback(({ start, rows }: RowWindow) => {
    const known = new Map(shown.current.rows.map((row) => [row.id, row]));
    shown.current = { start, rows: rows.map((row) => sameOr(known.get(row.id), row)) };
    setRowWindow(shown.current);
  }, []);

  /** Fetches what is in sight; does nothing where a later fetch overtakes it. */
  const fetchRows = useCallback(async () => {
    latestRows.current += 1;
    const number = latestRows.current;
    const start = Math.max(0, range.current.start - MARGIN);
    const rows = (await library.rows(start, range.current.end + MARGIN)).filter((row) => row.kind === 'paper');
    if (number === latestRows.current) show({ start, rows });
  }, [show]);

  useEffect(() => {
    let isCurrent = true;
    const isNewRequest = latestRequest.current !== request;
    latestRequest.current = request;
    const held = isNewRequest ? null : anchor.current;
    if (isNewRequest) range.current = { start: 0, end: range.current.end - range.current.start };

    // Posted at once: the worker answers in order, so both answers are about this list.
    const listed = library.list(request);
    const fetched = held ? library.positionOf(held.id) : fetchRows();

    Promise.all([listed, fetched])
      .then(async ([listing, position]) => {
        if (!isCurrent) return;
        const shift = held && position !== undefined && position >= 0 ? position - held.index : 0;
        if (held) {
          const { start, end } = range.current;
          range.current = { start: Math.max(0, start + shift), end: Math.max(0, end + shift) };
          await fetchRows();
        }
        if (isCurrent) setOrder({ listing, isNewRequest, shift });
      })
      .catch(onError);
    return () => {
      isCurrent = false;
    };
  }, [request, revision, fetchRows, onError]);

  const showRange = useCallback(
    (start: number, end: number) => {
      range.current = { start, end };
      const { start: from, rows } = shown.current;
      if (start < from || end > from + rows.length) fetchRows().catch(onError);
    },
    [fetchRows, onError],
  );

  const patchRow = useCallback(
    (id: string, change: Partial<PaperRow>) => {
      const { start, rows } = shown.current;
      show({ start, rows: rows.map((row) => (row.id === id ? { ...row, ...change } : row)) });
      // Rows that are under way may have been read before the change; the next ones are read after it.
      fetchRows().catch(onError);
    },
    [fetchRows, show, onError],
  );

  const noteUnread = useCallback((shownUnread: number) => {
    setOrder((current) => current && { ...current, listing: { ...current.listing, shownUnread }, ...UNMOVED });
  }, []);

  return { order, window: rowWindow, anchor, showRange, noteUnread, patchRow };
}
