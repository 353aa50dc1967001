/** The window: three panes side by side, and what stands over them. */
import { KeyMapContext } from './commands/command-hints';
import { SavedListSection } from './lists/saved-list-section';
import { Overlays } from './overlays';
import { PaneLayout } from './panes';
import { PaperPane } from './paper/paper-pane';
import { Sidebar } from './papers/sidebar';
import { PapersPane } from './papers-pane';
import { SeedsSummary } from './seeds/seeds-summary';
import type { Opened } from './startup';
import { ThemeSwitch } from './theme-switch';
import { useWindow } from './use-window';

export function App(opened: Opened) {
  const parts = useWindow(opened);
  const { place, browsing, lists, tags, edits, seedsChoosing, reading, keyMap } = parts;
  const { view, changeView, settings, changeSettings, panes, table, main, onError } = parts;
  return (
    <KeyMapContext value={keyMap}>
      <main ref={main} className="window">
        <PaneLayout
          panes={panes}
          layout={view.paneLayout}
          isPaperBehind={browsing.isPaperBehind}
          onLayout={(paneLayout) => changeView({ paneLayout })}
          sidebar={
            <Sidebar
              place={place}
              totals={parts.totals}
              digests={parts.libraryState.digests}
              savedLists={<SavedListSection lists={lists} menuContainer={main} />}
              hasSamples={parts.feed.seeds.hasSamples}
              onRemoveSamples={parts.removeSamples}
              footer={
                <>
                  <SeedsSummary
                    seeds={seedsChoosing.seeds}
                    onChoose={() => parts.setChoosingSeeds(true)}
                    onResume={() => void seedsChoosing.change({ isPaused: false })}
                  />
                  <ThemeSwitch theme={settings.theme} onTheme={(theme) => changeSettings({ theme })} />
                </>
              }
            />
          }
          papers={<PapersPane parts={parts} />}
          paper={
            <PaperPane
              paper={browsing.paper}
              selectedCount={browsing.selectedCount}
              events={parts.libraryEvents}
              tags={tags}
              container={main}
              onMarkSelected={(change) => void browsing.mark('selection', change)}
              article={reading.article}
              words={browsing.words}
              onMark={browsing.markPaper}
              onOpenLink={parts.openLink}
              onOpenDigest={parts.showDigestPapers}
              onShowEntry={(digestId, entry) => place.showDigest({ digestId, show: { entry } })}
              edits={edits}
              onLeaveNotes={() => table.current?.focus()}
              onError={onError}
            />
          }
        />
        <Overlays parts={parts} />
      </main>
    </KeyMapContext>
  );
}
