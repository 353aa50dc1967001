/** The dialog with all backups: what each holds, what restoring it would change, and where they are kept. */
import { FolderPlus, History } from 'lucide-react';
import { useRef } from 'react';
import type { BackupHeadline, BackupsState } from '../../preload/api';
import { counted } from '../ui/format';
import { Modal } from '../ui/modal';
import { formatBackupTime, formatSize } from './backups-words';
import { RestoreReview } from './restore-review';
import type { Backups } from './use-backups';

interface BackupsDialogProps {
  backups: Backups;
  isOpen: boolean;
  onClose(): void;
}

export function BackupsDialog({ backups, isOpen, onClose }: BackupsDialogProps) {
  const { state, stage, problem } = backups;
  const list = useRef<HTMLUListElement>(null);
  const close = () => {
    backups.goBack();
    onClose();
  };
  if (stage) return <RestoreReview backups={backups} stage={stage} isOpen={isOpen} onClose={close} />;
  return (
    <Modal
      title="Backups"
      description="All your marks are backed up within seconds of each change, and kept for a year: many of the last hours, then one for each day, week and month."
      isOpen={isOpen}
      onClose={close}
      initialFocus={list}
      className="backups-dialog"
    >
      {(problem ?? state?.problem) && (
        <p className="modal-problem" role="alert">
          {problem ?? state?.problem}
        </p>
      )}
      {state?.warning && <p className="modal-problem">{state.warning}</p>}
      <div className="modal-body">
        <BackupList ref={list} state={state} onChoose={(backup) => void backups.plan(backup)} />
        {state && <BackupPlaces state={state} backups={backups} />}
      </div>
      <div className="modal-foot">
        <button type="button" className="quiet-button" onClick={() => void backups.openFile()}>
          Restore from a file…
        </button>
        <button type="button" className="primary-button" onClick={close}>
          Done
        </button>
      </div>
    </Modal>
  );
}

interface BackupListProps {
  ref: React.Ref<HTMLUListElement>;
  /** `null` while it is not known. */
  state: BackupsState | null;
  onChoose(backup: BackupHeadline): void;
}

function BackupList({ ref, state, onChoose }: BackupListProps) {
  if (state?.backups.length === 0) return <p className="backups-none">There is nothing to back up yet.</p>;
  return (
    <ul ref={ref} className="backups-list" aria-label="Backups" tabIndex={-1}>
      {state?.backups.map((backup) => (
        <li key={backup.id} className="backup">
          <History aria-hidden="true" size={16} strokeWidth={1.75} />
          <span className="backup-when">{formatBackupTime(backup.at)}</span>
          <span className="backup-what" title={backup.path}>
            {backup.problem ??
              `${counted(backup.marks, 'mark')}, ${formatSize(backup.bytes)}${placeWords(backup, state)}`}
          </span>
          <button
            type="button"
            className="quiet-button"
            disabled={backup.problem !== null}
            aria-label={`Restore the backup of ${formatBackupTime(backup.at)}…`}
            onClick={() => onChoose(backup)}
          >
            Restore…
          </button>
        </li>
      ))}
    </ul>
  );
}

function placeWords({ isOwn, isWhole, copies, path }: BackupHeadline, { folder, secondFolder }: BackupsState): string {
  const device = `${isOwn ? '' : ', of another device'}${isWhole ? '' : ', without those of another device'}`;
  if (copies > 1) return `${device}, in both folders`;
  return secondFolder !== null && !path.startsWith(folder) ? `${device}, in the second folder` : device;
}

function BackupPlaces({ state, backups }: { state: BackupsState; backups: Backups }) {
  return (
    <section className="backups-places" aria-label="Where they are kept">
      <p>
        Kept in <span className="backups-path">{state.folder}</span>
        {state.secondFolder !== null && (
          <>
            {' '}
            and in <span className="backups-path">{state.secondFolder}</span>
          </>
        )}
      </p>
      <p className="backups-hint">
        {state.secondFolder === null
          ? 'A second folder, best on another disk, keeps them should this one break.'
          : 'What is in the second folder stays there, should you take it out here.'}
      </p>
      <div className="modal-choices">
        <button type="button" className="quiet-button" onClick={() => void backups.chooseFolder()}>
          <FolderPlus aria-hidden="true" size={15} />
          {state.secondFolder === null ? 'Choose a second folder…' : 'Choose another second folder…'}
        </button>
        {state.secondFolder !== null && (
          <button type="button" className="quiet-button" onClick={() => void backups.forgetFolder()}>
            Keep them in one folder only
          </button>
        )}
      </div>
    </section>
  );
}
