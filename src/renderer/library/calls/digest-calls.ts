/** The calls about digests: how they come in, what is known of them, and which date they have. */
import { parseChanges, parseIdentities } from '../changes';
import { countKnown } from '../known-papers';
import type { LibraryApi } from '../library-api';
import type { LibraryParts } from '../library-parts';

type DigestCalls = Pick<
  LibraryApi,
  'ingest' | 'forgetDigests' | 'digests' | 'digest' | 'paperAt' | 'countKnown' | 'correctDate'
>;

export function digestCalls(parts: LibraryParts): DigestCalls {
  const { papers, counts, describe, intake } = parts;
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
    async digests() {
      await parts.loaded;
      return counts.digests().map((digest) => ({ ...describe.head(digest), ...counts.of(digest) }));
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
