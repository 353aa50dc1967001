/** A value as it was until what was drawn with the latest one is painted. */
import { useEffect, useState } from 'react';

/** Milliseconds: where the page has no rest at all. */
const LATEST = 100;

export function useLater<T extends object>(value: T): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const waiting = requestIdleCallback(() => setLater(value), { timeout: LATEST });
    return () => cancelIdleCallback(waiting);
  }, [value]);
  return later;
}
