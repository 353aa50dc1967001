/** The dialog over the window while digests come in: the review of several, and how far it is with a way to stop it. */
import { useEffect, useRef, useState } from 'react';
import { counted, formatCount } from '../ui/format';
import { Modal } from '../ui/modal';
import { StageProgress } from '../ui/stage-progress';
import { describePassedOver } from './adding-words';
import { countTickedDigests, describeLeftOut, haveCommonPapers } from './review';
import { ReviewDetails } from './review-details';
import { ReviewTable } from './review-table';
import type { Adding, Review, Stage } from './use-adding';
import { useTickedCounts } from './use-ticked-counts';

/** Milliseconds: what is over sooner needs no dialog. */
const PATIENCE = 700;

interface AddingDialogProps {
  adding: Adding;
  onError(error: unknown): void;
}

export function AddingDialog({ adding, onError }: AddingDialogProps) {
  const { stage, review, cancel } = adding;
  const isOverdue = useOverdue(stage !== null && review === null);
  if (stage && review) return <ReviewDialog {...adding} stage={stage} review={review} onError={onError} />;
  return (
    <Modal title="Add digests" isOpen={stage !== null && isOverdue} onClose={cancel} isSticky>
      <div className="modal-foot">
        {stage && <StageProgress {...progressOf(stage)} />}
        <button type="button" className="quiet-button" onClick={cancel}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}

interface ReviewDialogProps extends Pick<Adding, 'tick' | 'confirm' | 'cancel'> {
  stage: Stage;
  review: Review;
  onError(error: unknown): void;
}

function ReviewDialog({ stage, review, onError, tick, confirm, cancel }: ReviewDialogProps) {
  const { files, passedOver } = review;
  const [active, setActive] = useState(0);
  const table = useRef<HTMLDivElement>(null);
  const isChoosing = stage.kind === 'choosing';
  const counts = useTickedCounts(files, isChoosing, onError);
  const digests = countTickedDigests(files);
  const activeFile = files[active];
  return (
    <Modal
      title={stage.kind === 'adding' ? 'Adding digests' : `Add ${counted(files.length, 'file')}?`}
      description={
        stage.kind === 'adding' ? 'What was added stays, if you stop.' : 'Nothing is copied before you add it.'
      }
      isOpen
      onClose={cancel}
      isSticky
      initialFocus={table}
      className="review-dialog"
    >
      <ReviewTable
        ref={table}
        files={files}
        active={active}
        onActive={setActive}
        isEditable={stage.kind !== 'adding'}
        onTick={tick}
      />
      {activeFile && <ReviewDetails file={activeFile} />}
      <div className="modal-foot">
        {isChoosing ? (
          <div className="review-totals">
            <p role="status">
              {counts === null
                ? `${counted(digests, 'digest')} …`
                : `${counted(digests, 'digest')}: ${counted(counts.newPapers, 'new paper')}, ${formatCount(counts.knownPapers)} known`}
            </p>
            <p className="review-aside">
              {counts && haveCommonPapers(files, counts) && 'Papers of several files count once. '}
              {describeLeftOut(files)}
            </p>
            {passedOver.length > 0 && (
              <p className="review-aside" title={namesOf(passedOver)}>
                {describePassedOver(passedOver)}
              </p>
            )}
          </div>
        ) : (
          <StageProgress {...progressOf(stage)} />
        )}
        <button type="button" className="quiet-button" onClick={cancel}>
          {stage.kind === 'adding' ? 'Stop' : 'Cancel'}
        </button>
        <button type="button" className="primary-button" disabled={!isChoosing || digests === 0} onClick={confirm}>
          {digests === 0 ? 'Add' : `Add ${counted(digests, 'digest')}`}
        </button>
      </div>
    </Modal>
  );
}

/** A single file has no steps to be counted. */
function progressOf({ kind, done, total }: Stage) {
  return { words: describeStage(kind, done, total), done: total === 1 ? null : total && done, total };
}

function describeStage(kind: Stage['kind'], done: number, total: number | null): string {
  if (kind === 'gathering') return `Looking through the folders: ${counted(done, 'digest file')} found`;
  const verb = kind === 'adding' ? 'Adding' : 'Looking at';
  return total === 1 ? `${verb} the file` : `${verb} ${formatCount(done)} of ${counted(total ?? 0, 'file')}`;
}

/** Names for a tooltip: all of thousands would fill the screen. */
function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 20).join('\n');
  return names.length > 20 ? `${shown}\nand ${formatCount(names.length - 20)} more` : shown;
}

/** Whether something has gone on for longer than anybody would wait without a word. */
function useOverdue(isGoingOn: boolean): boolean {
  const [isOverdue, setOverdue] = useState(false);
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setTimeout(() => setOverdue(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setOverdue(false);
    };
  }, [isGoingOn]);
  return isOverdue;
}
