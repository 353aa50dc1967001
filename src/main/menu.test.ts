import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Menu, MenuItem } from '../preload/api';
import { menuTemplate } from './menu';
import { menusSchema } from './menu-schema';

const item = (id: string, change: Partial<Extract<MenuItem, { kind: 'command' }>> = {}): MenuItem => ({
  kind: 'command',
  id,
  label: id,
  accelerator: null,
  isEnabled: true,
  isChecked: null,
  ...change,
});

const MENUS: Menu[] = [
  {
    id: 'edit',
    label: 'Edit',
    sections: [[item('undo', { accelerator: 'CmdOrCtrl+Z', isEnabled: false })], [item('find')]],
  },
  { id: 'paper', label: 'Paper', sections: [[item('toggle-star', { accelerator: 'S', isChecked: true })], []] },
  {
    id: 'help',
    label: 'Help',
    sections: [[{ kind: 'submenu', label: 'R & D', items: [item('about')] }]],
  },
];

function submenuOf(menus: Menu[], label: string, platform: NodeJS.Platform = 'linux', run = (_: string) => {}) {
  const menu = menuTemplate(menus, platform, run).find((candidate) => candidate.label === label);
  if (!Array.isArray(menu?.submenu)) throw new Error(`There is no menu ${label}.`);
  return menu.submenu;
}

describe('the application menu', () => {
  test('has what the system does by itself, also before the page is there', () => {
    const labels = (platform: NodeJS.Platform) =>
      menuTemplate([], platform, () => {}).map(({ label, role }) => role ?? label);
    expect(labels('linux')).toEqual(['&File', '&Edit', '&View', 'windowMenu']);
    expect(labels('darwin')).toEqual(['appMenu', '&File', '&Edit', '&View', 'windowMenu']);
    expect(submenuOf([], '&File').map(({ role }) => role)).toEqual(['quit']);
    expect(submenuOf([], '&File', 'darwin').map(({ role }) => role)).toEqual(['close']);
    expect(submenuOf([], '&Edit').map(({ role }) => role)).toEqual(['cut', 'copy', 'paste']);
  });

  test('has the commands of the page, parted as they are there, with help last', () => {
    expect(submenuOf(MENUS, '&Edit').map(({ id, role, type }) => id ?? role ?? type)).toEqual([
      ...['undo', 'separator', 'cut', 'copy', 'paste', 'separator', 'find'],
    ]);
    expect(submenuOf(MENUS, '&Paper')).toMatchObject([{ id: 'toggle-star', type: 'checkbox', checked: true }]);
    expect(menuTemplate(MENUS, 'linux', () => {}).at(-1)).toMatchObject({ label: '&Help', role: 'help' });
    expect(submenuOf(MENUS, '&Help')).toMatchObject([{ label: 'R && D', submenu: [{ id: 'about' }] }]);
  });

  test('names the command that was chosen', () => {
    const chosen: string[] = [];
    const [undo] = submenuOf(MENUS, '&Edit', 'linux', (id) => chosen.push(id));
    expect(undo).toMatchObject({ accelerator: 'CmdOrCtrl+Z', enabled: false });
    undo?.click?.({} as never, undefined, {} as never);
    expect(chosen).toEqual(['undo']);
  });

  test('takes no key out of a text that is being typed', () => {
    expect(submenuOf(MENUS, '&Paper')[0]).toMatchObject({ accelerator: 'S', registerAccelerator: false });
    expect(submenuOf(MENUS, '&Paper', 'darwin')[0]).not.toHaveProperty('accelerator');
  });
});

describe('what the page may send as menus', () => {
  const isTaken = (menus: unknown) => v.is(menusSchema, menus);
  const withItem = (change: object) => [{ id: 'file', label: 'File', sections: [[{ ...item('undo'), ...change }]] }];

  test('the menus of the contract', () => expect(isTaken(MENUS)).toBe(true));

  test.each(['CmdOrCtrl+Shift+Z', 'S', '?', 'F12', 'Alt+Up', 'Ctrl+Plus', 'CmdOrCtrl+/', 'CmdOrCtrl+['])(
    'the accelerator %s',
    (accelerator) => expect(isTaken(withItem({ accelerator }))).toBe(true),
  );

  test.each(['', 'Z+', 'CmdOrCtrl', 'CmdOrCtrl++', 'F25', 'Hyper+A', 'ab', 'A B', 'é', '+'])(
    'nothing that Electron throws for: %s',
    (accelerator) => expect(isTaken(withItem({ accelerator }))).toBe(false),
  );

  test.each([
    ['a role', { role: 'quit' }],
    ['an id that is none', { id: 'Undo!' }],
    ['no label', { label: '' }],
    ['a label without end', { label: 'x'.repeat(1000) }],
  ])('%s is not taken', (_, change) => expect(isTaken(withItem(change))).toBe(false));
});
