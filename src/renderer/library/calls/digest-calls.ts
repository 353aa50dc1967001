/** The calls about digests: how they come in, what is known of them, and which date they have. */
import { parseChanges, parseIdentities } from '../digests/changes';
import type { LoadedDigest } from '../digests/digests';
import { findDigests } from '../digests/find-digests';
import { countKnown } from '../digests/known-papers';
import type { LibraryApi } from '../library-api';
import type { LibraryParts } from '../library-parts';

type DigestCalls = Pick<
  LibraryApi,
  | 'ingest'
  | 'forgetDigests'
  | 'digests'
  | 'digestPosition'
  | 'findDigests'
  | 'digest'
  | 'paperAt'
  | 'countKnown'
  | 'correctDate'
>;

export function digestCalls(parts: LibraryParts): DigestCalls {
  const { papers, counts, describe, files, intake } = parts;
  const summary = (digest: LoadedDigest) => ({ ...describe.head(digest), ...counts.of(digest) });
  return {
    ingest: (changes, isNewArrival) =>
      parts.inTurn(async () => {
        const report = await parts.carryOut(intake.plan(parseChanges(changes), isNewArrival));
        return { ...report, totals: counts.totals() };
      }),
    forgetDigests: (digestIds) =>
      parts.inTurn(async () => {
        await parts.carryOut(intake.planToForget(digestIds));
        return counts.totals();
      }),
    async digests(start, end) {
      await parts.loaded;
      return counts
        .digests()
        .slice(Math.max(0, start), Math.max(0, end))
        .map((digest) => summary(digest));
    },
    async digestPosition(digestId) {
      await parts.loaded;
      const digest = papers.digests.get(digestId);
      return digest ? counts.digests().indexOf(digest) : -1;
    },
    async findDigests(text, limit) {
      await parts.loaded;
      return findDigests(counts.digests(), text, limit, (id) => files.filesOf(id)[0]?.name ?? null).map((digest) =>
        summary(digest),
      );
    },
    async digest(digestId) {
      await parts.loaded;
      const digest = papers.digests.get(digestId);
      return digest && describe.digest(digest, counts.of(digest));
    },
    async paperAt(digestId, position) {
      await parts.loaded;
      const digest = papers.digests.get(digestId);
      const entry = digest ? papers.digests.entriesOf(digest)[position] : undefined;
      const paper = entry === undefined ? -1 : papers.paperOf(entry);
      return paper < 0 ? null : describe.row(paper).id;
    },
    async countKnown(identities) {
      await parts.loaded;
      return countKnown(papers, parseIdentities(identities));
    },
    correctDate: (digestId, date) =>
      parts.inTurn(async () => {
        await intake.correct(digestId, date, (record) =>
          parts.keep('The date could not be stored', { table: 'corrections', key: digestId, record }),
        );
        return counts.totals();
      }),
  };
}
