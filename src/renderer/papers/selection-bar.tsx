/** How many papers are selected, and what can be done with all of them. */
import { X } from 'lucide-react';
import { type Command, isRunnable } from '../commands/command';
import type { CommandContext } from '../commands/command-context';
import { useCommandHints } from '../commands/command-hints';
import { COMMANDS } from '../commands/commands';
import { formatCount } from '../ui/format';
import { IconButton } from '../ui/icon-button';

interface SelectionBarProps {
  context: CommandContext;
  selected: number;
  onClear(): void;
}

/** In the order in which they stand. */
const OFFERED = ['toggle-read', 'toggle-skipped', 'toggle-reading', 'toggle-star', 'edit-tags'];

export function SelectionBar({ context, selected, onClear }: SelectionBarProps) {
  const hint = useCommandHints();
  return (
    <div className="selection-bar" role="toolbar" aria-label="Selected papers">
      <span className="selected-count">{formatCount(selected)} selected</span>
      {OFFERED.flatMap((id) => COMMANDS.filter((command: Command) => command.id === id)).map((command) => (
        <button
          key={command.id}
          type="button"
          className="quiet-button"
          {...hint(command.id, command.label)}
          disabled={!isRunnable(command, context)}
          onClick={() => command.run(context)}
        >
          {command.label}
        </button>
      ))}
      <span className="toolbar-gap" />
      <IconButton
        icon={X}
        label="Select one paper only"
        {...hint('go-back', 'Select one paper only')}
        onClick={onClear}
      />
    </div>
  );
}
