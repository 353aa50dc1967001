/** The calls about what the reader says of papers: marks, tags, and the steps that can be taken back. */
import type { LibraryApi, MarkChange } from '../library-api';
import { type LibraryParts, saveProblem } from '../library-parts';
import type { KeptChange } from '../marks';

type MarkCalls = Pick<
  LibraryApi,
  'mark' | 'undoMarks' | 'redoMarks' | 'tags' | 'createTag' | 'changeTag' | 'deleteTag'
>;

export function markCalls(parts: LibraryParts): MarkCalls {
  const { papers, list, counts } = parts;
  return {
    async mark(target, change) {
      await parts.loaded;
      const paper = papers.find(target === 'selection' ? '' : (target.paperIds[0] ?? ''));
      if (paper < 0) throw new Error('This paper is no longer in the library.');
      const recount = counts.watch(paper);
      const sides = papers.sidesOf(paper);
      const saved = parts.marks.change(
        sides.map((side) => side.map((entry) => papers.entries.identityOf(entry))),
        keptChange(change),
      );
      papers.refreshMarks(paper);
      recount();
      list.noteMarks();
      try {
        await saved;
      } catch (error) {
        throw new Error(saveProblem(error), { cause: error });
      }
      return { ...counts.totals(), shownUnread: list.countShownUnread(), toCleanUp: 0, step: null };
    },
    async undoMarks() {
      throw new Error('This can no longer be undone.');
    },
    async redoMarks() {
      throw new Error('This can no longer be done again.');
    },
    tags: async () => [],
    async createTag() {
      throw new Error('The tag could not be made.');
    },
    async changeTag() {
      throw new Error('There is no such tag any more.');
    },
    async deleteTag() {
      throw new Error('There is no such tag any more.');
    },
  };
}

function keptChange({ isStarred, status, note }: MarkChange): KeptChange {
  return {
    ...(isStarred !== undefined && { isStarred }),
    ...(status !== undefined && { isRead: status === 'read' }),
    ...(note !== undefined && { note }),
  };
}
