import { afterEach, expect, test } from 'vitest';
import { Menu, ShellMenu } from './menu';
import { openWindows } from './open-windows';

const window = { close: () => {}, minimize: () => {}, webContents: { send: () => {} } };
const keysOf = () => (ShellMenu.getApplicationMenu()?.accelerators ?? []).map(({ key }) => key);

afterEach(() => ShellMenu.setApplicationMenu(null));

test('a menu that is set again takes the place of the one before, and the windows hear of it', () => {
  let heard = 0;
  const listening = { menuChanged: () => heard++ } as never;
  openWindows.add(listening);
  const chosen: string[] = [];
  const show = (label: string, accelerator: string) =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([{ label: '&Edit', submenu: [{ label, accelerator, click: () => chosen.push(label) }] }]),
    );
  show('Undo skip 43 papers', 'Ctrl+Z');
  const [before] = ShellMenu.getApplicationMenu()?.accelerators ?? [];
  show('Undo star', 'Ctrl+U');
  expect(keysOf()).toEqual(['u']);
  const [now] = ShellMenu.getApplicationMenu()?.accelerators ?? [];
  for (const pressed of [before, now]) ShellMenu.getApplicationMenu()?.press(pressed?.id ?? -1, window);
  expect(chosen).toEqual(['Undo star']);
  expect(heard).toBe(2);
  openWindows.remove(listening);
});

test('keys that are only shown, and those of items that cannot be chosen, stay the page’s', () => {
  const item = { label: 'Star', accelerator: 'S', click: () => {} };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { ...item, registerAccelerator: false },
      { ...item, accelerator: 'A', enabled: false },
      { ...item, accelerator: 'B', visible: false },
      { ...item, accelerator: 'C', type: 'checkbox', checked: true },
    ]),
  );
  expect(keysOf()).toEqual(['c']);
});

test('what is no accelerator is refused when the menu is made', () => {
  expect(() => Menu.buildFromTemplate([{ label: 'Star', accelerator: 'A+B' as never }])).toThrow('no accelerator');
});
