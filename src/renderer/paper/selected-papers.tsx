/** In the place of one paper: how many are selected, and what the reader says of all of them. */
import { type RefObject, useEffect, useState } from 'react';
import type { MarkChange, SelectionMarks } from '../library/mark-records';
import { library } from '../library-client';
import type { Tags } from '../tags/use-tags';
import { counted, formatCount } from '../ui/format';
import { MarkControls } from './mark-controls';

interface SelectedPapersProps {
  selectedCount: number;
  /** Where the library tells of marks: `marked`. */
  events: EventTarget;
  tags: Tags;
  container: RefObject<HTMLElement | null>;
  onMark(change: MarkChange): void;
  onLeave(): void;
  /** Must stay the same. */
  onError(error: unknown): void;
}

export function SelectedPapers({ selectedCount, events, onError, ...props }: SelectedPapersProps) {
  const [marks, setMarks] = useState<SelectionMarks | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const ask = () => {
      library.selectionMarks().then((next) => {
        if (isCurrent) setMarks(next);
      }, onError);
    };
    ask();
    events.addEventListener('marked', ask);
    return () => {
      isCurrent = false;
      events.removeEventListener('marked', ask);
    };
  }, [selectedCount, events, onError]);
  if (!marks || marks.papers === 0) return null;
  const { papers, statuses, starred, tags: tagged } = marks;
  return (
    <article className="paper-article" aria-labelledby="selected-title">
      <h2 id="selected-title">{counted(papers, 'paper')} selected</h2>
      <p className="byline">
        {formatCount(statuses.unread)} unread, {formatCount(starred)} starred
      </p>
      <MarkControls {...{ of: papers, statuses, starred, ...props }} tagged={new Map(Object.entries(tagged))} />
      <p className="selected-hint">What you choose here is done to all of them, and can be undone as one step.</p>
    </article>
  );
}
