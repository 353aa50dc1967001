/** The middle pane: search and bars, the list of papers or the page that stands in its place, and the line at its foot. */
import { fromFile } from './adding/incoming';
import { DigestBar } from './digest/digest-bar';
import { DigestPage } from './digest/digest-page';
import { PapersView } from './papers/papers-view';
import { SearchBox } from './papers/search-box';
import { Toolbar } from './papers/toolbar';
import { ProblemsView } from './problems/problems-view';
import { StatusBar } from './status-bar';
import { ErrorBar } from './ui/error-bar';
import { NoticeBar } from './ui/notice-bar';
import { ProgressBar } from './ui/progress-bar';
import type { WindowParts } from './use-window';

export function PapersPane({ parts }: { parts: WindowParts }) {
  const { place, browsing, commanding, edits, libraryState, totals, revision, feed, adding, lists } = parts;
  const { view, changeView, main, table, panes, searchInput, fileInput } = parts;
  const { error, setError, saveProblem, dismissSaveProblem, notice, setNotice, onError, searchFor } = parts;
  const { listedDigest } = parts;
  const { page, listed, showList } = place;
  const { order } = browsing.papers;
  return (
    <>
      <Toolbar
        searchBox={
          <SearchBox
            ref={searchInput}
            value={browsing.search}
            query={browsing.query}
            onChange={searchFor}
            onLeave={() => table.current?.focus()}
            onHelp={() => parts.setSearchHelpOpen(true)}
            onSave={lists.create}
          />
        }
        fileInput={fileInput}
        onFiles={(files) => adding.bring(async () => ({ files: files.map((file) => fromFile(file)), passedOver: [] }))}
        menuContainer={main}
        view={view}
        onView={changeView}
        onFitColumns={() => table.current?.fitColumns()}
        onOpenPalette={() => commanding.context.openPalette('all')}
        onTogglePane={panes.toggle}
      />
      {feed.progress && <ProgressBar label="Reading digests" {...feed.progress} />}
      {notice !== null && <NoticeBar message={notice} onDismiss={() => setNotice(null)} />}
      {/* That marks are not saved is said before anything else. */}
      {(saveProblem ?? error) !== null && (
        <ErrorBar
          message={saveProblem ?? error ?? ''}
          onDismiss={() => {
            dismissSaveProblem();
            setError(null);
          }}
        />
      )}
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
          onShowPapers={parts.showDigestPapers}
          onShowPaper={browsing.goToPaper}
          onShowDigest={place.showDigest}
          onError={onError}
        />
      )}
      {!page && listedDigest && (
        <DigestBar digest={listedDigest} onOpen={() => place.showDigest({ digestId: listedDigest.id, show: null })} />
      )}
      <PapersView
        commanding={commanding}
        menuContainer={main}
        isBehind={page !== null}
        browsing={browsing}
        tags={parts.tags.byId}
        view={view}
        onView={changeView}
        table={table}
        onOpen={() => panes.show('paper')}
        onError={onError}
        isLibraryEmpty={totals.papers === 0}
        marksNew={totals.new < totals.papers}
        isBusy={!libraryState.isSettled || feed.progress !== null}
        folder={feed.seeds.folders[0]?.path ?? ''}
        onAddDigests={() => fileInput.current?.click()}
        onAddSamples={parts.addSamples}
        onChooseFolder={() => parts.setChoosingSeeds(true)}
      />
      <StatusBar
        status={parts.status}
        progress={feed.progress}
        saving={parts.saving}
        listing={(!page && order?.listing) || null}
        papers={totals.papers}
        undo={parts.undo}
        onCleanUp={browsing.cleanUp}
        onShowNew={listed.within === 'is:new' && !page ? null : () => showList({ within: 'is:new', digestId: null })}
      />
    </>
  );
}
