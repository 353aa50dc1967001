/** What became of the digests that the reader brought in, file by file. */
import { CircleCheck, CircleMinus, CircleX, X } from 'lucide-react';
import type { AddOutcome } from '../../preload/api';
import { IconButton } from '../ui/icon-button';
import { describeOutcome, summarize } from './adding-words';

const SIGNS = { added: CircleCheck, 'already-there': CircleMinus, refused: CircleX } as const;

/** More than these are not listed one by one. */
const MOST_LISTED = 500;

interface AddOutcomesProps {
  outcomes: readonly AddOutcome[];
  onDismiss(): void;
}

export function AddOutcomes({ outcomes, onDismiss }: AddOutcomesProps) {
  // What went wrong first: among thousands it would not be found.
  const listed = outcomes.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_LISTED);
  return (
    <section className="add-outcomes" aria-label="Added digests">
      <header>
        <h2>{summarize(outcomes)}</h2>
        <IconButton icon={X} label="Close" onClick={onDismiss} />
      </header>
      <ul>
        {listed.map((outcome, index) => {
          const Sign = SIGNS[outcome.kind];
          return (
            <li key={index} data-kind={outcome.kind}>
              <Sign aria-hidden="true" size={15} strokeWidth={2} />
              <span className="outcome-name">
                <bdi>{outcome.name}</bdi>
              </span>
              <span className="outcome-words">{describeOutcome(outcome)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function rank({ kind }: AddOutcome): number {
  return kind === 'refused' ? 0 : kind === 'already-there' ? 1 : 2;
}
