/**
 * What the papers say, column by column.
 *
 * A paper goes by the number of the entry that stands for its cluster, and so do the columns: places of other entries
 * hold nothing (0 sightings). So digests come and go without any paper changing its number.
 */
import { flags, integers, times } from '../columns';
import { STATUSES } from '../mark-records';
import type { MergedMarks } from '../marks/merged-marks';

export class PaperColumns {
  /** 0 where a number stands for no paper. */
  readonly sightings = integers(0);
  readonly published = integers();
  readonly authors = integers();
  readonly comments = integers();
  /** Numbers of `digests.organizations`. */
  readonly organization = integers();
  /** The latest sighting, which has the title. */
  readonly latest = integers(-1);
  /** The latest sighting that has an abstract, or links; -1 where none has. */
  readonly abstractFrom = integers(-1);
  readonly linksFrom = integers(-1);
  readonly starredAt = times();
  /** Places in STATUSES, and since when. */
  readonly status = flags();
  readonly statusAt = times();
  readonly hasNote = flags();
  /** The number of the arrival that brought the first of its sightings. */
  readonly arrival = integers(0);

  isPaper(paper: number): boolean {
    return this.sightings.at(paper) > 0;
  }

  protected reserve(papers: number): void {
    const { sightings, published, authors, comments, organization, latest, abstractFrom, linksFrom } = this;
    const others = [this.starredAt, this.status, this.statusAt, this.hasNote, this.arrival];
    for (const column of [
      ...[sightings, published, authors, comments, organization, latest, abstractFrom, linksFrom],
      ...others,
    ]) {
      column.reserve(papers);
    }
  }

  protected setMarks(paper: number, marks: MergedMarks): MergedMarks {
    this.status.values[paper] = STATUSES.indexOf(marks.status);
    this.statusAt.values[paper] = marks.statusAt ?? Number.NaN;
    this.starredAt.values[paper] = marks.starredAt ?? Number.NaN;
    this.hasNote.values[paper] = marks.note.trim() === '' ? 0 : 1;
    return marks;
  }
}
