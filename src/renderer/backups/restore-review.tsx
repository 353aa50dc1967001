/** What restoring a backup would change, before it does. */
import { useRef } from 'react';
import { counted, formatMoment } from '../ui/format';
import { Modal } from '../ui/modal';
import { describePlan, describeRestored, isEmptyPlan } from './backups-words';
import type { Backups, RestoreStage } from './use-backups';

interface RestoreReviewProps {
  backups: Pick<Backups, 'restore' | 'goBack' | 'problem'>;
  stage: RestoreStage;
  isOpen: boolean;
  onClose(): void;
}

export function RestoreReview({ backups, stage, isOpen, onClose }: RestoreReviewProps) {
  const { what, plan } = stage;
  const restoreButton = useRef<HTMLButtonElement>(null);
  const isMerge = what.mode === 'merged';
  const restore = async () => {
    if (await backups.restore(stage)) onClose();
  };
  return (
    <Modal
      title={isMerge ? 'Add these marks?' : `Restore the backup of ${formatMoment(what.backup.at)}?`}
      description={
        isMerge
          ? 'Nothing of yours is dropped: what was changed last holds, and notes that differ stand one below the other.'
          : 'All marks become what they were then. What there is now is backed up first, and the restore can be undone.'
      }
      isOpen={isOpen}
      onClose={() => stage.kind !== 'restoring' && onClose()}
      isSticky
      initialFocus={restoreButton}
      className="backups-dialog"
    >
      {backups.problem !== null && (
        <p className="backups-problem" role="alert">
          {backups.problem}
        </p>
      )}
      <div className="modal-body">
        <p className="restore-summary" role="status">
          {plan === null ? 'Comparing …' : describePlan(plan)}
        </p>
        {plan !== null && plan.papers.length > 0 && (
          <ul className="restore-papers" aria-label="Papers whose marks would change">
            {plan.papers.map((paper) => (
              <li key={paper.entryId} data-kind={paper.kind}>
                <span className="restore-title">{paper.title ?? 'A paper that no digest lists now'}</span>
                <span className="restore-fields">{describeRestored(paper)}</span>
              </li>
            ))}
          </ul>
        )}
        {plan !== null && <MorePapers plan={plan} />}
      </div>
      <div className="modal-foot">
        <button
          type="button"
          className="quiet-button"
          disabled={stage.kind === 'restoring'}
          onClick={isMerge ? onClose : backups.goBack}
        >
          {isMerge ? 'Leave them out' : 'Back'}
        </button>
        <button
          ref={restoreButton}
          type="button"
          className="primary-button"
          disabled={stage.kind !== 'planned' || isEmptyPlan(stage.plan)}
          onClick={() => void restore()}
        >
          {stage.kind === 'restoring' ? 'Restoring …' : isMerge ? 'Add them' : 'Restore'}
        </button>
      </div>
    </Modal>
  );
}

function MorePapers({ plan: { added, changed, gone, papers } }: { plan: NonNullable<RestoreStage['plan']> }) {
  const more = added + changed + gone - papers.length;
  return more > 0 ? <p className="backups-hint">And {counted(more, 'more paper')}.</p> : null;
}
