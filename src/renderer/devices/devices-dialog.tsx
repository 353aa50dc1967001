/** The dialog about marks on several devices: the folder that they share, and which others are heard of there. */
import { FolderSync, Laptop } from 'lucide-react';
import { formatMoment } from '../ui/format';
import { Modal } from '../ui/modal';
import type { SharedMarks } from './use-shared-marks';

interface DevicesDialogProps {
  shared: SharedMarks;
  isOpen: boolean;
  onClose(): void;
}

export function DevicesDialog({ shared, isOpen, onClose }: DevicesDialogProps) {
  const { state, report } = shared;
  const problems = [shared.problem, ...(report?.problems ?? [])].filter((problem) => problem !== null);
  return (
    <Modal
      title="Marks on several devices"
      description="Keep your marks in a folder that Syncthing, Dropbox or a network drive shares between your devices: what you mark on one of them comes to the others. Each device writes a file of its own there, and nothing is overwritten."
      isOpen={isOpen}
      onClose={onClose}
      className="devices-dialog"
    >
      {problems.map((problem) => (
        <p key={problem} className="modal-problem" role="alert">
          {problem}
        </p>
      ))}
      {state && (
        <div className="modal-body">
          <p>
            Your marks are kept in <span className="devices-path">{state.folder}</span>
            {state.isOwn ? ', which belongs to this profile alone.' : '.'}
            {state.isMissing && ' That folder is not there: they are kept on this computer until it is back.'}
          </p>
          <DeviceList report={report} isOwn={state.isOwn} />
          <div className="modal-choices">
            <button type="button" className="quiet-button" onClick={() => void shared.chooseFolder()}>
              <FolderSync aria-hidden="true" size={15} />
              {state.isOwn ? 'Choose a shared folder…' : 'Choose another folder…'}
            </button>
            {!state.isOwn && (
              <button type="button" className="quiet-button" onClick={() => void shared.forgetFolder()}>
                Keep them in this profile only
              </button>
            )}
          </div>
        </div>
      )}
      <div className="modal-foot">
        <button type="button" className="primary-button" onClick={onClose}>
          Done
        </button>
      </div>
    </Modal>
  );
}

function DeviceList({ report, isOwn }: { report: SharedMarks['report']; isOwn: boolean }) {
  const devices = report?.devices ?? [];
  if (devices.length === 0) {
    const hint = isOwn
      ? 'No other device has marks there.'
      : 'No other device has marks there yet. Choose the same folder on each of them.';
    return <p className="devices-hint">{hint}</p>;
  }
  return (
    <ul className="devices-list" aria-label="Other devices">
      {devices.map(({ device, changedAt }) => (
        <li key={device}>
          <Laptop aria-hidden="true" size={16} strokeWidth={1.75} />
          <span>Another device</span>
          <span className="devices-when">last changed something {formatMoment(changedAt)}</span>
        </li>
      ))}
    </ul>
  );
}
