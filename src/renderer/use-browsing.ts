/** The list of papers, the row that is looked at, the selection, and what the reader marks. */
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MarkReport } from './library/library-api';
import type { GroupColumn, ListRequest, PaperRow, Sort } from './library/list-records';
import type { MarkChange, MarkTarget, Status } from './library/mark-records';
import type { PaperDetails } from './library/paper-records';
import { parseQuery } from './library/query/language/parse-query';
import { today } from './library/query/language/today';
import { library } from './library-client';
import { usePaper } from './paper/use-paper';
import type { Choice, ListState } from './papers/list-feed';
import { usePapers } from './papers/use-papers';
import { useSought } from './papers/use-sought';
import { useLatest } from './ui/use-latest';
import { useMarks } from './use-marks';
import type { ListPlace } from './use-place';

interface BrowsingOptions {
  listed: ListPlace;
  sort: readonly Sort[];
  group: GroupColumn | null;
  /** Counts up when the library changed. */
  revision: number;
  /** Told of every change to marks: what there is in all now, and the step that takes it back. */
  onMarked(report: MarkReport): void;
  onError(error: unknown): void;
}

export type Browsing = ReturnType<typeof useBrowsing>;

/** What of a change to marks the row, and the pane, can show before the worker answers. */
type PaintedMarks = Partial<Pick<PaperRow, 'isStarred' | 'status'>>;

export function useBrowsing({ listed, sort, group, revision, onMarked, onError }: BrowsingOptions) {
  const [search, setSearch] = useState('');
  const request = useMemo((): ListRequest => ({ ...listed, search, sort, group }), [listed, search, sort, group]);
  const query = useMemo(() => parseQuery(search, today()), [search]);
  const papers = usePapers(request, revision, onError);
  const { feed, order, lookedAt, selectedCount } = papers;
  const words = useSought(order?.request ?? null);

  // What was selected elsewhere is out of sight: no key is to reach it there.
  const place = useRef(listed);
  useEffect(() => {
    if (place.current === listed) return;
    place.current = listed;
    if (feed.read().selectedCount > 1) feed.selectCurrentOnly();
  }, [feed, listed]);

  const renameCurrent = useCallback((id: string, now: string) => feed.renameCurrent(id, now), [feed]);
  const [markRevision, setMarkRevision] = useState(0);
  const { paper, patchPaper } = usePaper(lookedAt, revision + markRevision, renameCurrent, onError);

  const latestRequest = useLatest(request);
  /** Takes in what marks came to that were not made here: steps taken back, tags that are no more. The list may have other papers now. */
  const noteMarks = useCallback(
    (report: MarkReport) => {
      onMarked(report);
      feed.noteMarks(report);
      feed.ask(latestRequest.current);
      setMarkRevision((number) => number + 1);
    },
    [feed, latestRequest, onMarked],
  );

  const onStored = useCallback(
    (report: MarkReport) => {
      onMarked(report);
      feed.noteMarks(report);
    },
    [feed, onMarked],
  );
  const store = useMarks({ onStored, onError });

  /** Counts up with each edit of a note. */
  const noteEdits = useRef(0);

  /** @returns whether it is stored; the window shows it at once, and keeps it where it is not */
  const mark = useCallback(
    (target: MarkTarget, change: MarkChange): Promise<boolean> => {
      const stored = store(target, change);
      const isMeant = (row: PaperRow) => (target === 'selection' ? row.isSelected : target.paperIds.includes(row.id));
      const { current: at, window } = feed.read();
      const row = window.rows.find((shown) => shown.kind === 'paper' && shown.id === at?.id);
      feed.paint((shown) => (isMeant(shown) ? { ...shown, ...paintedOn(shown, change) } : shown));
      const id = at?.id ?? '';
      const isLookedAt =
        target === 'selection' ? row?.kind === 'paper' && row.isSelected : target.paperIds.includes(id);
      if (!isLookedAt) return stored;
      const paintPane = () => patchPaper(id, (shown) => ({ ...shown, ...paintedInPane(shown, change) }));
      if (change.note !== undefined) {
        paintPane();
        // What came from elsewhere meanwhile was painted over.
        const edit = ++noteEdits.current;
        void stored.then(() => edit === noteEdits.current && setMarkRevision((number) => number + 1));
      }
      // The row first. Tags have an order, and the worker knows the time: what the pane paints is not all.
      else {
        startTransition(() => {
          paintPane();
          setMarkRevision((number) => number + 1);
        });
      }
      return stored;
    },
    [store, feed, patchPaper],
  );

  const markPaper = useCallback((id: string, change: MarkChange) => mark({ paperIds: [id] }, change), [mark]);

  /**
   * Marks the papers that a key or a menu is about: the one that is looked at turns over, and the others follow it.
   * @returns whether they are so now
   */
  const toggleTarget = useCallback(
    (which: 'star' | Status): boolean => {
      const isSo = !isMarked(rowLookedAt(feed.read()) ?? paper, which);
      const target = feed.target();
      if (target) void mark(target, which === 'star' ? { isStarred: isSo } : { status: isSo ? which : 'unread' });
      return isSo;
    },
    [feed, paper, mark],
  );

  /** The buttons of a row are about that row alone. */
  const toggle = useCallback(
    ({ id, isStarred, status }: Pick<PaperRow, 'id' | 'isStarred' | 'status'>, which: 'star' | 'read') => {
      void markPaper(id, which === 'star' ? { isStarred: !isStarred } : { status: toggled(status, 'read') });
    },
    [markPaper],
  );

  return {
    request,
    search,
    setSearch,
    query,
    words,
    papers,
    selectedCount,
    paper,
    /** Whether another paper is looked at than the one whose details are there. */
    isPaperBehind: lookedAt !== null && paper !== null && paper.id !== lookedAt,
    goTo: useCallback((index: number, choice: Choice) => feed.goTo(index, choice), [feed]),
    goToPaper: useCallback((id: string) => void feed.goToPaper(id), [feed]),
    selectAll: useCallback(() => feed.selectAll(), [feed]),
    /** Escape: what is left is the paper that is looked at. */
    selectCurrentOnly: useCallback(() => feed.selectCurrentOnly(), [feed]),
    /** Folds a group or opens it; all of them where `key` is `null`. */
    foldGroup: useCallback(
      (key: string | null, isFolded: boolean) => feed.act(() => library.foldGroup(key, isFolded)),
      [feed],
    ),
    cleanUp: useCallback(() => feed.act(() => library.cleanUp()), [feed]),
    target: useCallback(() => feed.target(), [feed]),
    mark,
    markPaper,
    toggle,
    toggleTarget,
    isMarked: useCallback(
      (which: 'star' | Status) => isMarked(rowLookedAt(feed.read()) ?? paper, which),
      [feed, paper],
    ),
    noteMarks,
    /** The same of marks that were made here, and show already. */
    noteReport: onStored,
  };
}

