/** All keys there are: to be read, searched, printed, and changed. */
import { Pencil, Printer } from 'lucide-react';
import { useRef, useState } from 'react';
import { Modal } from '../ui/modal';
import type { Command } from './command';
import type { CommandContext } from './command-context';
import { COMMAND_MENUS, COMMANDS, commandsOf } from './commands';
import { TABLE_KEYS } from './fixed-keys';
import { isChanged, withAddedKeys, withDefaults, withoutKeys } from './key-choices';
import type { KeyMap } from './key-map';
import { describeKeys } from './key-words';
import { matchableWords, matchWords } from './match-words';
import { IS_MAC } from './platform';
import { ShortcutEditor } from './shortcut-editor';

interface ShortcutsDialogProps {
  isOpen: boolean;
  onClose(): void;
  context: Pick<CommandContext, 'settings' | 'changeSettings'>;
  keyMap: KeyMap;
}

export function ShortcutsDialog({ isOpen, onClose, ...props }: ShortcutsDialogProps) {
  const search = useRef<HTMLInputElement>(null);
  return (
    <Modal
      title="Keyboard shortcuts"
      isOpen={isOpen}
      onClose={onClose}
      initialFocus={search}
      className="shortcuts-dialog"
    >
      <Shortcuts {...props} search={search} />
    </Modal>
  );
}

type ShortcutsProps = Omit<ShortcutsDialogProps, 'isOpen' | 'onClose'> & {
  search: React.RefObject<HTMLInputElement | null>;
};

interface Group {
  label: string;
  rows: { command: Command | null; label: string; keys: (readonly string[])[] }[];
}

function Shortcuts({ context: { settings, changeSettings }, keyMap, search }: ShortcutsProps) {
  const [text, setText] = useState('');
  const [isEditing, setEditing] = useState(false);
  const choices = settings.keys;
  const groups = groupsOf(keyMap, text, isEditing);
  return (
    <>
      <div className="shortcuts-tools">
        <input
          ref={search}
          type="search"
          aria-label="Search the shortcuts"
          placeholder="Search, by what it does or by its keys"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="button" className="quiet-button" aria-pressed={isEditing} onClick={() => setEditing(!isEditing)}>
          <Pencil aria-hidden="true" size={14} strokeWidth={1.75} />
          {isEditing ? 'Done' : 'Change…'}
        </button>
        <button type="button" className="quiet-button" onClick={() => window.print()}>
          <Printer aria-hidden="true" size={14} strokeWidth={1.75} />
          Print…
        </button>
      </div>
      {/* Without a control in it, it could only be scrolled by keys where it has the focus. */}
      <div
        tabIndex={isEditing ? undefined : 0}
        className={isEditing ? 'modal-body' : 'modal-body shortcuts-sheet'}
        role="group"
        aria-label="Shortcuts"
      >
        {groups.length === 0 && <p className="shortcuts-none">No shortcut is called so, or has these keys.</p>}
        {groups.map(({ label, rows }) => (
          <section key={label} aria-label={label} className="shortcuts-group">
            <h3>{label}</h3>
            <ul>
              {rows.map(({ command, label: name, keys }) => (
                <li key={command?.id ?? name}>
                  <span className="shortcut-label">{name}</span>
                  {isEditing && command ? (
                    <ShortcutEditor
                      command={command}
                      keyMap={keyMap}
                      isChanged={isChanged(choices, command)}
                      onAdd={(added, takenFrom) =>
                        changeSettings({ keys: withAddedKeys(choices, command, added, takenFrom) })
                      }
                      onRemove={(removed) => changeSettings({ keys: withoutKeys(choices, command, removed) })}
                      onReset={() => changeSettings({ keys: withDefaults(choices, [command]) })}
                    />
                  ) : (
                    <span className="shortcut-keys">
                      {keys.map((one) => (
                        <kbd key={one.join(' ')}>{describeKeys(one, IS_MAC)}</kbd>
                      ))}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {isEditing && (
        <div className="modal-foot">
          <button
            type="button"
            className="quiet-button"
            disabled={!COMMANDS.some((command) => isChanged(choices, command))}
            onClick={() => changeSettings({ keys: withDefaults(choices, COMMANDS) })}
          >
            Reset all to the defaults
          </button>
        </div>
      )}
    </>
  );
}

/** @param isEditing whether commands without keys are listed, too, and those that cannot be changed are not */
function groupsOf(keyMap: KeyMap, text: string, isEditing: boolean): Group[] {
  const typed = matchableWords(text);
  const fixed = TABLE_KEYS.map(({ keys, label }) => ({ command: null, label, keys: keys.map((one) => [one]) }));
  const all: Group[] = [
    ...COMMAND_MENUS.map((menu) => ({
      label: menu.label,
      rows: commandsOf(menu).map((command) => ({ command, label: command.label, keys: keyMap.keysOf(command.id) })),
    })),
    ...(isEditing ? [] : [{ label: 'In the table', rows: fixed }]),
  ];
  const sought = text.trim().toLowerCase();
  const areKeys =
    /[ +]/.test(sought) && keyMap.bindings.some(({ keys }) => describeKeys(keys, IS_MAC).toLowerCase() === sought);
  const isSought = (group: string, { label, keys }: Group['rows'][number]) => {
    const written = keys.map((one) => describeKeys(one, IS_MAC).toLowerCase());
    if (written.includes(sought)) return true;
    // What are keys as it stands, and signs that are no words, are only looked for among the keys.
    if (areKeys || typed.length === 0) return sought === '';
    return matchWords(typed, matchableWords(`${label} ${group} ${written.join(' ')}`)) !== null;
  };
  return all
    .map(({ label, rows }) => ({
      label,
      rows: rows.filter((row) => (isEditing || row.keys.length > 0) && isSought(label, row)),
    }))
    .filter(({ rows }) => rows.length > 0);
}
