/** Some problems of one file, each with the way to its line. */
import type { Ref } from 'react';
import type { Problem } from '../../preload/api';
import { formatCount } from '../ui/format';
import type { DigestPlace } from '../use-place';
import type { ProblemGroup } from './problem-groups';

interface ProblemItemProps {
  ref: Ref<HTMLLIElement>;
  group: ProblemGroup;
  /** Where it stands among `count`, from 0; and how far down, in pixels. */
  index: number;
  count: number;
  top: number;
  onShow(of: DigestPlace): void;
}

export function ProblemItem({ ref, group, index, count, top, onShow }: ProblemItemProps) {
  const { file, name, digestId, problems, isContinued, goesOn } = group;
  const show = (line: number | null) => {
    const target = line === null ? null : { line };
    onShow(digestId === null ? { digestId, file, name, show: target } : { digestId, show: target });
  };
  return (
    <li
      ref={ref}
      className="problem-file"
      aria-posinset={index + 1}
      aria-setsize={count}
      data-index={index}
      data-continued={isContinued || undefined}
      data-goes-on={goesOn || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <h3 className={isContinued ? 'visually-hidden' : ''} title={file}>
        <bdi>{name}</bdi>
        {isContinued && ', continued'}
      </h3>
      {digestId === null && !isContinued && (
        <p className="problem-aside">Set aside: left where it is, and nothing of it is in the table.</p>
      )}
      <ul>
        {problems.map((problem, at) => (
          <li key={at} className="problem">
            <span className="problem-line">{describeLine(problem)}</span>
            <span className="problem-message">{problem.message}</span>
            <button
              type="button"
              className="link-button"
              aria-label={labelOf(problem, name)}
              onClick={() => show(problem.line)}
            >
              {problem.line === null ? 'Show file' : 'Show line'}
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}

function describeLine({ line }: Problem): string {
  return line === null ? 'whole file' : `line ${formatCount(line)}`;
}

function labelOf({ line }: Problem, name: string): string {
  return line === null ? `Show file ${name}` : `Show line ${formatCount(line)} of ${name}`;
}