/** The row that keys are about; `undefined` where it is none of a paper, or not there. */
function rowLookedAt({ current, window }: ListState): PaperRow | undefined {
  const row = current === null ? undefined : window.rows[current.index - window.start];
  return row?.kind === 'paper' && row.id === current?.id ? row : undefined;
}

function isMarked(paper: Pick<PaperRow, 'isStarred' | 'status'> | null, which: 'star' | Status): boolean {
  return which === 'star' ? (paper?.isStarred ?? false) : paper?.status === which;
}

/** Another status than one has, or none at all where it is that already. */
function toggled(status: Status | undefined, to: Status): Status {
  return status === to ? 'unread' : to;
}

function painted({ isStarred, status }: MarkChange): PaintedMarks {
  return { ...(isStarred !== undefined && { isStarred }), ...(status !== undefined && { status }) };
}

function paintedOn(row: PaperRow, change: MarkChange): Partial<PaperRow> {
  const hasNote = change.note === undefined ? row.hasNote : change.note.trim() !== '';
  return { ...painted(change), hasNote, tags: tagsAfter(row.tags, change) };
}

function paintedInPane(paper: PaperDetails, change: MarkChange): Partial<PaperDetails> {
  const { note = paper.note } = change;
  return { ...painted(change), note, tags: tagsAfter(paper.tags, change) };
}

function tagsAfter(tags: string[], { addTags = [], removeTags = [] }: MarkChange): string[] {
  const kept = tags.filter((tag) => !removeTags.includes(tag));
  return addTags.length + removeTags.length === 0 ? tags : [...new Set([...kept, ...addTags])];
}
