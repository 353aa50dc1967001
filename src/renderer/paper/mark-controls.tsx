/** What the reader says of one paper or of several: the status, the star, and the tags. */
import type { LucideIcon } from 'lucide-react';
import { BookOpen, Check, ChevronsRight, Circle, Star } from 'lucide-react';
import type { RefObject } from 'react';
import { useCommandHints } from '../commands/command-hints';
import { type MarkChange, STATUS_NAMES, STATUSES, type Status } from '../library/mark-records';
import { TagField } from '../tags/tag-field';
import type { Tags } from '../tags/use-tags';
import { formatCount } from '../ui/format';

interface MarkControlsProps {
  /** How many papers it is about. */
  of: number;
  statuses: Record<Status, number>;
  starred: number;
  /** By the id of a tag: how many have it. */
  tagged: ReadonlyMap<string, number>;
  tags: Tags;
  container: RefObject<HTMLElement | null>;
  onMark(change: MarkChange): void;
  onLeave(): void;
}

interface StatusLook {
  icon: LucideIcon;
  /** The command that does the same. */
  command: string;
}

const LOOKS: Record<Status, StatusLook> = {
  unread: { icon: Circle, command: '' },
  reading: { icon: BookOpen, command: 'toggle-reading' },
  read: { icon: Check, command: 'toggle-read' },
  skipped: { icon: ChevronsRight, command: 'toggle-skipped' },
};

export function MarkControls({ of, statuses, starred, tagged, tags, container, ...props }: MarkControlsProps) {
  const { onMark, onLeave } = props;
  const hint = useCommandHints();
  const held = tags.all.flatMap((tag) => {
    const papers = tagged.get(tag.id) ?? 0;
    return papers > 0 ? [{ tag, papers }] : [];
  });
  return (
    <>
      <div className="paper-actions">
        <button
          type="button"
          className="mark-button"
          aria-pressed={pressed(starred, of)}
          {...hint('toggle-star', 'Star')}
          onClick={() => onMark({ isStarred: starred < of })}
        >
          <Star aria-hidden="true" size={14} strokeWidth={1.75} />
          Star
          <Share papers={starred} of={of} />
        </button>
        <fieldset className="status-control" aria-label="Status">
          {STATUSES.map((status) => {
            const { icon: Icon, command } = LOOKS[status];
            const name = STATUS_NAMES[status];
            return (
              <button
                key={status}
                type="button"
                className="status-choice"
                aria-pressed={pressed(statuses[status], of)}
                {...hint(command, name)}
                onClick={() => onMark({ status: statuses[status] === of && status !== 'unread' ? 'unread' : status })}
              >
                <Icon aria-hidden="true" size={13} strokeWidth={1.9} />
                {name}
                <Share papers={statuses[status]} of={of} />
              </button>
            );
          })}
        </fieldset>
      </div>
      <TagField
        held={held}
        of={of}
        all={tags.all}
        container={container}
        onAdd={(tagId) => onMark({ addTags: [tagId] })}
        onRemove={(tagId) => onMark({ removeTags: [tagId] })}
        onCreate={(name) => void tags.create(name).then((tag) => tag && onMark({ addTags: [tag.id] }))}
        onLeave={onLeave}
      />
    </>
  );
}

function pressed(papers: number, of: number): boolean | 'mixed' {
  return papers === of ? true : papers > 0 ? 'mixed' : false;
}

/** How many it is true of, where it is not all or none. */
function Share({ papers, of }: { papers: number; of: number }) {
  return papers > 0 && papers < of ? <span className="mark-share">{formatCount(papers)}</span> : null;
}
