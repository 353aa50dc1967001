/** The calls about the lists that the reader keeps, and about what a query may name. */
import type { LibraryApi } from '../library-api';
import type { LibraryParts } from '../library-parts';

type SavedListCalls = Pick<LibraryApi, 'savedLists' | 'saveList' | 'deleteList' | 'suggestions'>;

export function savedListCalls(_parts: LibraryParts): SavedListCalls {
  return {
    savedLists: async () => [],
    async saveList() {
      throw new Error('The list could not be stored.');
    },
    async deleteList() {
      throw new Error('There is no such list any more.');
    },
    suggestions: async () => [],
  };
}
