/** Papers, sightings and digests as the page is shown them. */
import { dateOf, known } from './columns';
import type { LoadedDigest } from './digests';
import type { PaperDetails, PaperRow, Sighting } from './library-api';
import type { Papers } from './papers';
import type { SeedsFiles } from './seeds-files';

export class Descriptions {
  readonly #papers: Papers;
  readonly #files: SeedsFiles;

  constructor(papers: Papers, files: SeedsFiles) {
    this.#papers = papers;
    this.#files = files;
  }

  row(paper: number): PaperRow {
    const papers = this.#papers;
    return {
      id: papers.entries.ids[paper] ?? '',
      title: papers.titleOf(paper),
      organization: papers.digests.organizations[papers.organization.at(paper)]?.name ?? null,
      authors: known(papers.authors.at(paper)),
      published: dateOf(papers.published.at(paper)),
      comments: known(papers.comments.at(paper)),
      sightings: papers.sightings.at(paper),
      digest: papers.digests.digestOf(papers.latest.at(paper))?.date ?? null,
      isStarred: !Number.isNaN(papers.starredAt.at(paper)),
      isRead: !Number.isNaN(papers.readAt.at(paper)),
      hasNote: papers.hasNote.at(paper) === 1,
    };
  }

  /** What is kept elsewhere, the abstract and the note, is given. */
  paper(paper: number, abstract: string | null, note: string): PaperDetails {
    const papers = this.#papers;
    const { id, title, authors, published, comments, isStarred, isRead } = this.row(paper);
    const [linksDigest, linksPosition] = papers.placeOf(papers.linksFrom.at(paper));
    return {
      id,
      title,
      abstract,
      organization: papers.digests.organizations[papers.organization.at(paper)] ?? null,
      authorCount: authors,
      publishedOn: published,
      comments,
      links: linksDigest?.links[linksPosition] ?? [],
      sightings: papers.sightingsOf(paper).flatMap((sighting) => this.#sighting(sighting)),
      isStarred,
      isRead,
      note,
    };
  }

  /** What tells a digest apart, for the reader. */
  head({ id, heading, date, isYearInferred }: LoadedDigest) {
    return { file: this.#files.fileOf(id), heading, date, isYearInferred };
  }

  #sighting(sighting: number): Sighting[] {
    const [digest, position] = this.#papers.placeOf(sighting);
    if (!digest) return [];
    const comments = known(digest.comments[position] ?? 0);
    return [{ ...this.head(digest), digestId: digest.id, position: position + 1, of: digest.length, comments }];
  }
}
