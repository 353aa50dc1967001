/** The window: three panes, and what ties them together. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import { call, messageOf } from './bridge';
import { useCommands } from './commands/use-commands';
import type { ListRequest, MarkChange, MarkReport, PaperRow } from './library/library-api';
import { wordsOf } from './library/query/words';
import { library } from './library-client';
import { PaperPane } from './paper/paper-pane';
import { usePaper } from './paper/use-paper';
import { PaperTable, type PaperTableHandle } from './papers/paper-table';
import { PapersEmpty } from './papers/papers-empty';
import { type ListPlace, Sidebar } from './papers/sidebar';
import { Toolbar } from './papers/toolbar';
import { usePapers } from './papers/use-papers';
import { useSelection } from './papers/use-selection';
import { ProblemsView } from './problems/problems-view';
import { AddOutcomes, needsReading, summarize } from './seeds/add-outcomes';
import { useAdding } from './seeds/use-adding';
import { type FeedReport, useSeedsFeed } from './seeds/use-seeds-feed';
import type { Opened } from './startup';
import { ThemeSwitch } from './theme-switch';
import { counted, formatCount } from './ui/format';
import { ProgressBar } from './ui/progress-bar';
import { useLibraryState } from './use-library-state';
import { useMarks } from './use-marks';
import { useViewState } from './use-view-state';

export function App({ info, opened, contents, libraryEvents }: Opened) {
  const [status, setStatus] = useState('');
  const [error, setError] = useState<string | null>(null);
  const onError = useCallback((thrown: unknown) => setError(messageOf(thrown)), []);

  const [isListed, setListed] = useState(false);
  const [view, changeView] = useViewState(opened.view, onError);
  const { totals, setTotals, digests, revision, libraryChanged, isSettled, libraryIsSettled } = useLibraryState(
    contents,
    isListed,
    onError,
  );
  const feed = useSeedsFeed(contents, info.seedsFolder, isListed, {
    onIngested: (report) => libraryChanged(report.totals),
    onSettled: (report) => {
      libraryIsSettled();
      setStatus((current) => describeArrivals(report) ?? current);
    },
    onError: setError,
  });
  const adding = useAdding(info.largestDigest);

  const [place, setPlace] = useState<ListPlace>({ list: 'all', digestId: null });
  const [search, setSearch] = useState('');
  const [searchNumber, setSearchNumber] = useState(0);
  const listPlace = place === 'problems' ? null : place;
  const request = useMemo(
    (): ListRequest => ({
      list: listPlace?.list ?? 'all',
      digestId: listPlace?.digestId ?? null,
      search,
      sort: view.sort,
    }),
    [listPlace, search, view.sort],
  );
  const words = useMemo(() => wordsOf(search), [search]);
  const papers = usePapers(request, revision + searchNumber, onError);
  const { selection, select, nameSelected } = useSelection(papers.order, onError);
  const { paper, patchPaper } = usePaper(selection?.id ?? null, revision, onError);

  const { patchRow, noteUnread, order } = papers;
  const onStored = useCallback(
    ({ shownUnread, ...next }: MarkReport) => {
      setTotals(next);
      noteUnread(shownUnread);
    },
    [setTotals, noteUnread],
  );
  const store = useMarks({ onStored, onError });
  const listing = order?.listing;
  const mark = useCallback(
    (id: string, change: MarkChange): Promise<boolean> => {
      const stored = store(id, change);
      const { note, ...toggles } = change;
      patchRow(id, note === undefined ? toggles : { ...toggles, hasNote: note.trim() !== '' });
      patchPaper(id, change);
      return stored;
    },
    [store, patchRow, patchPaper],
  );
  const toggle = useCallback(
    (row: Pick<PaperRow, 'id' | 'isStarred' | 'isRead'>, which: 'isStarred' | 'isRead') =>
      void mark(row.id, { [which]: !row[which] }),
    [mark],
  );

  useEffect(() => {
    const onSaveFailed = (event: Event) => setError((event as CustomEvent<string>).detail);
    const onSearchReady = () => setSearchNumber((number) => number + 1);
    libraryEvents.addEventListener('save-failed', onSaveFailed);
    libraryEvents.addEventListener('search-ready', onSearchReady);
    return () => {
      libraryEvents.removeEventListener('save-failed', onSaveFailed);
      libraryEvents.removeEventListener('search-ready', onSearchReady);
    };
  }, [libraryEvents]);

  useEffect(() => {
    if (!order || isListed) return;
    performance.mark('offprint:interactive');
    setListed(true);
  }, [order, isListed]);

  const shown = listing?.shown;
  useEffect(() => {
    if (search === '' || shown === undefined) return;
    const timer = setTimeout(
      () => setStatus(shown === 1 ? '1 paper matches.' : `${counted(shown, 'paper')} match.`),
      400,
    );
    return () => clearTimeout(timer);
  }, [search, shown]);

  useEffect(() => {
    if (adding.outcomes) setStatus(summarize(adding.outcomes));
  }, [adding.outcomes]);

  const main = useRef<HTMLElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const sidebarPanel = useRef<PanelImperativeHandle>(null);
  const paperPanel = useRef<PanelImperativeHandle>(null);
  const table = useRef<PaperTableHandle>(null);
  const togglePane = (pane: 'sidebar' | 'paper') => {
    const panel = { sidebar: sidebarPanel, paper: paperPanel }[pane].current;
    if (panel?.isCollapsed()) panel.expand();
    else panel?.collapse();
  };
  useCommands({
    moveSelection: (by) => table.current?.moveSelection(by),
    toggleSelected: (which) => paper && toggle(paper, which),
    writeNote: () => {
      paperPanel.current?.expand();
      document.getElementById('notes')?.focus();
    },
    openFirstLink: () => paper?.links[0] && openLink(paper.links[0]),
    focusSearch: () => searchInput.current?.select(),
    chooseDigests: () => fileInput.current?.click(),
    chooseSeedsFolder: () => void feed.chooseFolder(),
    togglePane,
  });

  const searchFor = (text: string) => {
    setSearch(text);
    if (place === 'problems') setPlace({ list: 'all', digestId: null });
  };
  const openLink = (url: string) => void call('open-external', url).catch(onError);
  const openDigest = (digestId: string) => setPlace({ list: 'all', digestId });
  const addSamples = () => void call('add-samples').catch(onError);
  const removeSamples = () =>
    void call('remove-samples')
      .then(({ digestIds }) => library.forgetDigests(digestIds))
      .then((next) => {
        libraryChanged(next);
        setStatus('The samples are removed.');
      }, onError);

  return (
    <main ref={main} className="window">
      <Group
        className="panes"
        orientation="horizontal"
        {...(view.paneLayout && { defaultLayout: view.paneLayout })}
        onLayoutChanged={(paneLayout) => changeView({ paneLayout })}
      >
        <Panel
          id="sidebar"
          panelRef={sidebarPanel}
          defaultSize={190}
          minSize={168}
          maxSize={360}
          collapsible
          groupResizeBehavior="preserve-pixel-size"
        >
          <Sidebar
            place={place}
            onPlace={setPlace}
            totals={totals}
            digests={digests}
            folder={feed.folder}
            onChooseFolder={() => void feed.chooseFolder()}
            onRemoveSamples={removeSamples}
            footer={<ThemeSwitch initial={info.settings.theme} onError={onError} />}
          />
        </Panel>
        <Separator className="pane-edge" aria-label="Resize the sidebar" />
        <Panel id="papers" minSize={300} className="papers-pane">
          <Toolbar
            search={search}
            searchInput={searchInput}
            onSearch={searchFor}
            onLeaveSearch={() => table.current?.focus()}
            fileInput={fileInput}
            onFiles={(files) => void adding.add(files.map((file) => ({ name: file.name, content: file })))}
            menuContainer={main}
            columnVisibility={view.columnVisibility}
            onColumnVisibility={(columnVisibility) => changeView({ columnVisibility })}
            onResetColumns={() => changeView({ columnVisibility: {}, columnSizing: {} })}
            onTogglePane={togglePane}
          />
          {feed.progress && <ProgressBar label="Reading digests" {...feed.progress} />}
          {adding.progress && adding.progress.total > 1 && <ProgressBar label="Adding digests" {...adding.progress} />}
          {error !== null && (
            <div className="error-bar" role="alert">
              <span>{error}</span>
              <button type="button" className="quiet-button" onClick={() => setError(null)}>
                Dismiss
              </button>
            </div>
          )}
          {place === 'problems' ? (
            <ProblemsView revision={revision} onError={onError} />
          ) : (
            <div className="table-area">
              <PaperTable
                ref={table}
                papers={papers}
                sort={view.sort}
                onSort={(sort) => changeView({ sort })}
                columnVisibility={view.columnVisibility}
                columnSizing={view.columnSizing}
                onColumnSizing={(columnSizing) => changeView({ columnSizing })}
                selection={selection}
                onSelect={select}
                onRowThere={nameSelected}
                onOpen={() => paperPanel.current?.expand()}
                tools={{ words, toggle }}
              />
              {listing?.shown === 0 && (
                <PapersEmpty
                  request={request}
                  isLibraryEmpty={totals.papers === 0}
                  isBusy={!isSettled || feed.progress !== null || listing.isPartial}
                  folder={feed.folder.path}
                  onClearSearch={() => setSearch('')}
                  onAddDigests={() => fileInput.current?.click()}
                  onAddSamples={addSamples}
                  onChooseFolder={() => void feed.chooseFolder()}
                />
              )}
            </div>
          )}
          <footer className="status-bar">
            <span role="status">{feed.progress ? describeProgress(feed.progress) : status}</span>
            <span className="counts">
              {listing &&
                place !== 'problems' &&
                `${formatCount(listing.shown)} of ${counted(totals.papers, 'paper')}, ${formatCount(listing.shownUnread)} unread`}
            </span>
          </footer>
        </Panel>
        <Separator className="pane-edge" aria-label="Resize the paper pane" />
        <Panel
          id="paper"
          panelRef={paperPanel}
          defaultSize={328}
          minSize={260}
          maxSize="60%"
          collapsible
          groupResizeBehavior="preserve-pixel-size"
        >
          <PaperPane
            paper={paper}
            words={words}
            onMark={mark}
            onOpenLink={openLink}
            onOpenDigest={openDigest}
            onLeaveNotes={() => table.current?.focus()}
          />
        </Panel>
      </Group>
      {adding.outcomes?.some(needsReading) && <AddOutcomes outcomes={adding.outcomes} onDismiss={adding.dismiss} />}
      {adding.isDragging && (
        <div className="drop-veil" aria-hidden="true">
          <p>Drop digests to add them to the seeds folder</p>
        </div>
      )}
    </main>
  );
}

function describeArrivals({ digests, newPapers, seenBefore }: FeedReport): string | null {
  if (digests === 0) return null;
  return `${counted(digests, 'digest')} read: ${formatCount(newPapers)} new, ${formatCount(seenBefore)} seen before.`;
}

function describeProgress({ done, total }: { done: number; total: number }): string {
  return `Reading digests: ${formatCount(done)} of ${formatCount(total)}`;
}
