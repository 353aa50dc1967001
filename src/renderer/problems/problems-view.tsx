/** Every file and line that could not be read, with the reason; only those in sight exist as elements. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FileProblems } from '../library/paper-records';
import { library } from '../library-client';
import { counted, formatCount } from '../ui/format';
import type { DigestPlace } from '../use-place';
import { countKinds, groupProblems, type ProblemKind } from './problem-groups';
import { ProblemItem } from './problem-item';

interface ProblemsViewProps {
  /** Whether another page stands in its place. */
  isBehind: boolean;
  /** Counts up when the library changed. */
  revision: number;
  onShow(of: DigestPlace): void;
  onError(error: unknown): void;
}

const KINDS: { kind: ProblemKind; name: string }[] = [
  { kind: 'aside', name: 'Files set aside' },
  { kind: 'line', name: 'Lines not understood' },
  { kind: 'digest', name: 'Whole digests' },
];

/** Pixels of a file with one problem of one line. */
const USUAL_HEIGHT = 92;

export function ProblemsView({ isBehind, revision, onShow, onError }: ProblemsViewProps) {
  const [files, setFiles] = useState<FileProblems[] | null>(null);
  useEffect(() => {
    library.problems().then(setFiles, onError);
  }, [revision, onError]);
  const [chosen, setChosen] = useState<ProblemKind | null>(null);
  const counts = useMemo(() => countKinds(files ?? []), [files]);
  // A kind that has no problems any more is not there to be left again.
  const only = chosen !== null && counts[chosen] > 0 ? chosen : null;
  const groups = useMemo(() => groupProblems(files ?? [], only), [files, only]);

  const scroller = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const virtualizer = useVirtualizer({
    count: groups.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    overscan: 2,
    scrollMargin: list.current?.offsetTop ?? 0,
  });

  return (
    <section ref={scroller} className={isBehind ? 'problems is-behind' : 'problems'} aria-label="Problems">
      <header>
        <h2>Problems</h2>
        <p>{files !== null && describe(files, counts.aside)}</p>
        {groups.length > 0 && (
          <fieldset className="problem-kinds">
            <legend className="visually-hidden">Which problems to list</legend>
            <KindButton name="All" isChosen={only === null} onChoose={() => setChosen(null)} />
            {KINDS.filter(({ kind }) => counts[kind] > 0).map(({ kind, name }) => (
              <KindButton
                key={kind}
                name={name}
                count={counts[kind]}
                isChosen={only === kind}
                onChoose={() => setChosen(kind)}
              />
            ))}
          </fieldset>
        )}
      </header>
      <ul ref={list} className="problem-files" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const group = groups[item.index];
          return (
            group && (
              <ProblemItem
                key={item.key}
                ref={virtualizer.measureElement}
                group={group}
                index={item.index}
                count={groups.length}
                top={item.start - virtualizer.options.scrollMargin}
                onShow={onShow}
              />
            )
          );
        })}
      </ul>
    </section>
  );
}

interface KindButtonProps {
  name: string;
  count?: number;
  isChosen: boolean;
  onChoose(): void;
}

function KindButton({ name, count, isChosen, onChoose }: KindButtonProps) {
  return (
    <button type="button" className="mark-button" aria-pressed={isChosen} onClick={onChoose}>
      {name} {count !== undefined && <span className="problem-count">{formatCount(count)}</span>}
    </button>
  );
}

function describe(files: readonly FileProblems[], aside: number): string {
  if (files.length === 0) return 'Everything in the seeds folder could be read.';
  const sentences = [`Something could not be read in ${counted(files.length, 'file')}.`];
  if (aside > 0) sentences.push('Files that are no digests are set aside: they stay where they are.');
  sentences.push('Everything else is in the table, and a file that is mended is read again by itself.');
  return sentences.join(' ');
}
