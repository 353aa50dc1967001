/** Ties the commands to what runs them: the keys, as the reader has them, and the application's menu. */
import { useMemo, useState } from 'react';
import type { CommandContext, PaletteScope } from './command-context';
import { COMMANDS } from './commands';
import { type KeyChoices, KeyMap } from './key-map';
import { useApplicationMenu } from './use-application-menu';
import { type PendingKeys, useCommandKeys } from './use-command-keys';

export interface Commanding {
  context: CommandContext;
  keyMap: KeyMap;
  /** What was pressed of keys that follow one another. */
  pending: PendingKeys | null;
  /** `null` while it is closed. */
  palette: { scope: PaletteScope | null; close(): void };
  shortcuts: { isOpen: boolean; close(): void };
}

type WindowContext = Omit<CommandContext, 'openPalette' | 'openShortcuts'>;

/** @param keys the reader's own */
export function useKeyMap(keys: KeyChoices): KeyMap {
  return useMemo(() => new KeyMap(COMMANDS, keys), [keys]);
}

export function useCommanding(window: WindowContext, keyMap: KeyMap, onError: (error: unknown) => void): Commanding {
  const [scope, setScope] = useState<PaletteScope | null>(null);
  const [isListOpen, setListOpen] = useState(false);
  const context = { ...window, openPalette: setScope, openShortcuts: () => setListOpen(true) };
  const pending = useCommandKeys(context, keyMap);
  useApplicationMenu(context, keyMap, onError);
  return {
    context,
    keyMap,
    pending,
    palette: { scope, close: () => setScope(null) },
    shortcuts: { isOpen: isListOpen, close: () => setListOpen(false) },
  };
}
