/** The reader's notes on one paper: saved with every keystroke. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

interface NotesProps {
  /** What it is by now, with all that was told by `onChange`. */
  note: string;
  /** Where the library tells that what could not be stored is: `saved`. */
  events: EventTarget;
  /** Resolves to whether the text is stored. @param base what `note` was made of */
  onChange(note: string, base: string): Promise<boolean>;
  /** The reader pressed Escape. */
  onLeave(): void;
}

type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

const SAVE_WORDS: Record<SaveState, string> = {
  idle: '',
  saving: 'Saving…',
  saved: 'Saved',
  failed: 'Not saved yet',
};

/** Give it the paper's id as its `key`: the text belongs to one paper. */
export function Notes({ note, events, onChange, onLeave }: NotesProps) {
  const [text, setText] = useState(note);
  const [state, setState] = useState<SaveState>('idle');
  const edits = useRef(0);
  const base = useRef(note);

  // What changed elsewhere is taken over, with what was typed here in it; whoever types goes on where they are.
  const box = useRef<HTMLTextAreaElement>(null);
  const places = useRef<[number, number] | null>(null);
  useLayoutEffect(() => {
    if (note === base.current) return;
    const { value, selectionStart, selectionEnd } = box.current ?? { value: '', selectionStart: 0, selectionEnd: 0 };
    places.current = [placeIn(note, value, selectionStart), placeIn(note, value, selectionEnd)];
    base.current = note;
    setText(note);
  }, [note]);
  useLayoutEffect(() => {
    if (places.current) box.current?.setSelectionRange(...places.current);
    places.current = null;
  }, [text]);

  useEffect(() => {
    const saved = () => setState((before) => (before === 'failed' ? 'saved' : before));
    events.addEventListener('saved', saved);
    return () => events.removeEventListener('saved', saved);
  }, [events]);

  const onInput = (next: string) => {
    setText(next);
    setState('saving');
    edits.current += 1;
    const edit = edits.current;
    void onChange(next, base.current).then((isStored) => {
      if (edit === edits.current) setState(isStored ? 'saved' : 'failed');
    });
    base.current = next;
  };

  return (
    <div className="notes">
      <div className="notes-head">
        <label htmlFor="notes">Notes</label>
        <span className="notes-state" data-state={state}>
          {SAVE_WORDS[state]}
        </span>
      </div>
      <textarea
        ref={box}
        id="notes"
        value={text}
        placeholder="What you want to remember"
        onChange={(event) => onInput(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      />
    </div>
  );
}

/** Where a place in a text is after that became another: behind what it was behind, or before what it was before. */
function placeIn(text: string, before: string, place: number): number {
  if (text.startsWith(before.slice(0, place))) return place;
  const rest = before.slice(place);
  return text.endsWith(rest) ? text.length - rest.length : Math.min(place, text.length);
}
