/** Papers, sightings and digests as the page is shown them. */
import { dateOf, known } from '../columns';
import type { LoadedDigest } from '../digests/digests';
import type { SeedsFiles } from '../digests/seeds-files';
import type { PaperRow } from '../list-records';
import { statusOf, timeOrNull } from '../marks/mark-columns';
import type { Tags } from '../marks/tags';
import type { DigestDetails, DigestHead, PaperDetails, Sighting } from '../paper-records';
import type { Papers } from './papers';

export class Descriptions {
  readonly #papers: Papers;
  readonly #files: SeedsFiles;
  readonly #tags: Pick<Tags, 'of'>;

  constructor(papers: Papers, files: SeedsFiles, tags: Pick<Tags, 'of'>) {
    this.#papers = papers;
    this.#files = files;
    this.#tags = tags;
  }

  row(paper: number): PaperRow {
    const papers = this.#papers;
    return {
      kind: 'paper',
      id: papers.entries.idOf(paper),
      title: papers.titleOf(paper),
      organization: papers.digests.organizations[papers.organization.at(paper)]?.name ?? null,
      authors: known(papers.authors.at(paper)),
      published: dateOf(papers.published.at(paper)),
      comments: known(papers.comments.at(paper)),
      sightings: papers.sightings.at(paper),
      digest: papers.digests.digestOf(papers.latest.at(paper))?.date ?? null,
      isStarred: !Number.isNaN(papers.starredAt.at(paper)),
      status: statusOf(papers.status.at(paper)),
      tags: this.#tags.of(paper),
      hasNote: papers.hasNote.at(paper) === 1,
      hasLink: papers.linksFrom.at(paper) >= 0,
      isNew: papers.isNew(paper),
      isSelected: false,
    };
  }

  /** What is kept elsewhere is given. */
  paper(paper: number, abstract: string | null, note: string): PaperDetails {
    const papers = this.#papers;
    const { id, title, authors, published, comments, isStarred, status, tags } = this.row(paper);
    return {
      id,
      title,
      abstract,
      organization: papers.digests.organizations[papers.organization.at(paper)] ?? null,
      authorCount: authors,
      publishedOn: published,
      comments,
      links: papers.digests.linksOf(papers.linksFrom.at(paper)),
      sightings: papers.sightingsOf(paper).flatMap((sighting) => this.#sighting(sighting)),
      isStarred,
      status,
      statusAt: timeOrNull(papers.statusAt.at(paper)),
      tags,
      note,
      decisions: papers.decisions.shaping(papers.entriesOf(paper).map((entry) => papers.entries.idOf(entry))),
    };
  }

  /** What tells a digest apart, for the reader. */
  head({ id, heading, date, isYearInferred, isDateCorrected }: LoadedDigest): DigestHead {
    const name = this.#files.filesOf(id)[0]?.name ?? null;
    return { id, name, heading, date, isYearInferred, isDateCorrected };
  }

  digest(digest: LoadedDigest, counts: { papers: number; unread: number }): DigestDetails {
    const { asRead, problems, firstLine, format, readAt, readerVersion } = digest;
    const [file, ...copies] = this.#files.filesOf(digest.id);
    return {
      ...this.head(digest),
      ...counts,
      file: file?.file ?? null,
      copies: copies.map(({ name }) => name),
      dateAsRead: asRead.date,
      isYearAsReadInferred: asRead.isYearInferred,
      entries: digest.length,
      newPapers: this.#countNew(digest),
      ...{ problems, firstLine, entryLines: this.#papers.digests.linesOf(digest), format, readAt, readerVersion },
    };
  }

  /** How many papers of a digest no digest before it had. */
  #countNew(digest: LoadedDigest): number {
    const papers = this.#papers;
    const listed = new Set(Array.from(papers.digests.entriesOf(digest), (entry) => papers.paperOf(entry)));
    return [...listed].filter((paper) => papers.digests.digestOf(papers.sightingsOf(paper).at(-1) ?? -1) === digest)
      .length;
  }

  #sighting(sighting: number): Sighting[] {
    const [digest, position] = this.#papers.placeOf(sighting);
    if (!digest) return [];
    const entryId = this.#papers.entries.idOf(this.#papers.digests.entryOf(sighting));
    const comments = known(this.#papers.digests.comments.at(sighting));
    const title = this.#papers.digests.titleOf(sighting);
    return [{ digest: this.head(digest), entryId, title, position: position + 1, of: digest.length, comments }];
  }
}
