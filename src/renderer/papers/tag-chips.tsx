/** The tags of a paper as small coloured chips; those for which there is no room are a number. */
import type { Tag } from '../library/mark-records';

/** How many have their names shown. */
const NAMED = 2;

interface TagChipsProps {
  ids: readonly string[];
  /** All tags, by id. */
  tags: ReadonlyMap<string, Tag>;
}

export function TagChips({ ids, tags }: TagChipsProps) {
  if (ids.length === 0) return null;
  const all = ids.map((id) => tags.get(id)).filter((tag) => tag !== undefined);
  const others = all.slice(NAMED);
  return (
    <span className="tag-chips">
      {all.slice(0, NAMED).map((tag) => (
        <span key={tag.id} className="tag-chip" data-color={tag.color} title={tag.name}>
          {tag.name}
        </span>
      ))}
      {others.length > 0 && (
        <span className="more-tags" title={others.map(({ name }) => name).join(', ')}>
          +{others.length}
        </span>
      )}
    </span>
  );
}
