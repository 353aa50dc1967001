/** The calls about the list that the page looks at. */
import type { LibraryApi } from '../library-api';
import type { LibraryParts } from '../library-parts';

type ListCalls = Pick<
  LibraryApi,
  'list' | 'rows' | 'positionOf' | 'foldGroup' | 'labelAt' | 'findTitle' | 'snippets' | 'cleanUp' | 'select'
>;

// The page may ask for an order and its rows at once: once the papers are there, calls are answered as they come.
export function listCalls(parts: LibraryParts): ListCalls {
  const { papers, list, describe } = parts;
  return {
    async list(request) {
      await parts.loaded;
      list.list(request);
      parts.isSearching = request.search.trim() !== '';
      return parts.latestListing();
    },
    async rows(start, end) {
      await parts.loaded;
      return Array.from(list.slice(start, end), (paper) => describe.row(paper));
    },
    async positionOf(paperId) {
      await parts.loaded;
      return list.positionOf(papers.find(paperId));
    },
    foldGroup: async () => parts.latestListing(),
    labelAt: async () => null,
    findTitle: async () => -1,
    snippets: async (paperIds) => paperIds.map(() => null),
    cleanUp: async () => parts.latestListing(),
    select: async () => 0,
  };
}
