/** Takes in what other devices said, and brings what is known of papers up to date with it. */
import type { Counts } from '../counts';
import type { ListRecord } from '../database';
import type { Intake } from '../intake';
import type { MergeReport } from '../library-api';
import type { Marks } from '../marks/marks';
import type { Tags } from '../marks/tags';
import type { Papers } from '../papers/papers';
import type { RecordChange } from './journal-records';
import type { MarksJournal, Merged } from './marks-journal';

interface MergingParts {
  journal: MarksJournal;
  papers: Papers;
  marks: Marks;
  tags: Tags;
  lists: Map<string, ListRecord>;
  intake: Intake;
  counts: Counts;
  /** Stores up to where journals were taken in. */
  storePositions(positions: Merged['positions']): Promise<void>;
  onMarked(papers?: Uint32Array): void;
  onPapersChanged(papers: readonly number[]): void;
}

export class Merging {
  readonly #parts: MergingParts;

  constructor(parts: MergingParts) {
    this.#parts = parts;
  }

  /** @throws in words for the reader */
  async merge(): Promise<MergeReport> {
    const { journal, marks, counts, storePositions } = this.#parts;
    const merged = await journal.merge(async ({ changes }) => this.#takeIn(changes));
    // The marks go before the positions: what was not stored is merged once more at the next start.
    await marks.flush();
    await storePositions(merged.positions);
    const { devices, problems } = merged;
    return { changed: merged.changes.length, devices, problems, totals: counts.totals() };
  }

  #takeIn(changes: readonly RecordChange[]): void {
    const { papers, tags, lists, intake, counts } = this.#parts;
    if (changes.length === 0) return;
    for (const change of changes) {
      const { table, key } = change;
      if (table === 'tags') tags.set(key, change.record);
      else if (table === 'corrections') intake.takeCorrection(key, change.record);
      else if (table === 'lists' && change.record) lists.set(key, change.record);
      else if (table === 'lists') lists.delete(key);
      else if (table === 'decisions' && change.record) {
        papers.decisions.add(change.record);
        for (const identity of change.record.groups.flat()) papers.addKnownEntry(identity);
      } else if (table === 'decisions') papers.decisions.delete(key);
    }
    if (changes.some(({ table }) => table === 'decisions')) papers.regroup();
    const changed = papers.commit();
    const marked = changes.flatMap(({ table, key }) => (table === 'marks' ? [papers.find(key)] : []));
    const about = Uint32Array.from(new Set(marked.filter((paper) => paper >= 0)));
    for (const paper of about) papers.refreshMarks(paper);
    counts.forgetMarks();
    if (changed.length > 0) this.#parts.onPapersChanged(changed);
    this.#parts.onMarked(about);
    if (changes.some(({ table }) => table === 'tags')) this.#parts.onMarked();
  }
}
