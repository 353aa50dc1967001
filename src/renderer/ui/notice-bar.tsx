/** What the reader should know and need not do anything about, until they have seen it. */

export function NoticeBar({ message, onDismiss }: { message: string; onDismiss(): void }) {
  return (
    <div className="error-bar notice-bar">
      <span role="status">{message}</span>
      <button type="button" className="quiet-button" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  );
}
