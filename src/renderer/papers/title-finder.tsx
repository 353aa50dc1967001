/** Type-ahead: goes to the next paper whose title begins with what is typed. */
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { library } from '../library-client';
import { useLatest } from '../ui/use-latest';

interface TitleFinderProps {
  /** The row that it begins at. */
  from: number;
  onFound(row: number): void;
  /** Is to give the focus back. */
  onClose(): void;
  onError(error: unknown): void;
}

export function TitleFinder({ from, onFound, onClose, onError }: TitleFinderProps) {
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const latestText = useLatest(text);
  const start = useRef(from);
  const isOpen = useRef(true);
  /** What is being looked for: keys that are about the paper wait until it is found. */
  const finding = useRef(Promise.resolve());
  const isDone = useRef(false);
  useLayoutEffect(() => {
    isOpen.current = true;
    input.current?.focus();
    return () => {
      isOpen.current = false;
    };
  }, []);

  const look = async (typed: string, at: number) => {
    if (typed.trim() === '') {
      setMissing(false);
      return;
    }
    try {
      const row = await library.findTitle(typed, at);
      // The reader may have typed on, or left.
      if (!isOpen.current || latestText.current !== typed) return;
      setMissing(row < 0);
      if (row >= 0) onFound(row);
    } catch (error) {
      onError(error);
    }
  };
  const find = (typed: string, at: number) => {
    finding.current = look(typed, at);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && !isDone.current) {
      isDone.current = true;
      void finding.current.then(() => isOpen.current && onClose());
    } else if (event.key === 'ArrowDown') find(text, from + 1);
    else if (!isDone.current) return;
    event.preventDefault();
  };

  return (
    <div className="title-finder" data-missing={isMissing || undefined}>
      <label htmlFor="title-finder">Title begins with</label>
      <input
        ref={input}
        id="title-finder"
        autoComplete="off"
        spellCheck={false}
        aria-describedby="title-finder-help"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          latestText.current = target.value;
          find(target.value, start.current);
        }}
        onKeyDown={onKeyDown}
        onBlur={onClose}
      />
      <span id="title-finder-help" role="status">
        {isMissing ? 'No title begins so.' : '↓ next, Enter done'}
      </span>
    </div>
  );
}
