/** One file of a review. */
import { memo } from 'react';
import { formatCount, formatDay } from '../ui/format';
import { canBeTicked, type Finding, type ReviewedFile } from './review';

/** Pixels. */
export const REVIEW_ROW_HEIGHT = 30;

interface ReviewRowProps {
  file: ReviewedFile;
  index: number;
  /** Pixels from the top of the table's body. */
  start: number;
  isActive: boolean;
  isEditable: boolean;
  onActivate(index: number): void;
  onTick(index: number): void;
}

export const ReviewRow = memo(function ReviewRow({ file, index, start, isEditable, ...props }: ReviewRowProps) {
  const { name, finding } = file;
  const slash = name.lastIndexOf('/') + 1;
  return (
    <div
      id={`review-${index}`}
      role="row"
      className="review-row"
      aria-rowindex={index + 2}
      aria-selected={file.isTicked}
      aria-disabled={!canBeTicked(file)}
      data-active={props.isActive || undefined}
      data-kind={finding?.kind}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => props.onActivate(index)}
    >
      <div role="gridcell" className="review-tick">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Add ${name}`}
          checked={file.isTicked}
          disabled={!isEditable || !canBeTicked(file)}
          onChange={() => props.onTick(index)}
        />
      </div>
      <div role="gridcell" className="review-name" title={name}>
        {slash > 0 && (
          <span className="review-folder">
            <bdi>{name.slice(0, slash)}</bdi>
          </span>
        )}
        <bdi>{name.slice(slash)}</bdi>
      </div>
      <FindingCells finding={finding} />
    </div>
  );
});

function FindingCells({ finding }: { finding: Finding | null }) {
  if (finding === null) return <div role="gridcell" className="review-words" aria-colspan={5} />;
  if (finding.kind !== 'readable') {
    const words = describeFinding(finding);
    return (
      <div role="gridcell" className="review-words" aria-colspan={5} title={words}>
        {words}
      </div>
    );
  }
  const { digests, entries, newPapers, knownPapers, problems } = finding;
  return (
    <>
      <div role="gridcell">
        <DateOf digests={digests} />
      </div>
      <Count of={entries} />
      <Count of={newPapers} className="review-new" />
      <Count of={knownPapers} />
      <Count of={problems.length} className="review-problems" />
    </>
  );
}

/** A number; nothing is shown for none, so that the others are seen. */
function Count({ of, className = '' }: { of: number; className?: string }) {
  return (
    <div role="gridcell" data-align="end" data-none={of === 0 || undefined} className={className}>
      {formatCount(of)}
    </div>
  );
}

function DateOf({ digests: [first, ...more] }: Pick<Extract<Finding, { kind: 'readable' }>, 'digests'>) {
  if (!first) return null;
  return (
    <>
      {first.date === null ? <span className="review-aside">no date</span> : formatDay(first.date)}
      {first.date !== null && first.yearInferred && (
        <span className="review-aside" title="The digest names no year; it was worked out from its entries.">
          {' '}
          inferred
        </span>
      )}
      {more.length > 0 && <span className="review-aside"> +{more.length}</span>}
    </>
  );
}

/** Why a file cannot be added. */
export function describeFinding(finding: Exclude<Finding, { kind: 'readable' }>): string {
  if (finding.kind === 'refused') return finding.reason;
  return finding.isInFolder ? `Already there, as ${finding.of}.` : `The same as ${finding.of}.`;
}
