/** All tags, as the page knows them, and what can be done with them. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { MarkReport } from '../library/library-api';
import { TAG_COLORS, type Tag, type TagColor, type TagSummary } from '../library/mark-records';
import { library } from '../library-client';

interface TagsOptions {
  /** Where the library tells of marks: `marked`. */
  events: EventTarget;
  /** Counts up when the library changed. */
  revision: number;
  isListed: boolean;
  /** Told of what marks come to after a change to tags. */
  onChanged(report: MarkReport): void;
  onError(error: unknown): void;
}

export type Tags = ReturnType<typeof useTags>;

/** Milliseconds: while a note is typed, tags are not counted with every letter. */
const PAUSE = 200;

export function useTags({ events, revision, isListed, onChanged, onError }: TagsOptions) {
  const [all, setAll] = useState<readonly TagSummary[]>([]);
  const [marks, setMarks] = useState(0);

  useEffect(() => {
    let timer: number | undefined;
    const note = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => setMarks((number) => number + 1), PAUSE);
    };
    events.addEventListener('marked', note);
    return () => {
      clearTimeout(timer);
      events.removeEventListener('marked', note);
    };
  }, [events]);

  const refresh = useCallback(() => library.tags().then(setAll, onError), [onError]);
  useEffect(() => {
    if (isListed) void refresh();
  }, [isListed, refresh, revision, marks]);

  // The same as long as tags are called and coloured the same: rows are drawn again when it changes.
  const looks = JSON.stringify(all.map(({ id, name, color }): Tag => ({ id, name, color })));
  const byId = useMemo((): ReadonlyMap<string, Tag> => {
    return new Map((JSON.parse(looks) as Tag[]).map((tag) => [tag.id, tag]));
  }, [looks]);

  const change = useCallback(
    (work: () => Promise<MarkReport>) =>
      work()
        .then(async (report) => {
          await refresh();
          onChanged(report);
        })
        .catch(onError),
    [refresh, onChanged, onError],
  );

  const create = useCallback(
    async (name: string): Promise<Tag | null> => {
      try {
        const tag = await library.createTag(name, leastUsed(all));
        await refresh();
        return tag;
      } catch (error) {
        onError(error);
        return null;
      }
    },
    [all, refresh, onError],
  );
  const changeTag = useCallback(
    (tagId: string, to: Partial<Pick<Tag, 'name' | 'color'>>) => change(() => library.changeTag(tagId, to)),
    [change],
  );
  const remove = useCallback((tagId: string) => change(() => library.deleteTag(tagId)), [change]);

  return useMemo(
    () => ({
      all,
      byId,
      /** The tag of this name, which is made where there is none; `null` where that cannot be. */
      create,
      change: changeTag,
      remove,
    }),
    [all, byId, create, changeTag, remove],
  );
}

/** The colour that the fewest tags have; not gray. */
function leastUsed(tags: readonly Tag[]): TagColor {
  const uses = (color: TagColor) => tags.filter((tag) => tag.color === color).length;
  const colors = TAG_COLORS.filter((color) => color !== 'gray');
  return colors.reduce((least, color) => (uses(color) < uses(least) ? color : least));
}
