/** Ties the commands to what runs them: the keys, as the reader has them, and the application's menu. */
import { useMemo } from 'react';
import type { CommandContext } from './command-context';
import { COMMANDS } from './commands';
import { KeyMap } from './key-map';
import { useApplicationMenu } from './use-application-menu';
import { type PendingKeys, useCommandKeys } from './use-command-keys';

export interface Commanding {
  context: CommandContext;
  keyMap: KeyMap;
  pending: PendingKeys | null;
}

export function useCommanding(context: CommandContext, onError: (error: unknown) => void): Commanding {
  const { keys } = context.settings;
  const keyMap = useMemo(() => new KeyMap(COMMANDS, keys), [keys]);
  const pending = useCommandKeys(context, keyMap);
  useApplicationMenu(context, keyMap, onError);
  return { context, keyMap, pending };
}
