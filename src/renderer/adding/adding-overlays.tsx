/** What lies over the window while digests are brought in, and once they are. */
import { AddOutcomes } from './add-outcomes';
import { AddingDialog } from './adding-dialog';
import { needsReading } from './adding-words';
import type { Adding } from './use-adding';

interface AddingOverlaysProps {
  adding: Adding;
  /** Whether something that can be dropped hangs over the window. */
  isDragging: boolean;
  onError(error: unknown): void;
}

export function AddingOverlays({ adding, isDragging, onError }: AddingOverlaysProps) {
  const { outcomes, dismiss } = adding;
  return (
    <>
      <AddingDialog adding={adding} onError={onError} />
      {outcomes?.some(needsReading) && <AddOutcomes outcomes={outcomes} onDismiss={dismiss} />}
      {isDragging && (
        <div className="drop-veil" aria-hidden="true">
          <p>Drop digests, or folders of them, to add them to the seeds folder</p>
        </div>
      )}
    </>
  );
}
