/** The passages that a search found, for the rows in sight. */
import { useEffect, useState } from 'react';
import type { ListRow } from '../library/list-records';
import type { Sought } from '../library/query/language/expression';
import { library } from '../library-client';
import type { PaperOrder } from './list-feed';
import type { LoadedRows } from './loaded-rows';
import type { RowRange } from './row-window';

/** Milliseconds that rows have to themselves before their passages are asked for. */
const PAUSE = 60;

export type Snippets = ReadonlyMap<string, string | null>;
const NONE: Snippets = new Map();

/** By paper, what is known. What an earlier search found stays until the rows of this one have theirs. */
export function useSnippets(
  { start, rows }: LoadedRows,
  order: PaperOrder | null,
  { first, end }: RowRange,
  words: readonly Sought[],
): Snippets {
  const [snippets, setSnippets] = useState<{ of: readonly Sought[]; found: Snippets }>({ of: words, found: NONE });
  const isSearching = words.length > 0;

  useEffect(() => {
    if (!isSearching) return;
    const known = snippets.of === words ? snippets.found : NONE;
    const missing = paperIds(rows.slice(Math.max(0, first - start), end - start)).filter((id) => !known.has(id));
    if (missing.length === 0) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      // They are an extra: a list without them is whole, and what went wrong shows where it matters.
      const found = await library.snippets(missing).catch(() => []);
      if (!isCurrent) return;
      const added = missing.map((id, at): [string, string | null] => [id, found[at] ?? null]);
      setSnippets({ of: words, found: new Map([...known, ...added]) });
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [isSearching, words, snippets, order, rows, start, first, end]);

  return isSearching ? snippets.found : NONE;
}

function paperIds(rows: readonly ListRow[]): string[] {
  return rows.flatMap((row) => (row.kind === 'paper' ? [row.id] : []));
}
