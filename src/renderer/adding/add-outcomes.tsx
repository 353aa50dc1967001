/** What became of the digests that the reader brought in, file by file. */
import { CircleCheck, CircleMinus, CircleX, X } from 'lucide-react';
import type { AddOutcome } from '../../preload/api';
import { counted } from '../ui/format';

const SIGNS = { added: CircleCheck, 'already-there': CircleMinus, refused: CircleX } as const;

/** One sentence for all of them: `2 digests added, 1 already there, 1 refused.` */
export function summarize(outcomes: AddOutcome[]): string {
  const count = (kind: AddOutcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const [added, there, refused] = [count('added'), count('already-there'), count('refused')];
  const parts = [
    added > 0 && `${counted(added, 'digest')} added`,
    there > 0 && `${there} already there`,
    refused > 0 && `${refused} refused`,
  ].filter(Boolean);
  return `${parts.join(', ')}.`;
}

/** Whether an outcome is other than what the reader wanted: the file itself, added under its own name. */
export function needsReading(outcome: AddOutcome): boolean {
  return outcome.kind !== 'added' || outcome.file !== outcome.name;
}

function describe(outcome: AddOutcome): string {
  switch (outcome.kind) {
    case 'added':
      return outcome.file === outcome.name
        ? `Added, with ${counted(outcome.entries, 'entry', 'entries')}.`
        : `Added as ${outcome.file}, with ${counted(outcome.entries, 'entry', 'entries')}.`;
    case 'already-there':
      return outcome.file === outcome.name ? 'Already there.' : `Already there, as ${outcome.file}.`;
    case 'refused':
      return outcome.reason;
  }
}

export function AddOutcomes({ outcomes, onDismiss }: { outcomes: AddOutcome[]; onDismiss(): void }) {
  return (
    <section className="add-outcomes" aria-label="Added digests">
      <header>
        <h2>{summarize(outcomes)}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onDismiss}>
          <X aria-hidden="true" size={16} />
        </button>
      </header>
      <ul>
        {outcomes.map((outcome, index) => {
          const Sign = SIGNS[outcome.kind];
          return (
            <li key={index} data-kind={outcome.kind}>
              <Sign aria-hidden="true" size={15} strokeWidth={2} />
              <span className="outcome-name">
                <bdi>{outcome.name}</bdi>
              </span>
              <span className="outcome-words">{describe(outcome)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
