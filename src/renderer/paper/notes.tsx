/** The reader's notes on one paper: saved with every keystroke. */
import { useEffect, useRef, useState } from 'react';

interface NotesProps {
  /** What is stored. */
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

  // A note that changed elsewhere is taken over, unless what the reader types is on its way.
  const isOnItsWay = useRef(false);
  useEffect(() => {
    if (isOnItsWay.current || note === base.current) return;
    base.current = note;
    setText(note);
  }, [note]);

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
    isOnItsWay.current = true;
    void onChange(next, base.current).then((isStored) => {
      if (edit !== edits.current) return;
      isOnItsWay.current = false;
      setState(isStored ? 'saved' : 'failed');
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
        id="notes"
        value={text}
        placeholder="What you want to remember"
        onChange={(event) => onInput(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      />
    </div>
  );
}
