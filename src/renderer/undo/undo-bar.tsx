/** What was done last, and the button that takes it back. */
import { Undo2, X } from 'lucide-react';
import { IconButton } from '../ui/icon-button';
import type { Undo } from './use-undo';

export function UndoBar({ latest, isBusy, undo, dismiss }: Undo) {
  if (!latest) return null;
  return (
    <div className="undo-bar">
      <span className="undo-label">{latest.label}</span>
      <button
        type="button"
        className="quiet-button"
        aria-label={`Undo: ${latest.label}`}
        title="Undo (Ctrl+Z)"
        disabled={isBusy}
        onClick={undo}
      >
        <Undo2 aria-hidden="true" size={14} strokeWidth={1.75} />
        Undo
      </button>
      <IconButton icon={X} label="Keep it as it is" onClick={dismiss} />
    </div>
  );
}
