/** Changes to the reader's own keys. Pure; keys as `parseKeys` gives them. */
import { parseKeys } from './chords';
import type { Command } from './command';
import type { Binding, KeyChoices } from './key-map';

type Choices = Record<string, string[]>;

/** A command with the keys that it has then. Where those are its defaults, no choice is kept: they may change with a new version. */
export function withKeys(choices: KeyChoices, { id, keys: defaults }: Command, keys: readonly string[]): Choices {
  const { [id]: _, ...others } = choices as Choices;
  const isDefault = keys.length === defaults.length && keys.every((text, index) => text === defaults[index]);
  return isDefault ? others : { ...others, [id]: [...keys] };
}

/** Adds keys to a command, and takes them from those that have them now. */
export function withAddedKeys(
  choices: KeyChoices,
  command: Command,
  keys: readonly string[],
  takenFrom: readonly Binding[] = [],
): Choices {
  const freed = takenFrom.reduce<Choices>(
    (before, binding) => withoutKeys(before, binding.command, binding.keys),
    choices as Choices,
  );
  return withKeys(freed, command, [...textsOf(freed, command), keys.join(' ')]);
}

export function withoutKeys(choices: KeyChoices, command: Command, keys: readonly string[]): Choices {
  const isOther = (text: string) => parseKeys(text)?.join(' ') !== keys.join(' ');
  return withKeys(choices, command, textsOf(choices, command).filter(isOther));
}

/** The default keys of a command; of all that are known here, where none is named. Choices for commands of a newer version stay. */
export function withDefaults(choices: KeyChoices, commands: readonly Command[]): Choices {
  const ids = new Set(commands.map(({ id }) => id));
  return Object.fromEntries(Object.entries(choices as Choices).filter(([id]) => !ids.has(id)));
}

export function isChanged(choices: KeyChoices, { id }: Command): boolean {
  return Object.hasOwn(choices, id);
}

function textsOf(choices: KeyChoices, { id, keys }: Command): readonly string[] {
  return choices[id] ?? keys;
}
