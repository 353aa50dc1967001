/** The window: three panes, and what ties them together. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import { AddOutcomes, needsReading, summarize } from './adding/add-outcomes';
import { useAdding } from './adding/use-adding';
import { call, messageOf } from './bridge';
import { useCommands } from './commands/use-commands';
import { PaperPane } from './paper/paper-pane';
import type { PaperTableHandle } from './papers/paper-table';
import { PapersView } from './papers/papers-view';
import { Sidebar } from './papers/sidebar';
import { Toolbar } from './papers/toolbar';
import { ProblemsView } from './problems/problems-view';
import { SeedsSummary } from './seeds/seeds-summary';
import { useSamples } from './seeds/use-samples';
import { useSeedsFeed } from './seeds/use-seeds-feed';
import type { Opened } from './startup';
import { StatusBar } from './status-bar';
import { ThemeSwitch } from './theme-switch';
import { ErrorBar } from './ui/error-bar';
import { ProgressBar } from './ui/progress-bar';
import { UndoBar } from './undo/undo-bar';
import { useUndo } from './undo/use-undo';
import { useBrowsing } from './use-browsing';
import { useLibraryEvents } from './use-library-events';
import { useLibraryState } from './use-library-state';
import { usePlace } from './use-place';
import { useStatus } from './use-status';
import { useViewState } from './use-view-state';

export function App({ info, opened, contents, libraryEvents }: Opened) {
  const [error, setError] = useState<string | null>(null);
  const onError = useCallback((thrown: unknown) => setError(messageOf(thrown)), []);
  const [isListed, setListed] = useState(false);
  const [view, changeView] = useViewState(opened.view, onError);
  const libraryState = useLibraryState(contents, isListed, onError);
  const { totals, setTotals, revision, libraryChanged } = libraryState;
  const searchNumber = useLibraryEvents(libraryEvents, setError);

  const place = usePlace();
  const { page, listed, showList } = place;
  const browsing = useBrowsing({
    listed,
    sort: view.sort,
    revision: revision + searchNumber,
    onTotals: setTotals,
    onError,
  });
  const { paper, search, words, toggle } = browsing;
  const { order } = browsing.papers;
  const { status, say, sayArrived } = useStatus(search, order?.listing.shown);
  const undo = useUndo({ onUndone: say, onError });

  const feed = useSeedsFeed(contents, info.seeds, isListed, {
    onIngested: (report) => libraryChanged(report.totals),
    onSettled: (report) => {
      libraryState.libraryIsSettled();
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
  const adding = useAdding(info.largestDigest);
  useEffect(() => {
    if (adding.outcomes) say(summarize(adding.outcomes));
  }, [adding.outcomes, say]);

  useEffect(() => {
    if (!order || isListed) return;
    performance.mark('offprint:interactive');
    setListed(true);
  }, [order, isListed]);

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
  const openLink = (url: string) => void call('open-external', url).catch(onError);
  const chooseFolder = () => void call('add-seeds-folder').catch(onError);
  const resumeWatching = () => {
    const folders = feed.seeds.folders.map(({ path, includesSubfolders }) => ({ path, includesSubfolders }));
    void call('save-seeds', { folders, ignored: feed.seeds.ignored, isPaused: false }).catch(onError);
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
    chooseSeedsFolder: chooseFolder,
    undo: undo.undo,
    togglePane,
  });

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
            totals={totals}
            digests={libraryState.digests}
            hasSamples={feed.seeds.hasSamples}
            onRemoveSamples={removeSamples}
            footer={
              <>
                <SeedsSummary seeds={feed.seeds} onChoose={chooseFolder} onResume={resumeWatching} />
                <ThemeSwitch initial={info.settings.theme} onError={onError} />
              </>
            }
          />
        </Panel>
        <Separator className="pane-edge" aria-label="Resize the sidebar" />
        <Panel id="papers" minSize={300} className="papers-pane">
          <Toolbar
            search={search}
            searchInput={searchInput}
            onSearch={(text) => {
              browsing.setSearch(text);
              if (page) showList({ list: 'all', digestId: null });
            }}
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
          {error !== null && <ErrorBar message={error} onDismiss={() => setError(null)} />}
          {page?.kind === 'problems' && <ProblemsView revision={revision} onError={onError} />}
          {!page && (
            <PapersView
              browsing={browsing}
              view={view}
              onView={changeView}
              table={table}
              onOpen={() => paperPanel.current?.expand()}
              isLibraryEmpty={totals.papers === 0}
              isBusy={!libraryState.isSettled || feed.progress !== null}
              folder={feed.seeds.folders[0]?.path ?? ''}
              onAddDigests={() => fileInput.current?.click()}
              onAddSamples={addSamples}
              onChooseFolder={chooseFolder}
            />
          )}
          <UndoBar {...undo} />
          <StatusBar
            status={status}
            progress={feed.progress}
            listing={(!page && order?.listing) || null}
            papers={totals.papers}
            onShowNew={listed.list === 'new' && !page ? null : () => showList({ list: 'new', digestId: null })}
          />
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
            onMark={browsing.mark}
            onOpenLink={openLink}
            onOpenDigest={(digestId) => showList({ list: 'all', digestId })}
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
