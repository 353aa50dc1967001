/** The palette: every command and every place, found by a few letters. */
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Check } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { focusAtOnce } from '../ui/focus-at-once';
import type { CommandContext, PaletteScope } from './command-context';
import type { KeyMap } from './key-map';
import { commandEntries, findEntries, type PaletteEntry, placeEntries } from './palette-entries';
import { usePalettePlaces } from './use-palette-places';

interface PaletteProps {
  /** `null` while it is closed. */
  scope: PaletteScope | null;
  onClose(): void;
  context: CommandContext;
  keyMap: KeyMap;
  onError(error: unknown): void;
}

const PLACEHOLDERS: Record<PaletteScope, string> = {
  all: 'What do you want to do, or where to go?',
  digest: 'Which digest?',
  list: 'Which list?',
  tag: 'Which tag?',
};

const NOTHING: Record<PaletteScope, string> = {
  all: 'No command and no place is called so.',
  digest: 'No digest has this day or this name.',
  list: 'No saved list is called so.',
  tag: 'No tag is called so.',
};

/** So many of what was chosen last are remembered. */
const MOST_RECENT = 12;

export function Palette({ scope, onClose, ...props }: PaletteProps) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = useRef<PaletteEntry | null>(null);
  useEffect(() => {
    const entry = chosen.current;
    if (scope !== null || entry === null) return;
    chosen.current = null;
    // Once the focus is back where it was, which is a microtask as well: what is chosen may take it elsewhere.
    queueMicrotask(() => entry.run());
  }, [scope]);
  return (
    <Dialog.Root open={scope !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {scope && (
        <Dialog.Portal>
          <Dialog.Backdrop className="modal-backdrop" />
          <Dialog.Popup
            className="palette"
            aria-label="Commands and places"
            initialFocus={focusAtOnce(() => input.current)}
          >
            <PaletteList
              {...props}
              scope={scope}
              input={input}
              onChoose={(entry) => {
                chosen.current = entry;
                onClose();
              }}
            />
          </Dialog.Popup>
        </Dialog.Portal>
      )}
    </Dialog.Root>
  );
}

type PaletteListProps = Omit<PaletteProps, 'scope' | 'onClose'> & {
  scope: PaletteScope;
  input: React.RefObject<HTMLInputElement | null>;
  onChoose(entry: PaletteEntry): void;
};

function PaletteList({ scope, input, context, keyMap, onChoose, onError }: PaletteListProps) {
  const [text, setText] = useState('');
  const places = usePalettePlaces(text, onError);
  // As it was when the palette opened: it is on what was there then that the reader chooses.
  const [{ opened, recent }] = useState({ opened: context, recent: context.settings.recentCommands });
  const entries = useMemo(
    () => [...commandEntries(opened, keyMap), ...placeEntries(places, opened)],
    [opened, keyMap, places],
  );
  const found = useMemo(() => findEntries(entries, { text, scope, recent }), [entries, text, scope, recent]);
  const choose = (entry: PaletteEntry) => {
    const others = recent.filter((id) => id !== entry.id).slice(0, MOST_RECENT - 1);
    if (entry.kind === 'command') context.changeSettings({ recentCommands: [entry.id, ...others] });
    onChoose(entry);
  };
  return (
    <Autocomplete.Root
      open
      inline
      items={found}
      filter={null}
      value={text}
      onValueChange={setText}
      itemToStringValue={({ label }) => label}
      autoHighlight="always"
      keepHighlight
    >
      <Autocomplete.Input
        ref={input}
        className="palette-input"
        aria-label="Find a command or a place"
        placeholder={PLACEHOLDERS[scope]}
        spellCheck={false}
      />
      <Autocomplete.Empty className="palette-empty">{NOTHING[scope]}</Autocomplete.Empty>
      <Autocomplete.List className="palette-list" aria-label="Commands and places">
        {(entry: PaletteEntry) => (
          <Autocomplete.Item key={entry.id} value={entry} className="palette-item" onClick={() => choose(entry)}>
            <span className="menu-check">{entry.isChecked && <Check role="img" aria-label="on" size={14} />}</span>
            <bdi className="palette-label">{entry.label}</bdi>
            <span className="palette-detail">{entry.detail}</span>
            {entry.keys && <kbd>{entry.keys}</kbd>}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}
