/** The state of the window, and what ties its parts together. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAdding } from './adding/use-adding';
import { useIncoming } from './adding/use-incoming';
import { call, messageOf } from './bridge';
import { useCare } from './care/use-care';
import { useCommanding, useKeyMap } from './commands/use-commanding';
import { useSharedMarks } from './devices/use-shared-marks';
import { useDigest } from './digest/use-digest';
import { useLists } from './lists/use-lists';
import { usePanes } from './panes';
import { usePaperFocus } from './paper/use-paper-focus';
import { useReading } from './paper/use-reading';
import type { PaperTableHandle } from './papers/paper-table';
import { useSamples } from './seeds/use-samples';
import { useSeedsChoices } from './seeds/use-seeds-choices';
import { useSeedsFeed } from './seeds/use-seeds-feed';
import type { Opened } from './startup';
import { useTags } from './tags/use-tags';
import { useMarkSteps } from './undo/use-mark-steps';
import { useUndo } from './undo/use-undo';
import { useBrowsing } from './use-browsing';
import { useEdits } from './use-edits';
import { useLibraryEvents, useMendedJournal, useSaving } from './use-library-events';
import { useLibraryState } from './use-library-state';
import { usePlace } from './use-place';
import { useSettings } from './use-settings';
import { useStatus } from './use-status';
import { useViewState } from './use-view-state';

export type WindowParts = ReturnType<typeof useWindow>;

export function useWindow({ info, opened, contents, restarts, hasStopped, libraryEvents }: Opened) {
  const [error, setError] = useState<string | null>(null);
  const onError = useCallback((thrown: unknown) => setError(messageOf(thrown)), []);
  const [notice, setNotice] = useState<string | null>(null);
  const [isListed, setListed] = useState(false);
  const [settings, changeSettings] = useSettings(info.settings, onError);
  const [view, changeView] = useViewState(opened.view, onError);
  const libraryState = useLibraryState(contents, isListed, onError);
  const { totals, noteTotals, libraryChanged } = libraryState;
  const revision = libraryState.revision + restarts;
  // What else is shown meanwhile stays.
  const forgetError = useCallback((words: string) => setError((shown) => (shown === words ? null : shown)), []);
  const { searchNumber, saveProblem, dismissSaveProblem } = useLibraryEvents(libraryEvents, forgetError);
  useMendedJournal(setError);

  useEffect(() => {
    // Where the library cannot be loaded, the whole window says so.
    contents.then(
      ({ broughtBack, journalProblem }) => {
        if (broughtBack !== null) setNotice(broughtBack);
        if (journalProblem !== null) setError(journalProblem);
      },
      () => {},
    );
  }, [contents]);

  const place = usePlace();
  const { page, listed, showList } = place;
  const browsing = useBrowsing({
    listed,
    sort: view.sort,
    group: view.group,
    revision: revision + searchNumber,
    onMarked: noteTotals,
    onError,
  });
  const { search } = browsing;
  const { order } = browsing.papers;
  const { status, say, sayArrived } = useStatus(search, order?.listing.shown);
  const undo = useUndo({ onDone: say, onError });
  const keyMap = useKeyMap(settings.keys);
  useMarkSteps({
    events: libraryEvents,
    restarts,
    keyMap,
    offer: undo.offer,
    onSay: say,
    onMarked: browsing.noteReport,
    onGone: browsing.noteMarks,
  });

  const tags = useTags({ events: libraryEvents, revision, isListed, onChanged: browsing.noteMarks, onError });
  const [areTagsOpen, setTagsOpen] = useState(false);
  const saving = useSaving(libraryEvents);

  const edits = useEdits({
    offerUndo: undo.offer,
    onChanged: libraryChanged,
    onSay: say,
    onError,
    onSelect: browsing.goToPaper,
  });
  const listedDigest = useDigest(listed.digestId, revision, onError);

  const adding = useAdding(info, { say, offerUndo: undo.offer, onForgotten: libraryChanged, onError });
  const isDragging = useIncoming(adding, info);
  const feed = useSeedsFeed(contents, info.seeds, isListed, adding.stage?.kind === 'adding', {
    onIngested: (report) => libraryChanged(report.totals),
    onSettled: (report) => {
      libraryState.libraryIsSettled();
      adding.feedSettled();
      sayArrived(report);
    },
    onError: setError,
  });
  const { addSamples, removeSamples } = useSamples({
    onRemoved: (next) => {
      libraryChanged(next);
      say('The samples are removed.');
    },
    onError,
  });

  useEffect(() => {
    if (!order || isListed) return;
    performance.mark('offprint:interactive');
    setListed(true);
  }, [order, isListed]);

  const main = useRef<HTMLElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const table = useRef<PaperTableHandle>(null);
  const panes = usePanes();
  const showDigestPapers = (digestId: string) => showList({ within: '', digestId });
  const openLink = (url: string) => void call('open-external', url).catch(onError);
  const [isChoosingSeeds, setChoosingSeeds] = useState(false);
  const seedsChoosing = useSeedsChoices(feed.seeds);
  const chooseFolders = () => setChoosingSeeds(true);
  const [isSearchHelpOpen, setSearchHelpOpen] = useState(false);
  const searchFor = (text: string) => {
    browsing.setSearch(text);
    if (page) showList({ within: '', digestId: null });
  };
  const lists = useLists({
    ...{ totals, revision: revision + searchNumber, isListed, place, search, digest: listedDigest ?? null },
    ...{ offerUndo: undo.offer, onSay: say, onSearch: browsing.setSearch, changeView, onError },
  });
  const care = useCare(
    { info, restarts, hasStopped },
    { offerUndo: undo.offer, onSay: say, onNotice: setNotice, onError, settings, changeSettings },
  );
  const [areDevicesOpen, setDevicesOpen] = useState(false);
  const sharedMarks = useSharedMarks(contents, areDevicesOpen, { onMerged: libraryChanged, onSay: say });
  const isBehind = () => {
    const { current } = browsing.papers.feed.read();
    return current?.kind === 'paper' && current.id !== browsing.paper?.id;
  };
  const focusInPaper = usePaperFocus({ panes, paper: browsing.paper, isBehind });
  const reading = useReading({
    row: () => browsing.papers.feed.read().current?.index ?? -1,
    isBehind,
    goTo: (row) => browsing.goTo(row, 'only'),
    onSay: say,
    onError,
  });
  const commanding = useCommanding(
    {
      browsing,
      place,
      undo,
      moveBy: (rows) => table.current?.moveSelection(rows),
      findTitle: () => table.current?.findTitle(),
      focusSearch: () => searchInput.current?.select(),
      marking: {
        hasTarget: browsing.target() !== null,
        isSelection: () => browsing.target() === 'selection',
        is: browsing.isMarked,
        toggle: browsing.toggleTarget,
      },
      reading,
      writeNote: () => focusInPaper('notes'),
      editTags: () => focusInPaper('tags'),
      openTags: () => setTagsOpen(true),
      openDevices: () => setDevicesOpen(true),
      panes,
      view,
      changeView,
      settings,
      changeSettings,
      openLink,
      lists,
      openSearchHelp: () => setSearchHelpOpen(true),
      openSeeds: chooseFolders,
      care,
      chooseDigests: () => fileInput.current?.click(),
    },
    keyMap,
    onError,
  );

  return {
    ...{ info, libraryEvents, totals, libraryState, revision, saving, keyMap, commanding },
    ...{ place, browsing, lists, tags, edits, listedDigest, care, reading, undo, status },
    ...{ adding, isDragging, feed, addSamples, removeSamples, seedsChoosing },
    ...{ view, changeView, settings, changeSettings, panes, table, main, searchInput, fileInput },
    ...{ error, setError, saveProblem, dismissSaveProblem, notice, setNotice, onError },
    ...{ isChoosingSeeds, setChoosingSeeds, isSearchHelpOpen, setSearchHelpOpen, areTagsOpen, setTagsOpen },
    ...{ sharedMarks, areDevicesOpen, setDevicesOpen },
    ...{ openLink, searchFor, showDigestPapers },
  };
}
