/** Tells main of the commands, so that the application's menu shows them as they are now. */
import { useEffect, useRef } from 'react';
import type { Menu, MenuItem } from '../../preload/api';
import { call } from '../bridge';
import { type Command, type CommandMenu, isRunnable, isSubmenu, labelOf } from './command';
import type { CommandContext } from './command-context';
import { COMMAND_MENUS } from './commands';
import type { KeyMap } from './key-map';
import { acceleratorOf } from './key-words';

/** Milliseconds: a key that is held down goes through papers faster than any menu can follow. */
const DELAY = 120;

export function useApplicationMenu(context: CommandContext, keyMap: KeyMap, onError: (error: unknown) => void): void {
  const lastSent = useRef('');
  useEffect(() => {
    const timer = setTimeout(() => {
      const menus = COMMAND_MENUS.map((menu) => menuOf(menu, context, keyMap));
      const text = JSON.stringify(menus);
      if (text === lastSent.current) return;
      lastSent.current = text;
      call('set-menu', menus).catch(onError);
    }, DELAY);
    return () => clearTimeout(timer);
  }, [context, keyMap, onError]);
}

function menuOf({ id, label, sections }: CommandMenu, context: CommandContext, keyMap: KeyMap): Menu {
  const itemOf = (command: Command): MenuItem => ({
    kind: 'command',
    id: command.id,
    label: labelOf(command, context),
    accelerator:
      keyMap
        .keysOf(command.id)
        .map(acceleratorOf)
        .find((accelerator) => accelerator !== null) ?? null,
    isEnabled: isRunnable(command, context),
    isChecked: command.isChecked?.(context) ?? null,
  });
  return {
    id,
    label,
    sections: sections.map((section) =>
      section.map((item) =>
        isSubmenu(item) ? { kind: 'submenu', label: item.label, items: item.commands.map(itemOf) } : itemOf(item),
      ),
    ),
  };
}
