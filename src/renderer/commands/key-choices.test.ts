import { expect, test } from 'vitest';
import type { Command } from './command';
import { COMMANDS } from './commands';
import { whyReserved } from './fixed-keys';
import { isChanged, withAddedKeys, withDefaults, withKeys, withoutKeys } from './key-choices';
import { KeyMap } from './key-map';

const command = (id: string, ...keys: string[]): Command => ({ id, label: id, keys, run: () => {} });
const star = command('star', 's', 'Mod+d');
const skip = command('skip', 'x');
const commands = [star, skip];

test('keys are added, removed, and back at their defaults no longer a choice', () => {
  const added = withAddedKeys({}, skip, ['g', 'z']);
  expect(added).toEqual({ skip: ['x', 'g z'] });
  expect(isChanged(added, skip)).toBe(true);
  expect(withoutKeys(added, skip, ['x'])).toEqual({ skip: ['g z'] });
  expect(withoutKeys(added, skip, ['g', 'z'])).toEqual({});
  expect(withoutKeys(withoutKeys({}, star, ['s']), star, ['Mod+d'])).toEqual({ star: [] });
  expect(withKeys({ star: [] }, star, ['s', 'Mod+d'])).toEqual({});
});

test('keys are taken from whoever has them', () => {
  const rivals = new KeyMap(commands, {}).conflicts(['s'], 'skip');
  const choices = withAddedKeys({}, skip, ['s'], rivals);
  expect(choices).toEqual({ star: ['Mod+d'], skip: ['x', 's'] });
  expect(new KeyMap(commands, choices).find(['s']).command).toBe(skip);
});

test('the defaults come back, and what is not known here stays', () => {
  const choices = { star: [], skip: ['q'], 'of-a-newer-version': ['w'] };
  expect(withDefaults(choices, [star])).toEqual({ skip: ['q'], 'of-a-newer-version': ['w'] });
  expect(withDefaults(choices, commands)).toEqual({ 'of-a-newer-version': ['w'] });
});

test('what the table and the system need is refused with a reason, and no command has it', () => {
  expect(whyReserved(['Mod+c'])).toBe('Keys like this cut, copy and paste.');
  expect(whyReserved(['ArrowDown'])).toBe('It works the table.');
  expect(whyReserved(['g', 'Tab'])).not.toBeNull();
  expect(whyReserved(['Mod+d'])).toBeNull();
  const all = new KeyMap(COMMANDS, {}).bindings;
  expect(all.filter(({ keys }) => whyReserved(keys) !== null).map(({ command: { id } }) => id)).toEqual([]);
});
