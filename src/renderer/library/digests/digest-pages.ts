/** Which record of the database each digest is stored in: a page takes digests until it is full, then the next one does. */
import type { PageRecord } from '../database';
import type { IngestPlan } from '../ingest';
import type { Digests } from './digests';
import { type PackedDigest, packDigest } from './packed-digests';

/** From how many entries on a page takes no further digest: some 250 KB of them. */
const FULL = 1000;

/** What becomes of a page. */
export interface PageChange {
  /** The ids of the digests that are taken out. */
  gone: Set<string>;
  added: PackedDigest[];
}

/** What is to be stored, and where. */
export interface StoredPlan extends IngestPlan {
  pages: Map<number, PageChange>;
}

export class DigestPages {
  readonly #digests: Digests;
  /** The page that the next digest goes into, and how many entries it has. */
  #open = 1;
  #entries = 0;

  constructor(digests: Digests) {
    this.#digests = digests;
  }

  load(pages: readonly PageRecord[]): void {
    for (const { id, digests } of pages) {
      if (id < this.#open) continue;
      this.#open = id;
      this.#entries = entriesOf(digests);
    }
  }

  /** Finds a place for what a plan adds, and where that is which it takes out. */
  place(plan: IngestPlan): StoredPlan {
    const pages = new Map<number, PageChange>();
    const changeOf = (page: number) => {
      const change = pages.get(page) ?? { gone: new Set(), added: [] };
      pages.set(page, change);
      return change;
    };
    for (const id of plan.removed.keys()) {
      const digest = this.#digests.get(id);
      if (digest) changeOf(digest.page).gone.add(id);
    }
    const open = this.#entries < FULL ? this.#open : this.#open + 1;
    if (plan.added.size > 0) {
      changeOf(open).added = Array.from(plan.added.values(), ({ digest }) => packDigest(digest));
    }
    return { ...plan, pages };
  }

  /** Says that a plan was stored. */
  note({ pages }: StoredPlan): void {
    for (const [id, { added }] of pages) {
      if (added.length === 0) continue;
      this.#entries = entriesOf(added) + (id === this.#open ? this.#entries : 0);
      this.#open = id;
    }
  }
}

/** How many entries digests have in all. */
export function entriesOf(digests: readonly PackedDigest[]): number {
  return digests.reduce((entries, { length }) => entries + length, 0);
}
