/** The keys of one command, to be removed, added and reset. */
import { Plus, RotateCcw, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../ui/icon-button';
import type { Command } from './command';
import { KeyCapture } from './key-capture';
import type { Binding, KeyMap } from './key-map';
import { describeKeys } from './key-words';
import { IS_MAC } from './platform';

interface ShortcutEditorProps {
  command: Command;
  keyMap: KeyMap;
  /** Whether its keys are not its defaults. */
  isChanged: boolean;
  onAdd(keys: readonly string[], takenFrom: readonly Binding[]): void;
  onRemove(keys: readonly string[]): void;
  onReset(): void;
}

export function ShortcutEditor({ command, keyMap, isChanged, onAdd, onRemove, onReset }: ShortcutEditorProps) {
  const [isAdding, setAdding] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const wasAdding = useRef(false);
  useEffect(() => {
    if (wasAdding.current && !isAdding) addButton.current?.focus();
    wasAdding.current = isAdding;
  }, [isAdding]);
  const stop = () => setAdding(false);
  const name = command.label;
  return (
    <span className="shortcut-keys">
      {keyMap.keysOf(command.id).map((keys) => {
        const written = describeKeys(keys, IS_MAC);
        return (
          <span key={written} className="shortcut-chip">
            <kbd>{written}</kbd>
            <button
              type="button"
              aria-label={`Remove ${written} from “${name}”`}
              title={`Remove ${written}`}
              onClick={() => {
                onRemove(keys);
                addButton.current?.focus();
              }}
            >
              <X aria-hidden="true" size={12} />
            </button>
          </span>
        );
      })}
      {isAdding ? (
        <KeyCapture
          command={command}
          keyMap={keyMap}
          onKeys={(keys, takenFrom) => {
            onAdd(keys, takenFrom);
            stop();
          }}
          onCancel={stop}
        />
      ) : (
        <IconButton
          ref={addButton}
          icon={Plus}
          label={`Add keys for “${name}”`}
          title="Add keys"
          onClick={() => setAdding(true)}
        />
      )}
      {isChanged && !isAdding && (
        <IconButton
          icon={RotateCcw}
          label={`Reset the keys of “${name}”`}
          title="Reset to the defaults"
          onClick={onReset}
        />
      )}
    </span>
  );
}
