/** Changes marks and tags for the reader: applied at once, remembered as steps, and taken back or done again. */
import type { Counts } from '../counts';
import type { MarkChange, MarkTarget, Tag, TagColor } from '../mark-records';
import type { Papers } from '../papers/papers';
import { PaperSet } from '../query/paper-set';
import type { Way } from './mark-edits';
import { MarkSteps, type Step } from './mark-steps';
import { labelOf } from './mark-words';
import type { Marks } from './marks';
import type { TagEdit, Tags } from './tags';

interface MarkingParts {
  papers: Papers;
  marks: Marks;
  tags: Tags;
  counts: Counts;
  /** The papers that are selected. */
  selected(): Iterable<number>;
  /** Stores what becomes of a tag; rejects in words for the reader. */
  storeTag(edit: TagEdit): Promise<void>;
  /** The marks of these papers are other ones now; or, where that is left out, the tags of any. */
  onMarked(papers?: Uint32Array): void;
}

/** More papers than this are as well counted anew as one by one. */
const MANY = 100;
/** So many papers are changed without anybody else having their turn. */
const SLICE = 50_000;

export class Marking {
  readonly #parts: MarkingParts;
  readonly #steps = new MarkSteps();
  #lastTagTurn: Promise<unknown> = Promise.resolve();

  constructor(parts: MarkingParts) {
    this.#parts = parts;
  }

  /**
   * Applies a change; store it with `saved` of the marks.
   *
   * @returns what was done; `null` where all was so already
   * @throws in words for the reader
   */
  async mark(target: MarkTarget, change: MarkChange): Promise<Step | null> {
    const { papers, marks, tags } = this.#parts;
    const targeted = this.#targeted(target);
    const { addTags, removeTags, ...rest } = change;
    const known = (ids: readonly string[] = []) => [...new Set(ids.flatMap((id) => tags.get(id)?.id ?? []))];
    const resolved = { ...rest, addTags: known(addTags), removeTags: known(removeTags) };
    const changing = marks.changing(resolved);
    for (let start = 0; start < targeted.length; start += SLICE) {
      // Others have their turn, and may have changed which papers there are.
      if (start > 0) await new Promise((resolve) => setTimeout(resolve));
      const part = targeted.subarray(start, start + SLICE).filter((paper) => papers.isPaper(paper));
      this.#noting(part, () => changing.take(sidesOf(papers, part)));
    }
    const edit = changing.edit();
    if (!edit) return null;
    const [only = -1] = targeted;
    const title = targeted.length === 1 ? papers.titleOf(only) : null;
    const tagName = (id: string) => tags.get(id)?.name ?? '';
    const label = labelOf(resolved, title === null ? edit.papers : title, tagName);
    const isNote = title !== null && edit.fields.length === 0;
    return isNote ? this.#steps.addNote(label, edit, only) : this.#steps.add(label, edit);
  }

  /** Takes a step back or does it again, as far as nothing else was changed since. @throws in words for the reader */
  async go(stepId: number, way: Way): Promise<Step> {
    const step = this.#steps.get(stepId);
    await this.#changeTags(() => {
      return step.tags
        .map((edit) => (way === 'undo' ? { ...edit, before: edit.after, after: edit.before } : edit))
        .filter(({ id, before }) => isSameTag(this.#parts.tags.record(id), before));
    });
    const { edit } = step;
    if (edit) {
      const { papers, marks } = this.#parts;
      const about = new PaperSet(papers.entries.length);
      for (const { entries } of edit.fields) for (const entry of entries) addPaper(about, papers.paperOf(entry));
      for (const { entry } of edit.notes) addPaper(about, papers.paperOf(entry));
      this.#noting(about.toArray(), () => marks.apply(edit, way));
    }
    return step;
  }

  /** @throws in words for the reader */
  async createTag(name: string, color: TagColor): Promise<Tag> {
    const { tags } = this.#parts;
    await this.#changeTags(() => (tags.find(name) ? [] : [tags.creation(name, color)]));
    const tag = tags.find(name);
    if (!tag) throw new Error('The tag could not be made.');
    return tag;
  }

  /** @throws in words for the reader */
  changeTag(tagId: string, change: Partial<Pick<Tag, 'name' | 'color'>>): Promise<Step | null> {
    return this.#tagStep(() => this.#parts.tags.change(tagId, change));
  }

  /** @throws in words for the reader */
  deleteTag(tagId: string): Promise<Step | null> {
    return this.#tagStep(() => this.#parts.tags.deletion(tagId));
  }

  async #tagStep(plan: () => { label: string; edits: TagEdit[] }): Promise<Step | null> {
    let label = '';
    const edits = await this.#changeTags(() => {
      const planned = plan();
      label = planned.label;
      return planned.edits;
    });
    return edits.length === 0 ? null : this.#steps.add(label, null, edits);
  }

  /** One change of tags after the other: each sees what the one before it left. */
  #changeTags(plan: () => TagEdit[]): Promise<TagEdit[]> {
    const turn = this.#lastTagTurn.then(async () => {
      const edits = plan();
      for (const edit of edits) {
        await this.#parts.storeTag(edit);
        this.#parts.tags.set(edit.id, edit.after);
      }
      if (edits.length > 0) this.#parts.onMarked();
      return edits;
    });
    this.#lastTagTurn = turn.catch(() => {});
    return turn;
  }

  /** Brings what is known of papers up to date with what `work` changes. */
  #noting<T>(papers: Uint32Array, work: () => T): T {
    const { counts } = this.#parts;
    const recounts = papers.length > MANY ? [] : Array.from(papers, (paper) => counts.watch(paper));
    const result = work();
    for (const paper of papers) this.#parts.papers.refreshMarks(paper);
    if (papers.length > MANY) counts.forgetMarks();
    for (const recount of recounts) recount();
    this.#parts.onMarked(papers);
    return result;
  }

  #targeted(target: MarkTarget): Uint32Array {
    const { papers, selected } = this.#parts;
    if (target === 'selection') return Uint32Array.from(selected());
    const found = target.paperIds.map((id) => papers.find(id)).filter((paper) => paper >= 0);
    if (found.length === 0) throw new Error('This paper is no longer in the library.');
    return Uint32Array.from(new Set(found));
  }
}

function* sidesOf(papers: Papers, targeted: Uint32Array) {
  for (const paper of targeted) yield papers.sidesOf(paper);
}

function addPaper(set: PaperSet, paper: number): void {
  if (paper >= 0) set.add(paper);
}

function isSameTag(one: TagEdit['before'], other: TagEdit['before']): boolean {
  if (!one || !other) return one === other;
  return one.name === other.name && one.color === other.color && one.mergedInto === other.mergedInto;
}
