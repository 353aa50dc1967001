/** What it takes to decide that papers are one, or that a paper is two, and to take that back. */
import type { DecisionRecord, Identity } from '../database';
import type { Marks } from '../marks/marks';
import type { Papers } from './papers';

interface DecidingParts {
  papers: Papers;
  marks: Marks;
  /** Resolves when it is on the disk. */
  store(record: DecisionRecord): Promise<unknown>;
  remove(decisionId: string): Promise<unknown>;
  /** These papers may say something else than before. */
  onChanged(papers: readonly number[]): void;
}

export class Deciding {
  readonly #parts: DecidingParts;

  constructor(parts: DecidingParts) {
    this.#parts = parts;
  }

  /** @throws in words for the reader */
  async same(paperIds: readonly string[]): Promise<string> {
    const { papers } = this.#parts;
    const chosen = [...new Set(paperIds.map((id) => papers.find(id)).filter((paper) => paper >= 0))];
    if (chosen.length < 2) throw new Error('Choose at least two papers that are one and the same.');
    const groups = chosen.map((paper) => this.#identitiesOf(papers.entriesOf(paper)));
    return this.#decide(
      'same',
      groups,
      chosen.map((paper) => papers.titleOf(paper)),
    );
  }

  /** @throws in words for the reader */
  async different(paperId: string, entryIds: readonly string[]): Promise<string> {
    const { papers, marks } = this.#parts;
    const paper = papers.find(paperId);
    if (paper < 0) throw new Error('This paper is no longer in the library.');
    // Entries that no digest has any more go with whichever they are most like.
    const sighted = papers.entriesOf(paper).filter((entry) => papers.entries.isSighted(entry));
    const isTold = (entry: number) => entryIds.includes(papers.entries.idOf(entry));
    const sides = [sighted.filter(isTold), sighted.filter((entry) => !isTold(entry))] as const;
    if (sides.some((side) => side.length === 0)) {
      throw new Error('Choose some of the texts of this paper that are another paper, and leave at least one.');
    }
    const said = marks.said(papers.entriesOf(paper));
    const titles = [...new Set(sides[0].map((entry) => papers.titleOfEntry(entry)))];
    return this.#decide(
      'different',
      sides.map((side) => this.#identitiesOf(side)),
      titles,
      async () => {
        const parted = [...new Set(sides.flat().map((entry) => papers.paperOf(entry)))];
        const saved = parted.map((part) => marks.inherit(papers.entriesOf(part), said));
        for (const part of parted) papers.refreshMarks(part);
        await Promise.all(saved);
      },
    );
  }

  /** @throws in words for the reader */
  async undo(decisionId: string): Promise<void> {
    const { papers, remove } = this.#parts;
    if (!papers.decisions.get(decisionId)) throw new Error('This was taken back already.');
    await remove(decisionId);
    this.#forget(decisionId);
  }

  /** @param follow what the marks need once the papers are as decided; resolves when that is stored */
  async #decide(
    kind: DecisionRecord['kind'],
    groups: Identity[][],
    titles: string[],
    follow: () => Promise<void> = async () => {},
  ): Promise<string> {
    const { papers, store, onChanged } = this.#parts;
    const { decisions } = papers;
    const record = { id: crypto.randomUUID(), kind, decidedAt: decisions.nextTime(), groups, titles };
    decisions.add(record);
    const changed = papers.commit();
    const saved = follow();
    onChanged(changed);
    try {
      // If Offprint ends between the two, the decision is the one that is missing: no mark is lost.
      await saved;
      await store(record);
    } catch (error) {
      this.#forget(record.id);
      throw error;
    }
    return record.id;
  }

  #forget(decisionId: string): void {
    const { papers, onChanged } = this.#parts;
    papers.decisions.delete(decisionId);
    // Entries that were known by the decision alone are no longer.
    papers.regroup();
    onChanged(papers.commit());
  }

  #identitiesOf(entries: readonly number[]): Identity[] {
    return entries.map((entry) => this.#parts.papers.entries.identityOf(entry));
  }
}
