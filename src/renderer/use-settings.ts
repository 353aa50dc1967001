/** What the reader chose for the application as a whole; main keeps it. */
import { useCallback, useState } from 'react';
import type { Settings } from '../preload/api';
import { call } from './bridge';

export function useSettings(initial: Settings, onError: (error: unknown) => void) {
  const [settings, setSettings] = useState(initial);
  const changeSettings = useCallback(
    (change: Partial<Settings>) => {
      setSettings((current) => ({ ...current, ...change }));
      call('save-settings', change).catch(onError);
    },
    [onError],
  );
  return [settings, changeSettings] as const;
}
