/**
 * Every action of the window, once. The application's menu, the context menu, the palette, the list of keys, the keys themselves and
 * the tooltips derive from it: a command stands in the menu where it stands here.
 */
import { type Command, type CommandMenu, isSubmenu } from './command';
import { EDIT_MENU } from './edit-menu';
import { FILE_MENU } from './file-menu';
import { GO_MENU } from './go-menu';
import { HELP_MENU } from './help-menu';
import { PAPER_MENU } from './paper-menu';
import { VIEW_MENU } from './view-menu';

export const COMMAND_MENUS: readonly CommandMenu[] = [FILE_MENU, EDIT_MENU, VIEW_MENU, GO_MENU, PAPER_MENU, HELP_MENU];

export const COMMANDS: readonly Command[] = COMMAND_MENUS.flatMap(commandsOf);

export function commandsOf({ sections }: CommandMenu): Command[] {
  return sections.flat().flatMap((item) => (isSubmenu(item) ? item.commands : [item]));
}
