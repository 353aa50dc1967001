/** The window: three panes, and what ties them together. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { AddingOverlays } from './adding/adding-overlays';
import { fromFile } from './adding/incoming';
import { useAdding } from './adding/use-adding';
import { useIncoming } from './adding/use-incoming';
import { call, messageOf } from './bridge';
import { CareDialogs } from './care/care-dialogs';
import { useCare } from './care/use-care';
import { KeyMapContext } from './commands/command-hints';
import { CommandOverlays } from './commands/command-overlays';
import { tagQuery } from './commands/palette-entries';
import { useCommanding, useKeyMap } from './commands/use-commanding';
import { DigestBar } from './digest/digest-bar';
import { DigestPage } from './digest/digest-page';
import { useDigest } from './digest/use-digest';
import { QueryReference } from './help/query-reference';
import { ListDialog } from './lists/list-dialog';
import { SavedListSection } from './lists/saved-list-section';
import { useLists } from './lists/use-lists';
import { PaneLayout, usePanes } from './panes';
import { PaperPane } from './paper/paper-pane';
import { useReading } from './paper/use-reading';
import type { PaperTableHandle } from './papers/paper-table';
import { PapersView } from './papers/papers-view';
import { SearchBox } from './papers/search-box';
import { Sidebar } from './papers/sidebar';
import { Toolbar } from './papers/toolbar';
import { ProblemsView } from './problems/problems-view';
import { SeedsDialog } from './seeds/seeds-dialog';
import { SeedsSummary } from './seeds/seeds-summary';
import { useSamples } from './seeds/use-samples';
import { useSeedsChoices } from './seeds/use-seeds-choices';
import { useSeedsFeed } from './seeds/use-seeds-feed';
import type { Opened } from './startup';
import { StatusBar } from './status-bar';
import { TagsDialog } from './tags/tags-dialog';
import { useTags } from './tags/use-tags';
import { ThemeSwitch } from './theme-switch';
import { ErrorBar } from './ui/error-bar';
import { NoticeBar } from './ui/notice-bar';
import { ProgressBar } from './ui/progress-bar';
import { useMarkSteps } from './undo/use-mark-steps';
import { useUndo } from './undo/use-undo';
import { useBrowsing } from './use-browsing';
import { useEdits } from './use-edits';
import { useLibraryEvents, useSaving } from './use-library-events';
import { useLibraryState } from './use-library-state';
import { usePlace } from './use-place';
import { useSettings } from './use-settings';
import { useStatus } from './use-status';
import { useViewState } from './use-view-state';

export function App({ info, opened, contents, restarts, hasStopped, libraryEvents }: Opened) {
  const [error, setError] = useState<string | null>(null);
  const onError = useCallback((thrown: unknown) => setError(messageOf(thrown)), []);
  const [notice, setNotice] = useState<string | null>(null);
  const [isListed, setListed] = useState(false);
  const [settings, changeSettings] = useSettings(info.settings, onError);
  const [view, changeView] = useViewState(opened.view, onError);
  const libraryState = useLibraryState(contents, isListed, onError);
  const { totals, setTotals, libraryChanged } = libraryState;
  const revision = libraryState.revision + restarts;
  const searchNumber = useLibraryEvents(libraryEvents, setError);

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
    onMarked: setTotals,
    onError,
  });
  const { paper, search, words } = browsing;
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
    ...{ totals, revision, isListed, place, search },
    ...{ offerUndo: undo.offer, onSearch: browsing.setSearch, changeView, onError },
  });
  const care = useCare(
    { info, restarts, hasStopped },
    { offerUndo: undo.offer, onSay: say, onNotice: setNotice, onError, settings, changeSettings },
  );
  const reading = useReading({
    row: browsing.current?.index ?? -1,
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
        is: browsing.isMarked,
        toggle: browsing.toggleTarget,
      },
      reading,
      writeNote: () => {
        panes.show('paper');
        document.getElementById('notes')?.focus();
      },
      editTags: () => {
        panes.show('paper');
        document.getElementById('tags')?.focus();
      },
      openTags: () => setTagsOpen(true),
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

  return (
    <KeyMapContext value={keyMap}>
      <main ref={main} className="window">
        <PaneLayout
          panes={panes}
          layout={view.paneLayout}
          onLayout={(paneLayout) => changeView({ paneLayout })}
          sidebar={
            <Sidebar
              place={place}
              totals={totals}
              digests={libraryState.digests}
              savedLists={<SavedListSection lists={lists} menuContainer={main} />}
              hasSamples={feed.seeds.hasSamples}
              onRemoveSamples={removeSamples}
              footer={
                <>
                  <SeedsSummary
                    seeds={seedsChoosing.seeds}
                    onChoose={chooseFolders}
                    onResume={() => void seedsChoosing.change({ isPaused: false })}
                  />
                  <ThemeSwitch theme={settings.theme} onTheme={(theme) => changeSettings({ theme })} />
                </>
              }
            />
          }
          papers={
            <>
              <Toolbar
                searchBox={
                  <SearchBox
                    ref={searchInput}
                    value={search}
                    query={browsing.query}
                    onChange={searchFor}
                    onLeave={() => table.current?.focus()}
                    onHelp={() => setSearchHelpOpen(true)}
                    onSave={lists.create}
                  />
                }
                fileInput={fileInput}
                onFiles={(files) =>
                  adding.bring(async () => ({ files: files.map((file) => fromFile(file)), passedOver: [] }))
                }
                menuContainer={main}
                view={view}
                onView={changeView}
                onFitColumns={() => table.current?.fitColumns()}
                onOpenPalette={() => commanding.context.openPalette('all')}
                onTogglePane={panes.toggle}
              />
              {feed.progress && <ProgressBar label="Reading digests" {...feed.progress} />}
              {notice !== null && <NoticeBar message={notice} onDismiss={() => setNotice(null)} />}
              {error !== null && <ErrorBar message={error} onDismiss={() => setError(null)} />}
              {place.pages.some(({ kind }) => kind === 'problems') && (
                <ProblemsView
                  isBehind={page?.kind !== 'problems'}
                  revision={revision}
                  onShow={place.showDigest}
                  onError={onError}
                />
              )}
              {page?.kind === 'digest' && (
                <DigestPage
                  of={page.of}
                  revision={revision}
                  onBack={place.goBack}
                  onCorrectDate={edits.correctDate}
                  onShowPapers={showDigestPapers}
                  onShowPaper={browsing.goToPaper}
                  onShowDigest={place.showDigest}
                  onError={onError}
                />
              )}
              {!page && listedDigest && (
                <DigestBar
                  digest={listedDigest}
                  onOpen={() => place.showDigest({ digestId: listedDigest.id, show: null })}
                />
              )}
              <PapersView
                commanding={commanding}
                menuContainer={main}
                isBehind={page !== null}
                browsing={browsing}
                tags={tags.byId}
                view={view}
                onView={changeView}
                table={table}
                onOpen={() => panes.show('paper')}
                onError={onError}
                isLibraryEmpty={totals.papers === 0}
                isBusy={!libraryState.isSettled || feed.progress !== null}
                folder={feed.seeds.folders[0]?.path ?? ''}
                onAddDigests={() => fileInput.current?.click()}
                onAddSamples={addSamples}
                onChooseFolder={chooseFolders}
              />
              <StatusBar
                status={status}
                progress={feed.progress}
                saving={saving}
                listing={(!page && order?.listing) || null}
                papers={totals.papers}
                undo={undo}
                onCleanUp={browsing.cleanUp}
                onShowNew={
                  listed.within === 'is:new' && !page ? null : () => showList({ within: 'is:new', digestId: null })
                }
              />
            </>
          }
          paper={
            <PaperPane
              paper={paper}
              selectedCount={browsing.selectedCount}
              events={libraryEvents}
              tags={tags}
              container={main}
              onMarkSelected={(change) => void browsing.mark('selection', change)}
              article={reading.article}
              words={words}
              onMark={browsing.markPaper}
              onOpenLink={openLink}
              onOpenDigest={showDigestPapers}
              onShowEntry={(digestId, entry) => place.showDigest({ digestId, show: { entry } })}
              edits={edits}
              onLeaveNotes={() => table.current?.focus()}
              onError={onError}
            />
          }
        />
        <SeedsDialog
          choosing={seedsChoosing}
          isOpen={isChoosingSeeds || seedsChoosing.refusal !== null}
          onClose={() => setChoosingSeeds(false)}
        />
        {lists.edited && (
          <ListDialog
            key={lists.edited.list.id}
            {...lists.edited}
            arrangement={{ sort: view.sort, group: view.group }}
            onSave={lists.keep}
            onDelete={() => {
              if (lists.edited) lists.remove(lists.edited.list);
              lists.closeDialog();
            }}
            onClose={lists.closeDialog}
          />
        )}
        <QueryReference isOpen={isSearchHelpOpen} onClose={() => setSearchHelpOpen(false)} onTry={searchFor} />
        <TagsDialog
          tags={tags}
          isOpen={areTagsOpen}
          onClose={() => setTagsOpen(false)}
          onShow={({ name }) => {
            setTagsOpen(false);
            showList({ within: tagQuery(name), digestId: null });
          }}
        />
        <CareDialogs care={care} info={info} />
        <CommandOverlays commanding={commanding} onError={onError} />
        <AddingOverlays adding={adding} isDragging={isDragging} onError={onError} />
      </main>
    </KeyMapContext>
  );
}
