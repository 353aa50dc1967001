/** The list of papers, the one that is selected in it, and what the reader marks. */
import { useCallback, useMemo, useState } from 'react';
import type {
  GroupColumn,
  LibraryTotals,
  ListRequest,
  MarkChange,
  MarkReport,
  PaperRow,
  Sort,
} from './library/library-api';
import { wordsOf } from './library/query/words';
import { usePaper } from './paper/use-paper';
import { usePapers } from './papers/use-papers';
import { useSelection } from './papers/use-selection';
import { useMarks } from './use-marks';
import type { ListPlace } from './use-place';

interface BrowsingOptions {
  listed: ListPlace;
  sort: readonly Sort[];
  group: GroupColumn | null;
  /** Counts up when the library changed. */
  revision: number;
  onTotals(totals: LibraryTotals): void;
  onError(error: unknown): void;
}

export type Browsing = ReturnType<typeof useBrowsing>;

export function useBrowsing({ listed, sort, group, revision, onTotals, onError }: BrowsingOptions) {
  const [search, setSearch] = useState('');
  const request = useMemo((): ListRequest => ({ ...listed, search, sort, group }), [listed, search, sort, group]);
  const words = useMemo(() => wordsOf(search), [search]);
  const papers = usePapers(request, revision, onError);
  const { selection, select, selectPaper, nameSelected, renameSelected } = useSelection(papers.order, onError);
  const { paper, patchPaper } = usePaper(selection?.id ?? null, revision, renameSelected, onError);

  const { patchRow, noteUnread } = papers;
  const onStored = useCallback(
    ({ shownUnread, ...totals }: MarkReport) => {
      onTotals(totals);
      noteUnread(shownUnread);
    },
    [onTotals, noteUnread],
  );
  const store = useMarks({ onStored, onError });
  const mark = useCallback(
    (id: string, change: MarkChange): Promise<boolean> => {
      const stored = store({ paperIds: [id] }, change);
      const { isStarred, status, note } = change;
      const toggles = { ...(isStarred !== undefined && { isStarred }), ...(status !== undefined && { status }) };
      patchRow(id, note === undefined ? toggles : { ...toggles, hasNote: note.trim() !== '' });
      patchPaper(id, note === undefined ? toggles : { ...toggles, note });
      return stored;
    },
    [store, patchRow, patchPaper],
  );
  const toggle = useCallback(
    ({ id, isStarred, status }: Pick<PaperRow, 'id' | 'isStarred' | 'status'>, which: 'star' | 'read') =>
      void mark(id, which === 'star' ? { isStarred: !isStarred } : { status: status === 'read' ? 'unread' : 'read' }),
    [mark],
  );

  return {
    request,
    search,
    setSearch,
    words,
    papers,
    selection,
    select,
    selectPaper,
    nameSelected,
    paper,
    mark,
    toggle,
  };
}
