/** The dialog while a library goes out or comes in: how far it is, and what would come before it does. */
import { useRef } from 'react';
import type { LibraryFile } from '../../preload/api';
import { describePlan, isEmptyPlan } from '../backups/backups-words';
import { RestoredPapers } from '../backups/restored-papers';
import type { RestorePlan } from '../library/mark-records';
import { counted, formatCount, formatMoment } from '../ui/format';
import { Modal } from '../ui/modal';
import { StageProgress } from '../ui/stage-progress';
import type { Transfer, TransferStage } from './use-transfer';

const TITLES = {
  exporting: 'Exporting the library',
  checking: 'Looking at the library',
  failed: 'That did not work',
} as const;

export function TransferDialog({ transfer }: { transfer: Transfer }) {
  const { stage, progress, problem, leave } = transfer;
  if (stage?.kind === 'review' || stage?.kind === 'importing') {
    return <LibraryReview transfer={transfer} stage={stage} />;
  }
  return (
    <Modal title={stage ? TITLES[stage.kind] : ''} isOpen={stage !== null} onClose={leave} isSticky>
      {problem !== null && (
        <p className="modal-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="modal-foot">
        {stage?.kind !== 'failed' && <TransferBar progress={progress} />}
        <button type="button" className="quiet-button" onClick={leave}>
          {stage?.kind === 'failed' ? 'Close' : 'Cancel'}
        </button>
      </div>
    </Modal>
  );
}

interface LibraryReviewProps {
  transfer: Transfer;
  stage: Extract<TransferStage, { file: LibraryFile }>;
}

function LibraryReview({ transfer, stage: { kind, file, plan } }: LibraryReviewProps) {
  const { progress, leave, importLibrary } = transfer;
  const takeButton = useRef<HTMLButtonElement>(null);
  const isBusy = kind === 'importing';
  return (
    <Modal
      title={`Take in ${file.name}?`}
      description={`Written on ${formatMoment(file.at)}. All of it was checked and is whole. Nothing of yours is dropped: digests are added, and of marks what was changed last holds.`}
      isOpen
      onClose={leave}
      isSticky
      initialFocus={takeButton}
      className="backups-dialog"
    >
      <div className="modal-body">
        <ul className="library-contents" aria-label="What would come">
          <li>{describeDigests(file)}</li>
          <li>{plan === null ? 'There are no marks in it.' : describeMarks(plan)}</li>
          {Object.keys(file.settings).length > 0 && (
            <li>Its theme, keys and other settings take the place of yours.</li>
          )}
        </ul>
        {plan !== null && <RestoredPapers plan={plan} />}
      </div>
      <div className="modal-foot">
        {isBusy && <TransferBar progress={progress} />}
        <button type="button" className="quiet-button" disabled={isBusy} onClick={leave}>
          Cancel
        </button>
        <button
          ref={takeButton}
          type="button"
          className="primary-button"
          disabled={isBusy}
          onClick={() => importLibrary(file, plan)}
        >
          Take it in
        </button>
      </div>
    </Modal>
  );
}

function describeDigests({ digests, newDigests }: LibraryFile): string {
  return `${counted(digests, 'digest')}, ${newDigests === 0 ? 'all of which you have' : `${formatCount(newDigests)} of them new to you`}.`;
}

function describeMarks(plan: RestorePlan): string {
  return isEmptyPlan(plan) ? 'Its marks are those you have.' : describePlan(plan);
}

function TransferBar({ progress }: Pick<Transfer, 'progress'>) {
  return (
    <StageProgress
      words={progress ? `${formatCount(progress.done)} of ${counted(progress.total, 'file')}` : 'Getting ready'}
      done={progress?.done ?? null}
      total={progress?.total ?? null}
    />
  );
}
