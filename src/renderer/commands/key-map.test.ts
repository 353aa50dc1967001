import { describe, expect, test } from 'vitest';
import { parseKeys } from './chords';
import type { Command } from './command';
import { COMMANDS } from './commands';
import { KeyMap } from './key-map';

const command = (id: string, ...keys: string[]): Command => ({ id, label: id, keys, run: () => {} });
const commands = [
  command('star', 's'),
  command('go-to-starred', 'g s'),
  command('undo', 'u', 'Mod+z'),
  command('bare'),
];

describe('which keys run which command', () => {
  test('the defaults, and the chords on the way to them', () => {
    const keyMap = new KeyMap(commands, {});
    expect(keyMap.find(['s']).command?.id).toBe('star');
    expect(keyMap.find(['g'])).toMatchObject({ command: null, longer: [{ command: { id: 'go-to-starred' } }] });
    expect(keyMap.find(['g', 's']).command?.id).toBe('go-to-starred');
    expect(keyMap.find(['g', 'x'])).toEqual({ command: null, longer: [] });
    expect(keyMap.keysOf('undo')).toEqual([['u'], ['Mod+z']]);
  });

  test('the reader’s own take their place, and what makes no sense counts for nothing', () => {
    const keyMap = new KeyMap(commands, { star: ['Mod+d', 'no keys at all'], undo: [], 'not-yet-invented': ['q'] });
    expect(keyMap.find(['s']).command).toBeNull();
    expect(keyMap.keysOf('star')).toEqual([['Mod+d']]);
    expect(keyMap.keysOf('undo')).toEqual([]);
    expect(keyMap.find(['q']).command).toBeNull();
  });

  test('keys conflict where one is the beginning of the other', () => {
    const keyMap = new KeyMap(commands, {});
    const rivals = (...keys: string[]) => keyMap.conflicts(keys, 'bare').map((binding) => binding.command.id);
    expect(rivals('s')).toEqual(['star']);
    expect(rivals('g')).toEqual(['go-to-starred']);
    expect(rivals('s', 'a')).toEqual(['star']);
    expect(rivals('g', 'a')).toEqual([]);
    expect(keyMap.conflicts(['s'], 'star')).toEqual([]);
  });
});

describe('the commands there are', () => {
  test('each has an id of its own', () => {
    const ids = COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test('no keys of one are in the way of another’s', () => {
    expect(COMMANDS.flatMap(({ keys }) => keys).filter((text) => parseKeys(text) === null)).toEqual([]);
    const keyMap = new KeyMap(COMMANDS, {});
    const rivals = keyMap.bindings.flatMap(({ command: { id }, keys }) =>
      keyMap.conflicts(keys, id).map((binding) => `${keys.join(' ')}: ${id} and ${binding.command.id}`),
    );
    expect(rivals).toEqual([]);
  });
});
