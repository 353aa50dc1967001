/** The names that the library has of a field, for completing what is being written. */
import { useEffect, useState } from 'react';
import type { SuggestedField } from '../library/query/language/complete';
import { library } from '../library-client';

/** How many names the library is asked for. */
const MOST_NAMES = 12;
const NO_NAMES: readonly string[] = [];

/** The names that begin like a text; those before until the library answers. @param field `null` to ask for none */
export function useNames(field: SuggestedField | null, begun: string): readonly string[] {
  const [known, setKnown] = useState<{ field: SuggestedField; names: readonly string[] } | null>(null);
  useEffect(() => {
    if (field === null) return;
    let isCurrent = true;
    library.suggestions(field, begun, MOST_NAMES).then(
      (names) => isCurrent && setKnown({ field, names }),
      // Without suggestions the query can still be written.
      () => isCurrent && setKnown(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [field, begun]);
  return known !== null && known.field === field ? known.names : NO_NAMES;
}
