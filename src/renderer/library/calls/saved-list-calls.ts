/** The calls about the lists that the reader keeps, and about what a query may name. */
import type { LibraryApi } from '../library-api';
import type { LibraryParts } from '../library-parts';

type SavedListCalls = Pick<LibraryApi, 'savedLists' | 'saveList' | 'deleteList' | 'countPapers' | 'suggestions'>;

export function savedListCalls(parts: LibraryParts): SavedListCalls {
  return {
    async savedLists() {
      await parts.loaded;
      return parts.savedLists.summaries();
    },
    async saveList(list) {
      await parts.loaded;
      await parts.savedLists.save(list);
    },
    async deleteList(listId) {
      await parts.loaded;
      await parts.savedLists.delete(listId);
    },
    async countPapers(query) {
      await parts.loaded;
      return parts.queryCounts.of(query);
    },
    async suggestions(field, prefix, limit) {
      await parts.loaded;
      return parts.suggestions.of(field, prefix, limit);
    },
  };
}
