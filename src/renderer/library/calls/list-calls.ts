/** The calls about the list that the page looks at. */
import type { LibraryApi } from '../library-api';
import type { LibraryParts } from '../library-parts';
import { snippetsOf } from '../query/snippets';

type ListCalls = Pick<
  LibraryApi,
  | 'list'
  | 'rows'
  | 'headOf'
  | 'positionOf'
  | 'foldGroup'
  | 'labelAt'
  | 'findTitle'
  | 'nextUnread'
  | 'snippets'
  | 'cleanUp'
  | 'select'
>;

export function listCalls(parts: LibraryParts): ListCalls {
  const { papers, list, describe } = parts;
  const find = (paperId: string) => papers.find(paperId);
  let listing: Promise<unknown> = Promise.resolve();
  /** The page may ask for a list and its rows at once: whatever is about a list waits until that is there. */
  const listed = () => Promise.all([parts.loaded, listing]);
  /** Makes another list of the latest one. */
  const relist = async (work: () => Promise<void> | void) => {
    const done = listed().then(work);
    listing = done.catch(() => {});
    await done;
    return parts.latestListing();
  };
  return {
    list: (request) =>
      relist(async () => {
        await list.list(request);
        parts.isSearching = request.search.trim() !== '';
      }),
    foldGroup: (key, isFolded) => relist(() => list.fold(key, isFolded)),
    cleanUp: () => relist(() => list.cleanUp()),
    async rows(start, end) {
      await listed();
      return list.rows(start, end, (paper) => describe.row(paper));
    },
    async headOf(row) {
      await listed();
      return list.headOf(row);
    },
    async positionOf(paperId) {
      await listed();
      return list.positionOf(find(paperId));
    },
    async labelAt(row) {
      await listed();
      return list.labelAt(row);
    },
    async findTitle(text, from) {
      await listed();
      return list.findTitle(text, from);
    },
    async nextUnread(from) {
      await listed();
      return list.nextUnread(from);
    },
    async select(change) {
      await listed();
      list.select(change, find);
      return list.selection.count;
    },
    async snippets(paperIds) {
      await listed();
      return snippetsOf(paperIds.map(find), list.sought, {
        papers,
        noteOf: (paper) => parts.marks.merged(papers.entriesOf(paper)).note,
        loadAbstracts: (keys) => parts.db.abstracts.bulkGet(keys),
      });
    },
  };
}
