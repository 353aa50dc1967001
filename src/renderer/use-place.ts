/** What the middle of the window shows: a list of papers or, over it, another page. */
import { useCallback, useMemo, useState } from 'react';
import type { ListRequest } from './library/list-records';

/** Which papers the table lists. */
export type ListPlace = Pick<ListRequest, 'within' | 'digestId'>;

/** What of a digest, or of a file that none was read from, is to be shown. */
export type DigestPlace =
  | { digestId: string; show: { entry: number } | { line: number } | null }
  | { digestId: null; file: string; name: string; show: { line: number } | null };

/** What stands where the table would. */
export type Page = { kind: 'problems' } | { kind: 'digest'; of: DigestPlace };

export interface Place {
  /** What the table lists; also while another page stands in its place. */
  listed: ListPlace;
  page: Page | null;
  /** The page and those it was come to from, the first one first. */
  pages: readonly Page[];
  showList(listed: ListPlace): void;
  showProblems(): void;
  showDigest(of: DigestPlace): void;
  /** To the page that was left for this one or, where there was none, to the list. */
  goBack(): void;
}

export function usePlace(): Place {
  const [listed, setListed] = useState<ListPlace>({ within: '', digestId: null });
  const [pages, setPages] = useState<readonly Page[]>([]);

  const showList = useCallback((next: ListPlace) => {
    setPages([]);
    setListed((current) => (current.within === next.within && current.digestId === next.digestId ? current : next));
  }, []);
  const showProblems = useCallback(() => setPages([{ kind: 'problems' }]), []);
  const showDigest = useCallback((of: DigestPlace) => {
    // One digest page takes the place of another: the way back is always the one out of digests.
    setPages((current) => [...current.filter(({ kind }) => kind !== 'digest'), { kind: 'digest', of }]);
  }, []);
  const goBack = useCallback(() => setPages((current) => current.slice(0, -1)), []);

  const page = pages.at(-1) ?? null;
  return useMemo(
    () => ({ listed, page, pages, showList, showProblems, showDigest, goBack }),
    [listed, page, pages, showList, showProblems, showDigest, goBack],
  );
}
