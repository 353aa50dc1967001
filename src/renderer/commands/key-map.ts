/** Which keys run which command: the defaults, and the reader's own in their place. */
import { parseKeys } from './chords';
import type { Command } from './command';

/** The reader's own keys, by command; an empty list for none. Commands that are not named have their defaults. */
export type KeyChoices = Readonly<Record<string, readonly string[]>>;

export interface Binding {
  command: Command;
  /** See `parseKeys`. */
  keys: readonly string[];
}

export class KeyMap {
  readonly bindings: readonly Binding[];

  /** @param choices what makes no sense in them, as a newer version may have put it there, counts for nothing */
  constructor(commands: readonly Command[], choices: KeyChoices) {
    this.bindings = commands.flatMap((command) =>
      (choices[command.id] ?? command.keys).flatMap((text) => {
        const keys = parseKeys(text);
        return keys === null ? [] : [{ command, keys }];
      }),
    );
  }

  /** All keys of a command, the first one first. */
  keysOf(commandId: string): (readonly string[])[] {
    return this.bindings.filter(({ command }) => command.id === commandId).map(({ keys }) => keys);
  }

  /** What chords come to that were pressed one after the other: a command, or what they may yet become. */
  find(chords: readonly string[]): { command: Command | null; longer: Binding[] } {
    const begun = this.bindings.filter(({ keys }) => isBeginning(chords, keys));
    return {
      command: begun.find(({ keys }) => keys.length === chords.length)?.command ?? null,
      longer: begun.filter(({ keys }) => keys.length > chords.length),
    };
  }

  /** Keys of other commands that cannot be beside these: the same, or one the beginning of the other. */
  conflicts(keys: readonly string[], commandId: string): Binding[] {
    return this.bindings.filter(
      (binding) =>
        binding.command.id !== commandId && (isBeginning(keys, binding.keys) || isBeginning(binding.keys, keys)),
    );
  }
}

function isBeginning(chords: readonly string[], keys: readonly string[]): boolean {
  return chords.every((chord, index) => keys[index] === chord);
}
