/** What the reader decided about which entries are this paper, with the way back; and the way to decide. */
import { Merge } from 'lucide-react';
import { useState } from 'react';
import type { Decision, PaperDetails } from '../library/paper-records';
import { formatLocalDay } from '../ui/format';
import { JoinDialog } from './join-dialog';

interface DecisionsProps {
  paper: PaperDetails;
  onJoin(otherId: string): void;
  onTakeBack(decision: Decision): void;
  onError(error: unknown): void;
}

export function Decisions({ paper, onJoin, onTakeBack, onError }: DecisionsProps) {
  const [isJoining, setJoining] = useState(false);
  return (
    <section className="decisions" aria-label="Decided by you">
      {paper.decisions.length > 0 && (
        <ul>
          {paper.decisions.map((decision) => (
            <li key={decision.id} className="decisions-made">
              <span title={decision.titles.join('\n')}>
                {decision.kind === 'same' ? 'Joined' : 'Told apart'} by you on{' '}
                <time dateTime={new Date(decision.decidedAt).toISOString()}>{formatLocalDay(decision.decidedAt)}</time>
              </span>
              <button type="button" className="link-button" onClick={() => onTakeBack(decision)}>
                Take back
              </button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="quiet-button" onClick={() => setJoining(true)}>
        <Merge aria-hidden="true" size={14} strokeWidth={1.75} />
        Same as another paper…
      </button>
      <JoinDialog
        paper={paper}
        isOpen={isJoining}
        onClose={() => setJoining(false)}
        onJoin={(otherId) => {
          setJoining(false);
          onJoin(otherId);
        }}
        onError={onError}
      />
    </section>
  );
}
