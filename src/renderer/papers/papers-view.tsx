/** The list of papers: the table, above it which digest it is of, and in its place why there is nothing to list. */
import { type RefObject, useMemo } from 'react';
import { PapersContextMenu } from '../commands/papers-context-menu';
import type { Commanding } from '../commands/use-commanding';
import type { ViewState } from '../library/list-records';
import type { Tag } from '../library/mark-records';
import type { Browsing } from '../use-browsing';
import { PaperTable, type PaperTableHandle } from './paper-table';
import { PapersEmpty } from './papers-empty';
import { SelectionBar } from './selection-bar';

interface PapersViewProps {
  /** Whether another page stands in its place. */
  isBehind: boolean;
  browsing: Browsing;
  /** All tags, by id. */
  tags: ReadonlyMap<string, Tag>;
  commanding: Commanding;
  /** Where menus are put. */
  menuContainer: RefObject<HTMLElement | null>;
  view: ViewState;
  onView(change: Partial<ViewState>): void;
  table: RefObject<PaperTableHandle | null>;
  onOpen(): void;
  onError(error: unknown): void;
  isLibraryEmpty: boolean;
  /** Whether there are papers that are new, and others. */
  marksNew: boolean;
  /** Whether more may come without the reader doing anything. */
  isBusy: boolean;
  /** Where new digests are put. */
  folder: string;
  onAddDigests(): void;
  onAddSamples(): void;
  onChooseFolder(): void;
}

export function PapersView({ isBehind, browsing, tags, marksNew, view, onView, table, ...props }: PapersViewProps) {
  const { papers, request, toggle } = browsing;
  const tools = useMemo(() => ({ toggle, tags, marksNew }), [toggle, tags, marksNew]);
  const listing = papers.order?.listing;
  return (
    <>
      <PapersContextMenu
        context={props.commanding.context}
        keyMap={props.commanding.keyMap}
        container={props.menuContainer}
        className={isBehind ? 'table-area is-behind' : 'table-area'}
      >
        <PaperTable
          ref={table}
          feed={papers.feed}
          view={view}
          onView={onView}
          onFold={browsing.foldGroup}
          onOpen={props.onOpen}
          onError={props.onError}
          tools={tools}
        />
        {listing?.shown === 0 && (
          <PapersEmpty
            request={request}
            isLibraryEmpty={props.isLibraryEmpty}
            isBusy={props.isBusy || listing.isPartial}
            folder={props.folder}
            onClearSearch={() => browsing.setSearch('')}
            onAddDigests={props.onAddDigests}
            onAddSamples={props.onAddSamples}
            onChooseFolder={props.onChooseFolder}
          />
        )}
      </PapersContextMenu>
      {!isBehind && browsing.selectedCount > 1 && (
        <SelectionBar
          context={props.commanding.context}
          selected={browsing.selectedCount}
          onClear={browsing.selectCurrentOnly}
        />
      )}
    </>
  );
}
