/** The search box above the table. */
import { Search, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useCommandHints } from '../commands/command-hints';

interface SearchBoxProps {
  ref: RefObject<HTMLInputElement | null>;
  value: string;
  onChange(value: string): void;
  /** The reader is done typing and wants the list. */
  onLeave(): void;
}

export function SearchBox({ ref, value, onChange, onLeave }: SearchBoxProps) {
  const hint = useCommandHints();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && value) onChange('');
    else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div className="search-box">
      <Search aria-hidden="true" size={15} strokeWidth={2} />
      <input
        ref={ref}
        type="search"
        aria-label="Search papers"
        placeholder="Search titles and abstracts"
        {...hint('find', 'Search titles and abstracts')}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value && (
        <button type="button" className="clear-search" aria-label="Clear the search" onClick={() => onChange('')}>
          <X aria-hidden="true" size={14} />
        </button>
      )}
    </div>
  );
}
