/** The review of several files before anything is copied: what each would bring, and which of them are wanted. */
import type { EntryIdentity, Inspection, JsonOf } from '../../preload/api';

type Readable = Extract<Inspection, { kind: 'readable' }>;

/** What a look at a file came to. */
export type Finding =
  | (Pick<Readable, 'kind' | 'format' | 'digests' | 'entries' | 'identities' | 'problems'> & PaperCounts)
  /** `of` is a file with the same bytes, in a seeds folder or earlier in the review. */
  | { kind: 'twin'; of: string; isInFolder: boolean }
  | { kind: 'refused'; reason: string };

export interface PaperCounts {
  /** How many papers the library does not have. */
  newPapers: number;
  knownPapers: number;
}

export interface ReviewedFile {
  name: string;
  /** `null` before it was looked at. */
  finding: Finding | null;
  isTicked: boolean;
}

export function canBeTicked({ finding }: ReviewedFile): boolean {
  return finding?.kind === 'readable';
}

export function withFinding(file: ReviewedFile, finding: Finding): ReviewedFile {
  return { ...file, finding, isTicked: finding.kind === 'readable' };
}

/** How many digests the ticked files hold. */
export function countTickedDigests(files: readonly ReviewedFile[]): number {
  return files.reduce(
    (sum, { isTicked, finding }) => sum + (isTicked && finding?.kind === 'readable' ? finding.digests.length : 0),
    0,
  );
}

/** Whether a paper stands in several of the ticked files, which together bring `counts`. */
export function haveCommonPapers(files: readonly ReviewedFile[], counts: PaperCounts): boolean {
  const sum = files.reduce(
    (papers, { isTicked, finding }) =>
      papers + (isTicked && finding?.kind === 'readable' ? finding.newPapers + finding.knownPapers : 0),
    0,
  );
  return sum > counts.newPapers + counts.knownPapers;
}

/** The entries of all ticked files as one list, so that a paper of several files is counted once. */
export function tickedIdentities(files: readonly ReviewedFile[]): JsonOf<EntryIdentity[]> {
  const lists = files.flatMap(({ isTicked, finding }) =>
    isTicked && finding?.kind === 'readable' && finding.identities !== '[]' ? [finding.identities.slice(1, -1)] : [],
  );
  return `[${lists.join(',')}]` as JsonOf<EntryIdentity[]>;
}

/** How many of the files cannot be added, and why: `3 already there, 1 refused.`; empty where all can. */
export function describeLeftOut(files: readonly ReviewedFile[]): string {
  const count = (kind: Finding['kind']) => files.filter(({ finding }) => finding?.kind === kind).length;
  const [twins, refused] = [count('twin'), count('refused')];
  const parts = [twins > 0 && `${twins} already there`, refused > 0 && `${refused} refused`].filter(Boolean);
  return parts.length > 0 ? `${parts.join(', ')}.` : '';
}
