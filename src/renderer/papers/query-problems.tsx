/** Below the search box: what of the query was left out, and why; it never keeps anybody from going on. */
import { TriangleAlert } from 'lucide-react';
import type { QueryProblem } from '../library/query/language/parse-query';

interface QueryProblemsProps {
  id: string;
  problems: readonly QueryProblem[];
  /** Puts what may have been meant in the place of the mistake. */
  onMend(problem: QueryProblem, hint: string): void;
}

/** The others come up when these are mended. */
const MOST_SHOWN = 2;

export function QueryProblems({ id, problems, onMend }: QueryProblemsProps) {
  return (
    <div id={id} className="query-problems" aria-live="polite">
      {problems.slice(0, MOST_SHOWN).map((problem) => (
        <p key={`${problem.from} ${problem.message}`}>
          <TriangleAlert aria-hidden="true" size={13} strokeWidth={2} />
          <span>{problem.message}</span>
          {problem.hint !== null && (
            <button type="button" className="link-button" onClick={() => onMend(problem, problem.hint ?? '')}>
              Use <bdi>{shortened(problem.hint)}</bdi>
            </button>
          )}
        </p>
      ))}
      {problems.length > MOST_SHOWN && <p>And {problems.length - MOST_SHOWN} more.</p>}
    </div>
  );
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : text;
}
