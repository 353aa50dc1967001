/** A thin bar across the top of the list, for work of more than a moment. */
import { useEffect, useState } from 'react';

interface ProgressBarProps {
  label: string;
  done: number;
  total: number;
}

/** Milliseconds: what is over sooner is not worth a bar. */
const DELAY = 300;

export function ProgressBar({ label, done, total }: ProgressBarProps) {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), DELAY);
    return () => clearTimeout(timer);
  }, []);
  if (!isDue) return null;
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
    >
      <div className="progress-done" style={{ transform: `scaleX(${total > 0 ? done / total : 0})` }} />
    </div>
  );
}
