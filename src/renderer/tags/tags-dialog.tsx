/** All tags: how many papers have each, what they are called, their colours; renamed, made one, deleted. */
import { Menu } from '@base-ui/react/menu';
import { Check, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { TAG_COLORS, type TagColor, type TagSummary } from '../library/mark-records';
import { fold } from '../library/query/fold';
import { counted } from '../ui/format';
import { IconButton } from '../ui/icon-button';
import { Modal } from '../ui/modal';
import type { Tags } from './use-tags';

interface TagsDialogProps {
  tags: Tags;
  isOpen: boolean;
  onClose(): void;
  /** Lists the papers that have a tag. */
  onShow(tag: TagSummary): void;
}

export function TagsDialog({ tags, isOpen, onClose, onShow }: TagsDialogProps) {
  return (
    <Modal
      title="Tags"
      description="A tag that gets the name of another becomes one with it. Whatever you change here can be undone."
      isOpen={isOpen}
      onClose={onClose}
    >
      <div className="modal-body">
        {tags.all.length === 0 && (
          <p className="tags-none">
            There are no tags yet. Choose a paper, press t, and type the first one: any word that papers have in common.
          </p>
        )}
        <ul aria-label="All tags">
          {tags.all.map((tag) => (
            <li key={tag.id} className="tag-item">
              <ColorMenu tag={tag} onColor={(color) => void tags.change(tag.id, { color })} />
              <TagName
                tag={tag}
                takenBy={(name) => tags.all.find((other) => other.id !== tag.id && fold(other.name) === fold(name))}
                onRename={(name) => void tags.change(tag.id, { name })}
              />
              <button type="button" className="link-button tag-papers" onClick={() => onShow(tag)}>
                {counted(tag.papers, 'paper')}
              </button>
              <IconButton icon={Trash2} label={`Delete tag ${tag.name}`} onClick={() => void tags.remove(tag.id)} />
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}

interface TagNameProps {
  tag: TagSummary;
  /** The other tag that goes by a name. */
  takenBy(name: string): TagSummary | undefined;
  onRename(name: string): void;
}

function TagName({ tag, takenBy, onRename }: TagNameProps) {
  const [name, setName] = useState(tag.name);
  useEffect(() => setName(tag.name), [tag.name]);
  const next = name.trim();
  const other = takenBy(next);
  const rename = () => {
    if (next === '') setName(tag.name);
    else if (next !== tag.name) onRename(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // This field will be gone: leaving it renames as well.
    if (event.key === 'Enter' && other) document.getElementById(fieldId(other))?.focus();
    else if (event.key === 'Enter') rename();
    else if (event.key === 'Escape' && name !== tag.name) {
      // The dialog stays: what was typed is taken back.
      event.stopPropagation();
      setName(tag.name);
    }
  };
  return (
    <span className="tag-name">
      <input
        id={fieldId(tag)}
        type="text"
        aria-label={`Name of tag ${tag.name}`}
        value={name}
        maxLength={100}
        spellCheck={false}
        onChange={({ target }) => setName(target.value)}
        onBlur={rename}
        onKeyDown={onKeyDown}
      />
      {other && <span className="tag-remark">Becomes one with the tag of this name.</span>}
    </span>
  );
}

const fieldId = ({ id }: TagSummary) => `tag-name-${id}`;

function ColorMenu({ tag, onColor }: { tag: TagSummary; onColor(color: TagColor): void }) {
  return (
    <Menu.Root>
      <Menu.Trigger
        className="tag-color"
        aria-label={`Colour of tag ${tag.name}: ${tag.color}`}
        title={`Colour: ${tag.color}`}
      >
        <span className="tag-dot" data-color={tag.color} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="start" sideOffset={4} className="menu-positioner over-modal">
          <Menu.Popup className="menu">
            <Menu.RadioGroup value={tag.color} onValueChange={onColor}>
              {TAG_COLORS.map((color) => (
                <Menu.RadioItem key={color} value={color} className="menu-item" closeOnClick>
                  <span className="menu-check">
                    <Menu.RadioItemIndicator>
                      <Check aria-hidden="true" size={14} />
                    </Menu.RadioItemIndicator>
                  </span>
                  <span className="tag-dot" data-color={color} />
                  {color}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
