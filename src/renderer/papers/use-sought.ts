/** What a list was searched for, to be marked in its papers. */
import { useMemo } from 'react';
import type { ListRequest } from '../library/list-records';
import type { Sought } from '../library/query/language/expression';
import { parseQuery } from '../library/query/language/parse-query';
import { today } from '../library/query/language/today';

/** @param request what the list answers, not what is asked for by now: rows and marks change together */
export function useSought(request: Pick<ListRequest, 'within' | 'search'> | null): readonly Sought[] {
  const { within = '', search = '' } = request ?? {};
  const text = useMemo(() => {
    return JSON.stringify([within, search].flatMap((query) => parseQuery(query, today()).sought));
  }, [within, search]);
  // The same as long as it says the same: rows are drawn again when it changes.
  return useMemo(() => JSON.parse(text) as Sought[], [text]);
}
