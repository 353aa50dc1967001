/** The calls about the lists that the reader keeps, and about what a query may name. */
import type { LibraryApi } from '../library-api';
import type { LibraryParts } from '../library-parts';

type SavedListCalls = Pick<LibraryApi, 'savedLists' | 'saveList' | 'deleteList' | 'suggestions'>;

export function savedListCalls(parts: LibraryParts): SavedListCalls {
  return {
    savedLists: async () => [],
    async saveList() {
      throw new Error('The list could not be stored.');
    },
    async deleteList() {
      throw new Error('There is no such list any more.');
    },
    async suggestions(field, prefix, limit) {
      await parts.loaded;
      return parts.suggestions.of(field, prefix, limit);
    },
  };
}
