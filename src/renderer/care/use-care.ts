/** What looks after the library: backups, taking it to another machine, and what tells how Offprint is. */
import { useEffect, useMemo, useState } from 'react';
import type { Settings } from '../../preload/api';
import { useBackups } from '../backups/use-backups';
import { call, on } from '../bridge';
import type { Opened } from '../startup';
import { useTransfer } from '../transfer/use-transfer';
import { copyText } from '../ui/copy-text';
import { useLatest } from '../ui/use-latest';
import type { UndoStep } from '../undo/undo-history';

interface CareListeners {
  offerUndo(step: UndoStep): void;
  onSay(words: string): void;
  /** What the reader should know. */
  onNotice(words: string): void;
  onError(error: unknown): void;
  settings: Settings;
  changeSettings(change: Partial<Settings>): void;
}

export type Care = ReturnType<typeof useCare>;

export function useCare(
  { info, restarts, hasStopped }: Pick<Opened, 'info' | 'restarts' | 'hasStopped'>,
  listeners: CareListeners,
) {
  const [dialog, setDialog] = useState<'backups' | 'about' | null>(info.dialog);
  const latest = useLatest(listeners);
  const restoring = useMemo(
    () => ({
      offerUndo: (step: UndoStep) => latest.current.offerUndo(step),
      onSay: (words: string) => latest.current.onSay(words),
      /** @returns puts back what was */
      changeSettings: (change: Partial<Settings>) => {
        const { settings, changeSettings } = latest.current;
        changeSettings(change);
        return () => latest.current.changeSettings(settings);
      },
    }),
    [latest],
  );
  const backups = useBackups(dialog === 'backups', restoring);
  const transfer = useTransfer(restoring);

  useEffect(() => {
    if (restarts > 0 && hasStopped) {
      latest.current.onNotice('The library stopped, and was started again. Nothing that was saved is lost.');
    }
  }, [restarts, hasStopped, latest]);

  useEffect(() => {
    let told: string | null = null;
    return on('backups-changed', ({ problem, warning }) => {
      const words = problem ?? warning;
      // It comes with each attempt, and is news once.
      if (words !== null && words !== told) latest.current.onError(words);
      told = words;
    });
  }, [latest]);

  return useMemo(
    () => ({
      dialog,
      backups,
      transfer,
      close: () => setDialog(null),
      openBackups: () => setDialog('backups'),
      openAbout: () => setDialog('about'),
      copyDiagnostics: () => {
        call('diagnostics').then(
          (text) => {
            copyText(text);
            latest.current.onSay('The diagnostics are copied. They hold no titles and no notes.');
          },
          (error: unknown) => latest.current.onError(error),
        );
      },
    }),
    [dialog, backups, transfer, latest],
  );
}
