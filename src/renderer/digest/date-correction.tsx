/** The date of a digest, where it comes from, and the way to correct it. */
import { CalendarCog } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { DigestDetails } from '../library/paper-records';
import { formatDay } from '../ui/format';

interface DateCorrectionProps {
  digest: DigestDetails;
  /** `null` takes the correction back. */
  onCorrect(date: string | null): void;
}

export function DateCorrection({ digest, onCorrect }: DateCorrectionProps) {
  const [isEditing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const stop = () => {
    setEditing(false);
    // The button comes back with the next drawing.
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <div>
      <p>
        <span className="fact-value">{digest.date ? formatDay(digest.date) : 'None'}</span>
        <span className="fact-remark">{describeSource(digest)}</span>
      </p>
      {isEditing ? (
        <DateForm
          digest={digest}
          onSave={(date) => {
            onCorrect(date);
            stop();
          }}
          onCancel={stop}
        />
      ) : (
        <p className="fact-actions">
          <button ref={opener} type="button" className="quiet-button" onClick={() => setEditing(true)}>
            <CalendarCog aria-hidden="true" size={14} strokeWidth={1.75} />
            Correct the date…
          </button>
          {digest.isDateCorrected && (
            <button
              type="button"
              className="quiet-button"
              onClick={() => {
                onCorrect(null);
                // This button goes.
                opener.current?.focus();
              }}
            >
              Take the correction back
            </button>
          )}
        </p>
      )}
    </div>
  );
}

interface DateFormProps {
  digest: DigestDetails;
  onSave(date: string): void;
  onCancel(): void;
}

function DateForm({ digest, onSave, onCancel }: DateFormProps) {
  const [date, setDate] = useState(digest.date ?? '');
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(date);
  };
  return (
    <form
      className="date-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <p className="date-form-fields">
        <input
          ref={input}
          type="date"
          required
          min="1990-01-01"
          max="2199-12-31"
          aria-label="Date of the digest"
          aria-describedby={hint}
          value={date}
          onChange={(event) => setDate(event.target.value)}
        />
        <button type="submit" className="primary-button" disabled={date === '' || date === digest.date}>
          Save
        </button>
        <button type="button" className="quiet-button" onClick={onCancel}>
          Cancel
        </button>
      </p>
      <p id={hint} className="fact-remark">
        Dates of entries that are written without a year get this one. The file is not touched, and the correction stays
        when it is read again.
      </p>
    </form>
  );
}

function describeSource(digest: DigestDetails): string {
  const { heading, dateAsRead, isYearAsReadInferred } = digest;
  if (digest.isDateCorrected) {
    return dateAsRead
      ? `Corrected by you; it was read as ${formatDay(dateAsRead)}.`
      : 'Set by you; the digest names none.';
  }
  if (dateAsRead === null) {
    return heading === null
      ? 'The digest has no heading with a date.'
      : `No date could be made of its heading, “${heading}”.`;
  }
  if (!isYearAsReadInferred) return `As its heading says, “${heading}”.`;
  return `Its heading, “${heading}”, names no year: that was worked out.`;
}
