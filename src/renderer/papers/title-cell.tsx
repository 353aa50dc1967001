/** The title of a paper, the passage that a search found, and small signs of what else there is. */
import { Link, Sparkles, StickyNote } from 'lucide-react';
import type { PaperRow } from '../library/list-records';
import { HighlightedText } from '../ui/highlighted-text';
import type { CellContext } from './columns';
import { TagChips } from './tag-chips';

/** Made once: what is the same is not drawn again. */
const NEW = <Sparkles role="img" aria-label="new" size={13} strokeWidth={1.75} className="row-sign new-sign" />;
const NOTE = <StickyNote role="img" aria-label="has a note" size={13} className="row-sign" />;
const LINK = <Link role="img" aria-label="has a link" size={12} className="row-sign" />;

interface TitleCellProps extends Pick<CellContext, 'tools' | 'signs' | 'words' | 'snippet'> {
  row: PaperRow;
}

export function TitleCell({ row, tools, signs, words, snippet }: TitleCellProps) {
  return (
    <span className="title-cell">
      <span className="title-lines">
        <span className="title-text" dir="auto">
          <HighlightedText text={row.title} words={words} field="title" />
        </span>
        {snippet !== null && (
          <span className="snippet" dir="auto">
            <HighlightedText text={snippet} words={words} />
          </span>
        )}
      </span>
      {tools.marksNew && row.isNew && NEW}
      {signs.hasSightings && row.sightings > 1 && (
        <span className="sightings-sign" title={`Seen ${row.sightings} times`}>
          ×{row.sightings}
        </span>
      )}
      {signs.hasTags && <TagChips ids={row.tags} tags={tools.tags} />}
      {row.hasNote && NOTE}
      {row.hasLink && LINK}
    </span>
  );
}
