/** The list that the table shows, for as long as the window is there; see `ListFeed`. */
import { startTransition, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ListRequest } from '../library/list-records';
import { library } from '../library-client';
import { ListFeed, type ListState } from './list-feed';

/** What of the list the window is drawn with; the table reads the rows, and where it is in them, by itself. */
export interface Papers extends Pick<ListState, 'order' | 'selectedCount'> {
  feed: ListFeed;
  /** The id of the paper that is looked at; `null` where it is none. */
  lookedAt: string | null;
}

/**
 * @param revision counts up when the library changed, so that the same request may answer differently
 * @param onError must stay the same
 */
export function usePapers(request: ListRequest, revision: number, onError: (error: unknown) => void): Papers {
  const [feed] = useState(() => new ListFeed(library, onError));
  const lookedAt = useSyncExternalStore(feed.subscribe, () => lookedAtIn(feed.read()));
  const selectedCount = useSyncExternalStore(feed.subscribe, () => feed.read().selectedCount);
  const [order, setOrder] = useState<ListState['order']>(null);
  // The rows first: what the window says of the list besides may come a frame later.
  useEffect(() => feed.subscribe(() => startTransition(() => setOrder(feed.read().order))), [feed]);
  useLayoutEffect(() => feed.ask(request), [feed, request, revision]);
  return useMemo(() => ({ feed, order, lookedAt, selectedCount }), [feed, order, lookedAt, selectedCount]);
}

function lookedAtIn({ current }: ListState): string | null {
  return current?.kind === 'paper' && current.id !== '' ? current.id : null;
}
