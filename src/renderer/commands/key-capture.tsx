/** Takes the keys that are pressed as the new keys of a command, and says whose they are. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { counted } from '../ui/format';
import { chordOf } from './chords';
import type { Command } from './command';
import { whyReserved } from './fixed-keys';
import type { Binding, KeyMap } from './key-map';
import { describeKeys } from './key-words';
import { IS_MAC } from './platform';

interface KeyCaptureProps {
  command: Command;
  keyMap: KeyMap;
  /** @param takenFrom who has these keys now, or keys that they would be in the way of */
  onKeys(keys: readonly string[], takenFrom: readonly Binding[]): void;
  onCancel(): void;
}

export function KeyCapture({ command, keyMap, onKeys, onCancel }: KeyCaptureProps) {
  const [keys, setKeys] = useState<readonly string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const take = useRef<HTMLButtonElement>(null);
  useEffect(() => input.current?.focus(), []);

  const reserved = whyReserved(keys);
  const isOwn = keyMap.keysOf(command.id).some((own) => own.join(' ') === keys.join(' '));
  const rivals = reserved === null && keys.length > 0 ? keyMap.conflicts(keys, command.id) : [];
  const canTake = keys.length > 0 && reserved === null && !isOwn;

  const onKeyDown = (event: KeyboardEvent) => {
    const chord = chordOf(event.nativeEvent, IS_MAC);
    if (chord === null || chord === 'Tab' || chord === 'Shift+Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (chord === 'Escape') onCancel();
    else if (chord === 'Backspace') setKeys([]);
    else if (chord !== 'Enter') setKeys(keys.length === 1 ? [...keys, chord] : [chord]);
    // Keys of others are only taken by a button of its own.
    else if (canTake && rivals.length === 0) onKeys(keys, []);
    else take.current?.focus();
  };

  return (
    <div className="key-capture">
      <input
        ref={input}
        readOnly
        aria-label={`New keys for “${command.label}”`}
        aria-describedby="key-capture-says"
        placeholder="Press the keys"
        value={describeKeys(keys, IS_MAC)}
        onKeyDown={onKeyDown}
      />
      <p id="key-capture-says" role="status">
        {says({ keys, reserved, isOwn, rivals })}
      </p>
      <button
        ref={take}
        type="button"
        className={rivals.length > 0 ? 'quiet-button' : 'primary-button'}
        disabled={!canTake}
        onClick={() => onKeys(keys, rivals)}
      >
        {rivals.length > 0 ? `Take ${rivals.length === 1 ? 'it' : 'them'} from there` : 'Use these keys'}
      </button>
      <button type="button" className="quiet-button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

interface Said {
  keys: readonly string[];
  reserved: string | null;
  isOwn: boolean;
  rivals: readonly Binding[];
}

const MOST_NAMES = 3;

function says({ keys, reserved, isOwn, rivals }: Said): string {
  if (keys.length === 0) return 'One key, several at once, or two one after the other. Escape leaves it as it is.';
  if (reserved !== null) return `${describeKeys(keys, IS_MAC)} cannot be changed. ${reserved}`;
  if (isOwn) return 'It has these keys already.';
  if (rivals.length === 0) return 'Enter takes them; another key after it makes a sequence.';
  const names = rivals
    .slice(0, MOST_NAMES)
    .map(({ command, keys: theirs }) => `“${command.label}” (${describeKeys(theirs, IS_MAC)})`);
  const more = rivals.length > MOST_NAMES ? ` and ${counted(rivals.length - MOST_NAMES, 'other')}` : '';
  return `In use for ${names.join(', ')}${more}.`;
}
