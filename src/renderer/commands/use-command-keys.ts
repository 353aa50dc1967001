/** Runs commands from the keys that are pressed, and from the application's menu. */
import { useEffect, useRef, useState } from 'react';
import { on } from '../bridge';
import { useLatest } from '../ui/use-latest';
import { chordOf, latinChordOf } from './chords';
import { type Command, isRunnable } from './command';
import type { CommandContext } from './command-context';
import { COMMANDS } from './commands';
import type { Binding, KeyMap } from './key-map';
import { isInOverlay, isTaken, isText } from './key-takers';
import { IS_MAC } from './platform';

/** What may be pressed next, after the first of several chords. */
export interface PendingKeys {
  chords: readonly string[];
  longer: readonly Binding[];
}

/** @returns what was begun and waits for its next chord; `null` where nothing does */
export function useCommandKeys(context: CommandContext, keyMap: KeyMap): PendingKeys | null {
  const [pending, setPending] = useState<PendingKeys | null>(null);
  const begun = useRef<PendingKeys | null>(null);
  const latest = useLatest({ context, keyMap });

  useEffect(() => {
    const wait = (next: PendingKeys | null) => {
      begun.current = next;
      setPending(next);
    };
    const run = (command: Command) => {
      if (isRunnable(command, latest.current.context)) command.run(latest.current.context);
    };

    const onKeyDown = (event: KeyboardEvent) => {
      const chord = chordOf(event, IS_MAC);
      if (chord === null) return;
      const before = begun.current?.chords ?? [];
      wait(null);
      const isFirst = before.length === 0;
      if (event.defaultPrevented || (isFirst && isTaken(event.target, chord))) return;
      const find = (last: string | null) => {
        const chords = last === null ? [] : [...before, last];
        const found = last === null ? null : latest.current.keyMap.find(chords);
        return found && (found.command || found.longer.length > 0) ? { chords, ...found } : null;
      };
      const found = find(chord) ?? find(latinChordOf(event, IS_MAC));
      // What is no second chord is nothing at all: as a first one it would do what nobody meant.
      if (!isFirst) event.preventDefault();
      if (!found || (found.command?.inText && isText(event.target))) return;
      event.preventDefault();
      if (!found.command) wait({ chords: found.chords, longer: found.longer });
      else if (!event.repeat || found.command.isRepeatable) run(found.command);
    };
    const forget = () => wait(null);

    const stop = on('command', ({ id }) => {
      const command = COMMANDS.find((candidate) => candidate.id === id);
      if (!command) return;
      // The menu's Undo is that of the text that is being written.
      if (command.inText && isText(document.activeElement)) document.execCommand(command.inText);
      else if (!isInOverlay(document.activeElement)) run(command);
    });
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('pointerdown', forget);
    window.addEventListener('blur', forget);
    return () => {
      stop();
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('pointerdown', forget);
      window.removeEventListener('blur', forget);
    };
  }, [latest]);

  return pending;
}
