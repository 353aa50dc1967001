/** The calls about what the reader says of papers: marks, tags, and the steps that can be taken back. */
import type { LibraryApi, MarkReport } from '../library-api';
import { type LibraryParts, saveProblem } from '../library-parts';
import type { MarkStep, SelectionMarks } from '../mark-records';
import { statusOf, UNREAD } from '../marks/mark-columns';
import type { PaperSet } from '../query/paper-set';

type MarkCalls = Pick<
  LibraryApi,
  | 'mark'
  | 'marksTold'
  | 'undoMarks'
  | 'redoMarks'
  | 'selectionMarks'
  | 'mergeMarks'
  | 'refillJournal'
  | 'tags'
  | 'createTag'
  | 'changeTag'
  | 'deleteTag'
>;

export function markCalls(parts: LibraryParts): MarkCalls {
  const { marks, marking, tags } = parts;
  /** The changes that are being made: those to very many papers take a while. */
  let changes: Promise<unknown> = Promise.resolve();

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
      const changed = parts.loaded.then(() => marking.mark(target, change));
      changes = Promise.allSettled([changes, changed]);
      return report(await changed);
    },
    async marksTold() {
      await changes;
    },
    async undoMarks(stepId) {
      await parts.loaded;
      return report(await marking.go(stepId, 'undo'));
    },
    async redoMarks(stepId) {
      await parts.loaded;
      return report(await marking.go(stepId, 'redo'));
    },
    async selectionMarks() {
      await parts.loaded;
      return marksOf(parts.list.selection.set, parts);
    },
    mergeMarks: () => parts.inTurn(() => parts.merging.merge()),
    refillJournal: () => parts.inTurn(() => parts.refillJournal()),
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

function marksOf(set: PaperSet, { papers, tags }: LibraryParts): SelectionMarks {
  const marks: SelectionMarks = {
    ...{ papers: 0, starred: 0, tags: {} },
    statuses: { unread: 0, reading: 0, read: 0, skipped: 0 },
  };
  const [status, starredAt] = [papers.status.values, papers.starredAt.values];
  set.forEach((paper) => {
    marks.papers++;
    marks.statuses[statusOf(status[paper] ?? UNREAD)]++;
    if (!Number.isNaN(starredAt[paper])) marks.starred++;
  });
  for (const { id } of tags.all()) {
    const { size } = tags.papersWith(id).copy().intersect(set);
    if (size > 0) marks.tags[id] = size;
  }
  return marks;
}
