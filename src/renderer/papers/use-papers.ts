/** The list that the table shows, for as long as the window is there; see `ListFeed`. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ListRequest } from '../library/library-api';
import { library } from '../library-client';
import { ListFeed, type ListState } from './list-feed';

export interface Papers extends ListState {
  feed: ListFeed;
}

/**
 * @param revision counts up when the library changed, so that the same request may answer differently
 * @param onError must stay the same
 */
export function usePapers(request: ListRequest, revision: number, onError: (error: unknown) => void): Papers {
  const [feed] = useState(() => new ListFeed(library, onError));
  const state = useSyncExternalStore(feed.subscribe, feed.read);
  useEffect(() => feed.ask(request), [feed, request, revision]);
  return useMemo(() => ({ ...state, feed }), [state, feed]);
}
