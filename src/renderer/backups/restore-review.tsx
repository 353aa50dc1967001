/** What restoring a backup would change, before it does. */
import { useRef } from 'react';
import type { RestoreMode } from '../library/mark-records';
import { Modal } from '../ui/modal';
import { describePlan, formatBackupTime, isEmptyPlan } from './backups-words';
import { RestoredPapers } from './restored-papers';
import type { Backups, RestoreStage } from './use-backups';

const MODE_WORDS: Record<RestoreMode, string> = {
  exactly: 'All marks become what they were then.',
  merged:
    'When it was made, the marks of another device could not be read. So what it has is added to your marks, and nothing is taken away.',
};

interface RestoreReviewProps {
  backups: Pick<Backups, 'restore' | 'goBack' | 'problem'>;
  stage: RestoreStage;
  isOpen: boolean;
  onClose(): void;
}

export function RestoreReview({ backups, stage, isOpen, onClose }: RestoreReviewProps) {
  const { what, plan } = stage;
  const restoreButton = useRef<HTMLButtonElement>(null);
  const restore = async () => {
    if (await backups.restore(stage)) onClose();
  };
  return (
    <Modal
      title={`Restore the backup of ${formatBackupTime(what.backup.at)}?`}
      description={`${MODE_WORDS[what.mode]} What there is now is backed up first, and the restore can be undone.`}
      isOpen={isOpen}
      onClose={() => stage.kind !== 'restoring' && onClose()}
      isSticky
      initialFocus={restoreButton}
      className="backups-dialog"
    >
      {backups.problem !== null && (
        <p className="modal-problem" role="alert">
          {backups.problem}
        </p>
      )}
      <div className="modal-body">
        <p className="restore-summary" role="status">
          {plan === null ? 'Comparing …' : describePlan(plan)}
        </p>
        {plan !== null && <RestoredPapers plan={plan} />}
      </div>
      <div className="modal-foot">
        <button type="button" className="quiet-button" disabled={stage.kind === 'restoring'} onClick={backups.goBack}>
          Back
        </button>
        <button
          ref={restoreButton}
          type="button"
          className="primary-button"
          disabled={stage.kind !== 'planned' || isEmptyPlan(stage.plan)}
          onClick={() => void restore()}
        >
          {stage.kind === 'restoring' ? 'Restoring …' : 'Restore'}
        </button>
      </div>
    </Modal>
  );
}
