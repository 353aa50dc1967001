/** Runs commands from the keys and from the application's menu. */
import { useEffect } from 'react';
import { on } from '../bridge';
import { useLatest } from '../ui/use-latest';
import { COMMANDS, type CommandContext, commandForKey } from './commands';

export function useCommands(context: CommandContext): void {
  const latest = useLatest(context);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const isModified = event.ctrlKey || event.metaKey;
      // Plain letters are text where text is written.
      if (!isModified && event.target instanceof Element && event.target.closest('input, textarea, [role=menu]'))
        return;
      const key = isModified ? `Ctrl+${event.shiftKey ? 'Shift+' : ''}${event.key.toLowerCase()}` : event.key;
      const command = commandForKey(key);
      if (!command) return;
      event.preventDefault();
      command.run(latest.current);
    };
    const stop = on('command', ({ id }) => COMMANDS.find((command) => command.id === id)?.run(latest.current));
    window.addEventListener('keydown', onKeyDown);
    return () => {
      stop();
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [latest]);
}
