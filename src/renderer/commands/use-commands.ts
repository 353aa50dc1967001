/** Runs commands from the keys and from the application's menu. */
import { useEffect } from 'react';
import { on } from '../bridge';
import { useLatest } from '../ui/use-latest';
import { COMMANDS, type CommandContext, commandForKey } from './commands';

/** What takes a key for itself. A dialog takes them all: what a command would act on is behind it. */
function takersOf(key: string, isModified: boolean): string {
  if (key === 'Ctrl+z') return 'input, textarea, [role=dialog]';
  return isModified ? '[role=dialog]' : 'input, textarea, [role=menu], [role=dialog]';
}

export function useCommands(context: CommandContext): void {
  const latest = useLatest(context);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const isModified = event.ctrlKey || event.metaKey;
      const key = isModified ? `Ctrl+${event.shiftKey ? 'Shift+' : ''}${event.key.toLowerCase()}` : event.key;
      if (event.target instanceof Element && event.target.closest(takersOf(key, isModified))) return;
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
