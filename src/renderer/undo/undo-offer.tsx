/** In the status bar: the button that takes back what was done last. */
import { Undo2, X } from 'lucide-react';
import { useCommandHints } from '../commands/command-hints';
import { undoLabel } from './undo-label';
import type { Undo } from './use-undo';

export function UndoOffer({ undo: { next, isOffered, undo, dismiss } }: { undo: Undo }) {
  const hint = useCommandHints();
  if (!next || !isOffered) return null;
  const label = undoLabel('Undo', next);
  return (
    <span className="undo-offer">
      <button type="button" className="link-button" aria-label={label} {...hint('undo', label)} onClick={undo}>
        <Undo2 aria-hidden="true" size={13} strokeWidth={1.75} />
        Undo
      </button>
      <button
        type="button"
        className="undo-dismiss"
        aria-label="Keep it as it is"
        title="Keep it as it is"
        onClick={dismiss}
      >
        <X aria-hidden="true" size={13} strokeWidth={1.75} />
      </button>
    </span>
  );
}
