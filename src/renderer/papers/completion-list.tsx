/** What may be written where the caret of the search box stands; the keys stay in the box. */
import { type PointerEvent, useEffect, useRef } from 'react';
import type { CompletionItem } from '../library/query/language/complete';

interface CompletionListProps {
  id: string;
  items: readonly CompletionItem[];
  active: number;
  onChoose(item: CompletionItem): void;
}

export function CompletionList({ id, items, active, onChoose }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  // The focus is the box's: a click here is not to take it away.
  const keepFocus = (event: PointerEvent) => event.preventDefault();
  return (
    <div ref={list} id={id} role="listbox" aria-label="Suggestions" className="completion-list">
      {items.map((item, at) => (
        <div
          key={item.label}
          id={completionId(id, at)}
          role="option"
          aria-selected={at === active}
          className="completion"
          onPointerDown={keepFocus}
          onClick={() => onChoose(item)}
        >
          <bdi className="completion-label">{item.label}</bdi>
          <span className="completion-detail">{item.detail}</span>
        </div>
      ))}
    </div>
  );
}

export function completionId(listId: string, at: number): string {
  return `${listId}-${at}`;
}
