/**
 * The application menu: what the page has told of its commands, and what the system does by itself. Its own items only name
 * commands: what they do stands in the page.
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { Menu, MenuItem } from '../preload/api';

/** Menus there are in any case, and where the items that the system brings stand in them. */
const ALWAYS: readonly Pick<Menu, 'id' | 'label'>[] = [
  { id: 'file', label: 'File' },
  { id: 'edit', label: 'Edit' },
  { id: 'view', label: 'View' },
];

const CLIPBOARD: MenuItemConstructorOptions[] = [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }];
const WINDOW: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }];
const SCREEN: MenuItemConstructorOptions[] = [{ role: 'togglefullscreen' }, { role: 'toggleDevTools' }];

/**
 * @param menus none as long as the page is not there
 * @param run told the id of the command that was chosen
 */
export function menuTemplate(
  menus: readonly Menu[],
  platform: NodeJS.Platform,
  run: (id: string) => void,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const missing = ALWAYS.filter(({ id }) => menus.every((menu) => menu.id !== id));
  const shown = [...menus, ...missing.map((menu): Menu => ({ ...menu, sections: [] }))].map(
    ({ id, label, sections }): MenuItemConstructorOptions => ({
      label: `&${escaped(label)}`,
      ...(id === 'help' && { role: 'help' }),
      submenu: parted(
        withRoles(
          id,
          sections.map((section) => section.map((item) => templateOf(item, isMac, run))),
          isMac,
        ),
      ),
    }),
  );
  const window: MenuItemConstructorOptions = { role: 'windowMenu' };
  const isHelp = ({ role }: MenuItemConstructorOptions) => role === 'help';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    ...shown.filter((menu) => !isHelp(menu)),
    window,
    ...shown.filter(isHelp),
  ];
}

type Section = MenuItemConstructorOptions[];

function withRoles(id: string, sections: Section[], isMac: boolean): Section[] {
  switch (id) {
    case 'file':
      return [...sections, [isMac ? { role: 'close' } : { role: 'quit' }]];
    case 'edit':
      // Behind undo and redo, which stand first.
      return [...sections.slice(0, 1), CLIPBOARD, ...sections.slice(1)];
    case 'view':
      return [...sections, WINDOW, SCREEN];
    default:
      return sections;
  }
}

function parted(sections: Section[]): Section {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, index): Section => (index === 0 ? section : [{ type: 'separator' }, ...section]));
}

function templateOf(item: MenuItem, isMac: boolean, run: (id: string) => void): MenuItemConstructorOptions {
  if (item.kind === 'submenu') {
    return { label: escaped(item.label), submenu: item.items.map((inner) => templateOf(inner, isMac, run)) };
  }
  return {
    id: item.id,
    label: escaped(item.label),
    enabled: item.isEnabled,
    ...(item.isChecked !== null && { type: 'checkbox', checked: item.isChecked }),
    ...acceleratorOptions(item.accelerator, isMac),
    click: () => run(item.id),
  };
}

/**
 * A key that is pressed alone is only shown, and taken by the page: the menu would take it out of what is being typed. macOS cannot
 * show a key without taking it.
 */
function acceleratorOptions(accelerator: string | null, isMac: boolean): MenuItemConstructorOptions {
  if (accelerator === null) return {};
  const isAlone = !/CmdOrCtrl|Ctrl|Alt|^F\d/.test(accelerator);
  if (!isAlone) return { accelerator };
  return isMac ? {} : { accelerator, registerAccelerator: false };
}

/** A single `&` would make the next letter a mnemonic. */
function escaped(label: string): string {
  return label.replaceAll('&', '&&');
}
