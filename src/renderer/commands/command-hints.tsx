/** What buttons say of the keys that do the same. */
import { createContext, useContext } from 'react';
import type { KeyMap } from './key-map';
import { ariaKeysOf, describeKeys } from './key-words';
import { IS_MAC } from './platform';

export const KeyMapContext = createContext<KeyMap | null>(null);

/** Says of a command: its tooltip, `Star (s)`, and its keys for screen readers. Spread it into the button. */
export function useCommandHints(): (commandId: string, label: string) => CommandHint {
  const keyMap = useContext(KeyMapContext);
  return (commandId, label) => {
    const keys = keyMap?.keysOf(commandId) ?? [];
    const [first] = keys;
    return {
      title: first ? `${label} (${describeKeys(first, IS_MAC)})` : label,
      'aria-keyshortcuts': ariaKeysOf(keys, IS_MAC),
    };
  };
}

export interface CommandHint {
  title: string;
  'aria-keyshortcuts': string | undefined;
}
