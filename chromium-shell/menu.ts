/**
 * Electron's `Menu`. Chromium's windows have no menu bar of ours: what remains of a menu are the keys of its items, and
 * of the roles those that Chromium does not do by itself.
 */
import type { MenuItemConstructorOptions } from 'electron';
import { readAccelerator } from './accelerator';
import { app } from './app';
import type { Accelerator } from './messages';
import { openWindows } from './open-windows';
import { NotProvidedError, provideNothing, provideOnly, refuseUnknownOptions } from './refusal';

/** As much of a window as a menu needs. */
interface MenuWindow {
  close(): void;
  minimize(): void;
  webContents: { send(channel: string, ...args: unknown[]): void };
}

/** Roles that Chromium brings with its own keys and menus, or that only hold other items. */
const CHROMIUM_ROLES: ReadonlySet<string> = new Set([
  'about',
  'appMenu',
  'copy',
  'cut',
  'delete',
  'editMenu',
  'fileMenu',
  'forceReload',
  'front',
  'help',
  'hide',
  'hideOthers',
  'paste',
  'pasteAndMatchStyle',
  'redo',
  'reload',
  'resetZoom',
  'selectAll',
  'services',
  'toggleDevTools',
  'togglefullscreen',
  'undo',
  'unhide',
  'viewMenu',
  'window',
  'windowMenu',
  'zoom',
  'zoomIn',
  'zoomOut',
]);

interface RoleAction {
  accelerator: string;
  run(window: MenuWindow): void;
}

const SHELL_ROLES: Readonly<Record<string, RoleAction>> = {
  quit: { accelerator: 'CmdOrCtrl+Q', run: () => app.quit() },
  close: { accelerator: 'CmdOrCtrl+W', run: (window) => window.close() },
  minimize: { accelerator: 'CmdOrCtrl+M', run: (window) => window.minimize() },
};

const ITEM_OPTIONS = {
  label: true,
  sublabel: true,
  toolTip: true,
  id: true,
  type: true,
  role: true,
  accelerator: true,
  registerAccelerator: true,
  enabled: true,
  visible: true,
  checked: true,
  submenu: true,
  click: true,
} as const;

let lastId = 0;

class ShellMenuItem {
  readonly commandId: number;
  readonly id: string;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly registerAccelerator: boolean;
  readonly submenu: ShellMenu | undefined;
  readonly click: MenuItemConstructorOptions['click'];

  constructor(options: MenuItemConstructorOptions) {
    refuseUnknownOptions(options, 'MenuItem', ITEM_OPTIONS);
    const { submenu, role } = options;
    if (role !== undefined && !CHROMIUM_ROLES.has(role) && !Object.hasOwn(SHELL_ROLES, role)) {
      throw new NotProvidedError(`the menu role '${role}'`);
    }
    lastId += 1;
    this.commandId = lastId;
    this.id = options.id ?? '';
    this.label = options.label ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.role = role;
    this.type = options.type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.accelerator = options.accelerator ?? undefined;
    this.registerAccelerator = options.registerAccelerator ?? true;
    // Electron throws for what is no accelerator when the item is made.
    if (this.accelerator !== undefined) readAccelerator(this.accelerator, this.commandId);
    this.submenu = Array.isArray(submenu) ? ShellMenu.buildFromTemplate(submenu) : undefined;
    this.click = options.click;
  }

  get action(): RoleAction | undefined {
    return this.role !== undefined && Object.hasOwn(SHELL_ROLES, this.role) ? SHELL_ROLES[this.role] : undefined;
  }
}

export class ShellMenu {
  readonly items: ShellMenuItem[];

  private constructor(items: ShellMenuItem[]) {
    this.items = items;
  }

  static buildFromTemplate(template: MenuItemConstructorOptions[]): ShellMenu {
    const items = template.map((options) => provideOnly(new ShellMenuItem(options), 'MenuItem'));
    return provideOnly(new ShellMenu(items), 'Menu');
  }

  static setApplicationMenu(menu: ShellMenu | null): void {
    applied = menu;
    for (const window of openWindows.all()) window.menuChanged();
  }

  static getApplicationMenu(): ShellMenu | null {
    return applied;
  }

  getMenuItemById(id: string): ShellMenuItem | null {
    return this.all().find((item) => item.id === id) ?? null;
  }

  /** The keys of all items that do something here; those of an item that is disabled, or only shows them, are the page's. */
  get accelerators(): Accelerator[] {
    return this.all().flatMap((item) => {
      const keys = item.accelerator ?? item.action?.accelerator;
      const isTaken = item.registerAccelerator && item.enabled && item.visible;
      return keys === undefined || !isTaken || (item.click === undefined && item.action === undefined)
        ? []
        : [readAccelerator(keys, item.commandId)];
    });
  }

  /** Does what an item is for, as if it had been chosen. */
  press(commandId: number, window: MenuWindow): void {
    const item = this.all().find((candidate) => candidate.commandId === commandId);
    if (item === undefined || !item.enabled) return;
    if (item.click !== undefined) Reflect.apply(item.click, item, [item, window, { triggeredByAccelerator: true }]);
    else item.action?.run(window);
  }

  private all(): ShellMenuItem[] {
    return this.items.flatMap((item) => [item, ...(item.submenu?.all() ?? [])]);
  }
}

let applied: ShellMenu | null = null;

/** Electron's class: nobody else makes a menu. */
export const Menu = provideOnly(ShellMenu, 'Menu');
export const MenuItem = provideNothing('MenuItem');
