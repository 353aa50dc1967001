/** The files of a review as a table: ticked or not, and what each would bring. Only the rows in sight exist. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type Ref, useCallback, useImperativeHandle, useRef } from 'react';
import { useLatest } from '../ui/use-latest';
import { canBeTicked, type ReviewedFile } from './review';
import { REVIEW_ROW_HEIGHT, ReviewRow } from './review-row';

interface ReviewTableProps {
  /** The element that takes the keys. */
  ref: Ref<HTMLDivElement>;
  files: readonly ReviewedFile[];
  /** The file that the details are of, by its index. */
  active: number;
  onActive(index: number): void;
  /** Whether ticks can be changed now. */
  isEditable: boolean;
  onTick(indexes: readonly number[], isTicked: boolean): void;
}

export function ReviewTable({ files, active, onActive, isEditable, onTick, ref }: ReviewTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => scroller.current as HTMLDivElement);
  const virtualizer = useVirtualizer({
    count: files.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => REVIEW_ROW_HEIGHT,
    overscan: 8,
    // The head covers this much of the first row.
    scrollPaddingStart: REVIEW_ROW_HEIGHT,
  });

  const tickable = files.flatMap((file, index) => (canBeTicked(file) ? [index] : []));
  const ticked = tickable.filter((index) => files[index]?.isTicked).length;
  const areAllTicked = ticked > 0 && ticked === tickable.length;

  const goTo = (index: number) => {
    const at = Math.min(files.length - 1, Math.max(0, index));
    virtualizer.scrollToIndex(at, { align: 'auto' });
    onActive(at);
  };
  const tickOne = (index: number) => {
    const file = files[index];
    if (isEditable && file && canBeTicked(file)) onTick([index], !file.isTicked);
  };
  const latest = useLatest({ goTo, tickOne });
  const activateRow = useCallback((index: number) => latest.current.goTo(index), [latest]);
  const tickRow = useCallback((index: number) => latest.current.tickOne(index), [latest]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== scroller.current) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / REVIEW_ROW_HEIGHT) - 2);
    const target = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: files.length - 1,
    }[event.key];
    if (target !== undefined) goTo(target);
    else if (event.key === ' ') tickOne(active);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className="review-table"
      role="grid"
      aria-label="Files to add"
      aria-rowcount={files.length + 1}
      aria-colcount={7}
      aria-multiselectable="true"
      aria-activedescendant={files.length > 0 ? `review-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="review-head">
        <div role="row" aria-rowindex={1} className="review-row">
          <div role="columnheader" className="review-tick">
            <input
              type="checkbox"
              aria-label="Add all"
              title={areAllTicked ? 'Untick all' : 'Tick all'}
              checked={areAllTicked}
              ref={(box) => {
                if (box) box.indeterminate = ticked > 0 && !areAllTicked;
              }}
              disabled={!isEditable || tickable.length === 0}
              onChange={() => onTick(tickable, !areAllTicked)}
            />
          </div>
          <div role="columnheader">File</div>
          <div role="columnheader">Date</div>
          <div role="columnheader" data-align="end">
            Entries
          </div>
          <div role="columnheader" data-align="end" title="Papers that the library does not have">
            New
          </div>
          <div role="columnheader" data-align="end" title="Papers that the library has already">
            Known
          </div>
          <div role="columnheader" data-align="end">
            Problems
          </div>
        </div>
      </div>
      <div role="rowgroup" className="review-body" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const file = files[index];
          return (
            file && (
              <ReviewRow
                key={index}
                file={file}
                index={index}
                start={start}
                isActive={index === active}
                isEditable={isEditable}
                onActivate={activateRow}
                onTick={tickRow}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
