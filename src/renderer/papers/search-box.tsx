/** The search box above the table: the query, what may be written in it, and what is wrong with it. */
import { CircleHelp, ListFilter, ListPlus, Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { useCommandHints } from '../commands/command-hints';
import type { CompletionItem } from '../library/query/language/complete';
import type { ParsedQuery, QueryProblem } from '../library/query/language/parse-query';
import { steady } from '../ui/steady';
import { CompletionList, completionId } from './completion-list';
import { QueryProblems } from './query-problems';
import { QueryUnderlay } from './query-underlay';
import { useCompletion } from './use-completion';

export interface SearchBoxProps {
  ref: RefObject<HTMLInputElement | null>;
  value: string;
  /** What `value` came to. */
  query: ParsedQuery;
  onChange(value: string): void;
  /** The reader is done typing and wants the list. */
  onLeave(): void;
  onHelp(): void;
  /** Keeps the query as a list. */
  onSave(): void;
}

/**
 * A plain search field, not a combobox, so that it is called what it is; what it suggests hangs on it by
 * `aria-activedescendant`, which a search field may have, too.
 */
export const SearchBox = steady(function SearchBox({
  ref,
  value,
  query,
  onChange,
  onLeave,
  onHelp,
  onSave,
}: SearchBoxProps) {
  const hint = useCommandHints();
  const listId = useId();
  const problemsId = useId();
  const [caret, setCaret] = useState(value.length);
  const [hasFocus, setFocus] = useState(false);
  const nextCaret = useRef<number | null>(null);
  const completing = useCompletion(value, Math.min(caret, value.length));
  const { isOpen, active, items } = completing;
  const problems = query.problems.filter((problem) => !hasFocus || !isBeingWritten(problem, caret));

  // React sets the caret to the end where a text does not come from the keys.
  useLayoutEffect(() => {
    if (nextCaret.current === null) return;
    ref.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  });

  const change = (text: string, caretThen: number) => {
    nextCaret.current = caretThen;
    setCaret(caretThen);
    onChange(text);
  };
  const choose = (item: CompletionItem) => {
    change(...completing.put(item));
    completing.typed(true);
  };
  const mend = ({ from, to }: QueryProblem, instead: string) => {
    change(value.slice(0, from) + instead + value.slice(to), from + instead.length);
    ref.current?.focus();
  };
  const addCondition = () => {
    const isApart = value === '' || /[\s(]$/.test(value);
    const text = isApart ? value : `${value} `;
    ref.current?.focus();
    change(text, text.length);
    completing.ask();
  };

  const onListKey = ({ key }: KeyboardEvent): boolean => {
    const item = items[active];
    if (key === 'ArrowDown' || key === 'ArrowUp') completing.move(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Escape') completing.close();
    else if ((key === 'Enter' || key === 'Tab') && item) choose(item);
    else return false;
    return true;
  };
  const onKey = ({ key, ctrlKey }: KeyboardEvent): boolean => {
    if (ctrlKey && key === ' ') completing.ask();
    else if (key === 'Escape' && value) onChange('');
    else if (key === 'ArrowDown' && completing.isPlaceOfValues && items.length > 0) completing.ask();
    else if (key === 'Escape' || key === 'Enter' || key === 'ArrowDown') {
      completing.close();
      onLeave();
    } else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if ((isOpen && onListKey(event)) || onKey(event)) event.preventDefault();
  };

  return (
    <>
      <div className="search-box">
        <QueryUnderlay text={value} tokens={query.tokens} problems={problems} input={ref} />
        <Search aria-hidden="true" size={15} strokeWidth={2} />
        <input
          ref={ref}
          type="search"
          aria-label="Search papers"
          aria-autocomplete="list"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={active >= 0 ? completionId(listId, active) : undefined}
          aria-describedby={problems.length > 0 ? problemsId : undefined}
          placeholder="Search, or is:unread …"
          {...hint('find', 'Search papers')}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={({ target }) => {
            const { value: text, selectionStart } = target;
            setCaret(selectionStart ?? text.length);
            completing.typed(/\s/.test(text[(selectionStart ?? 0) - 1] ?? ' '));
            onChange(text);
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
          onFocus={() => setFocus(true)}
          onBlur={() => {
            setFocus(false);
            completing.close();
          }}
          onKeyDown={onKeyDown}
        />
        <div className="search-buttons">
          {value !== '' && (
            <>
              <button
                type="button"
                aria-label="Clear the search"
                title="Clear the search (Escape)"
                onClick={() => onChange('')}
              >
                <X aria-hidden="true" size={14} />
              </button>
              <button
                type="button"
                aria-label="Save as a list…"
                title="Save as a list"
                className="search-save"
                onClick={onSave}
              >
                <ListPlus aria-hidden="true" size={14} />
              </button>
            </>
          )}
          <button
            type="button"
            aria-label="Add a condition"
            title="Add a condition (Ctrl+Space)"
            onClick={addCondition}
          >
            <ListFilter aria-hidden="true" size={14} />
          </button>
          <button
            type="button"
            aria-label="How to search"
            title="How to search"
            className="search-help"
            onClick={onHelp}
          >
            <CircleHelp aria-hidden="true" size={14} />
          </button>
        </div>
        {isOpen && <CompletionList id={listId} items={items} active={active} onChoose={choose} />}
      </div>
      <QueryProblems id={problemsId} problems={problems} onMend={mend} />
    </>
  );
});

/** Whether the reader may still be at it: nothing to speak of yet. */
function isBeingWritten({ isIncomplete, from, to }: QueryProblem, caret: number): boolean {
  return isIncomplete && caret >= from && caret <= to;
}
