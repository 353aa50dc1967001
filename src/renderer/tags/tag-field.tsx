/** The tags of one paper or of several: chips that can be taken off, and a field that adds one. */
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useCommandHints } from '../commands/command-hints';
import type { Tag, TagSummary } from '../library/mark-records';
import { counted, formatCount } from '../ui/format';
import { type TagOption, tagOptions } from './tag-options';

/** A tag that some of the papers have. */
export interface HeldTag {
  tag: Tag;
  papers: number;
}

interface TagFieldProps {
  held: readonly HeldTag[];
  /** How many papers it is about. */
  of: number;
  all: readonly TagSummary[];
  /** Where the list is put: within the window's landmark. */
  container: RefObject<HTMLElement | null>;
  onAdd(tagId: string): void;
  onRemove(tagId: string): void;
  /** Makes a tag and adds it. */
  onCreate(name: string): void;
  /** The reader pressed Escape. */
  onLeave(): void;
}

export function TagField({ held, of, all, container, onAdd, onRemove, onCreate, onLeave }: TagFieldProps) {
  const field = useRef<HTMLFieldSetElement>(null);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const hint = useCommandHints();
  const complete = new Set(held.filter(({ papers }) => papers === of).map(({ tag }) => tag.id));
  const options = tagOptions(all, complete, text);

  const choose = (option: TagOption) => {
    if (option.kind === 'tag') onAdd(option.tag.id);
    else onCreate(option.name);
    setText('');
  };
  const chips = () => [...(field.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
  const input = () => field.current?.querySelector('input');
  const onInputKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const isAtStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    if (event.key === 'Escape' && !isOpen) onLeave();
    else if (['ArrowLeft', 'Backspace'].includes(event.key) && isAtStart) chips().at(-1)?.focus();
  };
  const onChipKey = (event: KeyboardEvent, tagId: string) => {
    const others = chips();
    const at = others.indexOf(event.currentTarget as HTMLElement);
    if (event.key === 'Delete' || event.key === 'Backspace') {
      (others[at + 1] ?? others[at - 1] ?? input())?.focus();
      onRemove(tagId);
    } else if (event.key === 'ArrowLeft') others[at - 1]?.focus();
    else if (event.key === 'ArrowRight') (others[at + 1] ?? input())?.focus();
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
  };

  return (
    <fieldset ref={field} className="tag-field" aria-label="Tags">
      {held.map(({ tag, papers }) => (
        <span key={tag.id} className="tag-chip held-tag" data-color={tag.color} data-partial={papers < of || undefined}>
          <bdi>{tag.name}</bdi>
          {papers < of && (
            <button
              type="button"
              className="tag-share"
              title={`${formatCount(papers)} of ${counted(of, 'paper')} have it. Add it to all.`}
              onClick={() => onAdd(tag.id)}
            >
              {formatCount(papers)} of {formatCount(of)}
            </button>
          )}
          <button
            type="button"
            data-chip
            className="tag-remove"
            aria-label={`Remove tag ${tag.name}`}
            title={`Remove tag ${tag.name}`}
            onClick={() => onRemove(tag.id)}
            onKeyDown={(event) => onChipKey(event, tag.id)}
          >
            <X aria-hidden="true" size={11} strokeWidth={2.25} />
          </button>
        </span>
      ))}
      <Autocomplete.Root
        items={options}
        filter={null}
        value={text}
        onValueChange={(next, { reason }) => reason !== 'item-press' && setText(next)}
        open={isOpen && options.length > 0}
        onOpenChange={setOpen}
        openOnInputClick
        autoHighlight="always"
        itemToStringValue={nameOf}
      >
        <Autocomplete.Input
          id="tags"
          className="tag-input"
          aria-label="Add a tag"
          placeholder="Add a tag"
          spellCheck={false}
          {...hint('edit-tags', 'Add a tag')}
          onKeyDown={onInputKey}
        />
        <Autocomplete.Portal container={container}>
          <Autocomplete.Positioner align="start" sideOffset={4} className="menu-positioner">
            <Autocomplete.Popup className="menu tag-menu">
              <Autocomplete.List aria-label="Tags">
                {(option: TagOption) => (
                  <Autocomplete.Item
                    key={option.kind === 'tag' ? option.tag.id : 'new'}
                    value={option}
                    className="menu-item"
                    onClick={() => choose(option)}
                  >
                    {option.kind === 'tag' ? (
                      <>
                        <span className="tag-dot" data-color={option.tag.color} />
                        <bdi className="tag-option-name">{option.tag.name}</bdi>
                        <span className="tag-option-papers">{formatCount(option.tag.papers)}</span>
                      </>
                    ) : (
                      <>
                        <Plus aria-hidden="true" size={13} />
                        <span className="tag-option-name">
                          Make the tag <bdi>‘{option.name}’</bdi>
                        </span>
                      </>
                    )}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </fieldset>
  );
}

function nameOf(option: TagOption): string {
  return option.kind === 'tag' ? option.tag.name : option.name;
}
