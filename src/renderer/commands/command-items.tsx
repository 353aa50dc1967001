/** The commands of a menu as the items of one on the page. */
import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { Fragment } from 'react';
import { type Command, isRunnable, labelOf } from './command';
import type { CommandContext } from './command-context';
import type { KeyMap } from './key-map';
import { ariaKeysOf, describeKeys } from './key-words';
import { IS_MAC } from './platform';

interface CommandItemsProps {
  /** Parted by a line. */
  sections: readonly (readonly Command[])[];
  context: CommandContext;
  keyMap: KeyMap;
  onChoose(command: Command): void;
}

export function CommandItems({ sections, ...props }: CommandItemsProps) {
  return sections.map((commands, index) => (
    <Fragment key={commands[0]?.id}>
      {index > 0 && <Menu.Separator className="menu-separator" />}
      {commands.map((command) => (
        <CommandItem key={command.id} command={command} {...props} />
      ))}
    </Fragment>
  ));
}

type CommandItemProps = Omit<CommandItemsProps, 'sections'> & { command: Command };

function CommandItem({ command, context, keyMap, onChoose }: CommandItemProps) {
  const [keys] = keyMap.keysOf(command.id);
  const item = {
    className: 'menu-item',
    'aria-keyshortcuts': keys && ariaKeysOf([keys], IS_MAC),
    disabled: !isRunnable(command, context),
    onClick: () => onChoose(command),
  };
  const words = (
    <>
      <span className="menu-words">{labelOf(command, context)}</span>
      {keys && (
        <span aria-hidden="true" className="menu-keys">
          {describeKeys(keys, IS_MAC)}
        </span>
      )}
    </>
  );
  const checked = command.isChecked?.(context);
  if (checked === undefined) {
    return (
      <Menu.Item {...item}>
        <span className="menu-check" />
        {words}
      </Menu.Item>
    );
  }
  return (
    <Menu.CheckboxItem {...item} checked={checked} closeOnClick>
      <span className="menu-check">
        <Menu.CheckboxItemIndicator>
          <Check aria-hidden="true" size={14} />
        </Menu.CheckboxItemIndicator>
      </span>
      {words}
    </Menu.CheckboxItem>
  );
}
