/** The calls about single papers, and about which entries are one. */
import type { LibraryApi } from '../library-api';
import type { LibraryParts } from '../library-parts';
import { similarTitles } from '../query/similar-titles';
import { readAbstract } from '../storage';

type PaperCalls = Pick<LibraryApi, 'paper' | 'findPapers' | 'decideSame' | 'decideDifferent' | 'undoDecision'>;

export function paperCalls(parts: LibraryParts): PaperCalls {
  const { papers, describe, deciding } = parts;
  return {
    async paper(paperId) {
      await parts.loaded;
      const [source, position] = papers.placeOf(papers.abstractFrom.at(papers.find(paperId)));
      const abstract = source ? await readAbstract(parts.db, source, position) : null;
      const paper = papers.find(paperId);
      if (paper < 0) return null;
      return describe.paper(paper, abstract, papers.refreshMarks(paper).note);
    },
    async findPapers(text, limit) {
      await parts.loaded;
      const titles = Array.from(papers.list(), (paper) => [paper, papers.titleOf(paper)] as const);
      return similarTitles(titles, text, limit).map((paper) => describe.row(paper));
    },
    decideSame: (paperIds) => parts.inTurn(() => deciding.same(paperIds)),
    decideDifferent: (paperId, entryIds) => parts.inTurn(() => deciding.different(paperId, entryIds)),
    undoDecision: (decisionId) =>
      parts.inTurn(async () => {
        await deciding.undo(decisionId);
        return parts.counts.totals();
      }),
  };
}
