/** What Offprint understood of one digest. */
import { useEffect, useState } from 'react';
import type { DigestDetails } from '../library/paper-records';
import { library } from '../library-client';

/** `undefined` while it is on its way, `null` where the library has no such digest (any more). */
export type KnownDigest = DigestDetails | null | undefined;

/** @param revision counts up when the library changed */
export function useDigest(digestId: string | null, revision: number, onError: (error: unknown) => void): KnownDigest {
  const [known, setKnown] = useState<{ id: string; digest: DigestDetails | null } | null>(null);
  useEffect(() => {
    if (digestId === null) return;
    let isCurrent = true;
    library.digest(digestId).then((digest) => isCurrent && setKnown({ id: digestId, digest }), onError);
    return () => {
      isCurrent = false;
    };
  }, [digestId, revision, onError]);
  return known?.id === digestId ? known.digest : undefined;
}
