/** The lists that the reader keeps, in the window: which is shown, which is being made or changed. */
import { useCallback, useMemo, useState } from 'react';
import type { SavedList, SavedListSummary, ViewState } from '../library/list-records';
import type { DigestHead } from '../library/paper-records';
import { allOf, conditionText } from '../library/query/language/form';
import type { Place } from '../use-place';
import { type SavedLists, type SavedListsOptions, useSavedLists } from './use-saved-lists';

interface ListsOptions extends SavedListsOptions {
  place: Pick<Place, 'listed' | 'page' | 'showList'>;
  /** The digest that is listed; `null` where none is. */
  digest: DigestHead | null;
  search: string;
  onSearch(query: string): void;
  changeView(change: Partial<ViewState>): void;
}

/** A list in its dialog. */
export interface EditedList {
  list: SavedList;
  /** Why it can only be looked at; `null` where it can be changed. */
  problem: string | null;
}

export interface Lists extends SavedLists {
  /** The query that the table lists; `null` where it lists a digest, or is not in sight. */
  shownQuery: string | null;
  edited: EditedList | null;
  open(list: Pick<SavedList, 'query' | 'sort' | 'group'>): void;
  /** Opens the dialog for a list of what is listed and searched now. */
  create(): void;
  edit(list: SavedListSummary): void;
  closeDialog(): void;
  /** Stores what the dialog says, and shows it where the list is shown, or is new. */
  keep(list: SavedList): void;
}

export function useLists({ place, digest, search, onSearch, changeView, ...options }: ListsOptions): Lists {
  const saved = useSavedLists(options);
  const [edited, setEdited] = useState<EditedList | null>(null);
  const { listed, page, showList } = place;
  const { lists, save, blank } = saved;
  const shownQuery = page === null && listed.digestId === null ? listed.within : null;

  const open = useCallback(
    ({ query, sort, group }: Pick<SavedList, 'query' | 'sort' | 'group'>) => {
      showList({ within: query, digestId: null });
      if (sort) changeView({ sort, group });
    },
    [showList, changeView],
  );
  const closeDialog = useCallback(() => setEdited(null), []);
  const create = useCallback(
    () => setEdited({ list: blank(allOf([listed.within, digestQuery(digest), search])), problem: null }),
    [blank, listed.within, digest, search],
  );
  const edit = useCallback((list: SavedListSummary) => setEdited({ list, problem: list.problem }), []);
  const keep = useCallback(
    (list: SavedList) => {
      const before = lists.find(({ id }) => id === list.id);
      void save(list).then((isSaved) => {
        if (!isSaved) return;
        setEdited(null);
        if (before && before.query !== shownQuery) return;
        if (!before) onSearch('');
        open(list);
      });
    },
    [lists, save, shownQuery, onSearch, open],
  );

  return useMemo(
    () => ({ ...saved, shownQuery, edited, open, create, edit, closeDialog, keep }),
    [saved, shownQuery, edited, open, create, edit, closeDialog, keep],
  );
}

function digestQuery(digest: DigestHead | null): string {
  const name = digest?.name ?? digest?.date ?? '';
  return name === '' ? '' : conditionText({ field: 'digest', comparison: 'is', value: name, to: '' });
}
