/** What commands lay over the window: the palette, the list of keys, and what may follow a first key. */
import { KeyHint } from './key-hint';
import { Palette } from './palette';
import { ShortcutsDialog } from './shortcuts-dialog';
import type { Commanding } from './use-commanding';

interface CommandOverlaysProps {
  commanding: Commanding;
  onError(error: unknown): void;
}

export function CommandOverlays({ commanding, onError }: CommandOverlaysProps) {
  const { context, keyMap, pending, palette, shortcuts } = commanding;
  return (
    <>
      <KeyHint pending={pending} />
      <Palette scope={palette.scope} onClose={palette.close} context={context} keyMap={keyMap} onError={onError} />
      <ShortcutsDialog isOpen={shortcuts.isOpen} onClose={shortcuts.close} context={context} keyMap={keyMap} />
    </>
  );
}
