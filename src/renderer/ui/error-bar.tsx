/** What went wrong, until the reader has seen it. */

export function ErrorBar({ message, onDismiss }: { message: string; onDismiss(): void }) {
  return (
    <div className="error-bar" role="alert">
      <span>{message}</span>
      <button type="button" className="quiet-button" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  );
}
