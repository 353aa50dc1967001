/** The calls about what the reader says of papers: marks, tags, and the steps that can be taken back. */
import type { LibraryApi, MarkReport, MarkStep } from '../library-api';
import { type LibraryParts, saveProblem } from '../library-parts';

type MarkCalls = Pick<
  LibraryApi,
  'mark' | 'undoMarks' | 'redoMarks' | 'tags' | 'createTag' | 'changeTag' | 'deleteTag'
>;

export function markCalls(parts: LibraryParts): MarkCalls {
  const { marks, marking, tags } = parts;

  /** Tells what there is now, and again once it is stored. */
  const report = async (step: MarkStep | null): Promise<MarkReport> => {
    const now = () => parts.markReport(step && { id: step.id, label: step.label });
    parts.tellOfMarks(now());
    try {
      await (step ? marks.saved() : marks.flush());
    } catch (error) {
      throw new Error(saveProblem(error), { cause: error });
    }
    return now();
  };

  return {
    async mark(target, change) {
      await parts.loaded;
      return report(marking.mark(target, change));
    },
    async undoMarks(stepId) {
      await parts.loaded;
      return report(await marking.go(stepId, 'undo'));
    },
    async redoMarks(stepId) {
      await parts.loaded;
      return report(await marking.go(stepId, 'redo'));
    },
    async tags() {
      await parts.loaded;
      return tags.summaries();
    },
    async createTag(name, color) {
      await parts.loaded;
      return marking.createTag(name, color);
    },
    async changeTag(tagId, change) {
      await parts.loaded;
      return report(await marking.changeTag(tagId, change));
    },
    async deleteTag(tagId) {
      await parts.loaded;
      return report(await marking.deleteTag(tagId));
    },
  };
}
