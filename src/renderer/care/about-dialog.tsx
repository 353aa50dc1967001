/** What Offprint is, and the count of what it sent anywhere. */
import { useEffect, useRef, useState } from 'react';
import type { NetworkCounts } from '../../preload/api';
import { call } from '../bridge';
import { formatCount } from '../ui/format';
import { Modal } from '../ui/modal';

interface AboutDialogProps {
  version: string;
  isOpen: boolean;
  onClose(): void;
  onCopyDiagnostics(): void;
}

/** Milliseconds: a count that grows is to be seen growing. */
const LOOK_AGAIN = 1000;

export function AboutDialog({ version, isOpen, onClose, onCopyDiagnostics }: AboutDialogProps) {
  const counts = useNetworkCounts(isOpen);
  const closeButton = useRef<HTMLButtonElement>(null);
  return (
    <Modal
      title="About Offprint"
      description={`Version ${version}. A reading list for people who follow research through daily digests.`}
      isOpen={isOpen}
      onClose={onClose}
      initialFocus={closeButton}
    >
      <div className="modal-body">
        <dl className="about-network" aria-label="Network">
          <dt>Requests that left this machine</dt>
          <dd>{counts === null ? '…' : formatCount(counts.sent)}</dd>
          <dt>Requests that were refused</dt>
          <dd>{counts === null ? '…' : formatCount(counts.refused)}</dd>
        </dl>
        <p className="about-hint">
          Counted since Offprint was started. It needs no network, and asks for nothing there: your digests, marks and
          notes stay on this machine.
        </p>
      </div>
      <div className="modal-foot">
        <button type="button" className="quiet-button" onClick={onCopyDiagnostics}>
          Copy diagnostics
        </button>
        <button ref={closeButton} type="button" className="primary-button" onClick={onClose}>
          Done
        </button>
      </div>
    </Modal>
  );
}

/** `null` while they are not known. */
function useNetworkCounts(isOpen: boolean): NetworkCounts | null {
  const [counts, setCounts] = useState<NetworkCounts | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    const look = () => void call('network-counts').then(setCounts, () => setCounts(null));
    look();
    const timer = setInterval(look, LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [isOpen]);
  return counts;
}
