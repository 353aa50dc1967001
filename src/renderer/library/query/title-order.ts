/**
 * The papers by their titles, and the rank of each.
 *
 * Worked out once, in slices, then kept up, and kept from one start to the next: papers that come later find their place in
 * it. While it is worked out, keys are cut to KEY_BYTES and stand side by side, 24 MB for a million; only titles that are the
 * same so far are read once more.
 */
import { MISSING } from '../columns';
import type { Papers } from '../papers/papers';
import { Slices } from '../search/slices';
import { keptRanks, keptTitles, stampsOf, type TitleStore } from './kept-titles';
import { KeySort } from './key-sort';
import { mergedOrder, placeIn } from './merged-order';
import { PaperSet } from './paper-set';
import { plainTitleKey, titleKey, writeTitleKey } from './title-keys';

const KEY_BYTES = 24;
/** Titles that are read between two looks at the clock. */
const STEP = 128;
/** So few papers are read at once, and so few changes to a part of them. */
const FEW = 2000;
const FEW_OF_ALL = 1 / 16;
/** Milliseconds of work at a time where somebody waits for it; otherwise it stays out of the way. */
const AWAITED_SLICE = 40;

type TitledPapers = Pick<
  Papers,
  'list' | 'isPaper' | 'titleOf' | 'titleHashOf' | 'latest' | 'sightings' | 'entries' | 'version'
>;

export class TitleOrder {
  readonly #papers: TitledPapers;
  readonly #store: TitleStore | null;
  readonly #slices = new Slices();
  #order: Uint32Array | null = null;
  #ranks: Int32Array = new Int32Array(0);
  /** By paper: the sighting whose title it was. */
  #titledBy = new Int32Array(0);
  /** What has another title since, or came. */
  readonly #changed = new Set<number>();
  /** Of the papers that it is of; see `Papers`. */
  #version = -1;
  /** Those that it is stored of. */
  #storedVersion = -1;
  #preparing: Promise<void> | null = null;

  /** @param store where it is kept from one start to the next; `null` for nowhere */
  constructor(papers: TitledPapers, store: TitleStore | null) {
    this.#papers = papers;
    this.#store = store;
  }

  /** Say which papers may have changed or come. */
  notePapers(changed: Iterable<number>): void {
    const { latest } = this.#papers;
    for (const paper of changed) if (latest.at(paper) !== this.#titledBy[paper]) this.#changed.add(paper);
  }

  /** Whether ranks are to be had at once. */
  get isReady(): boolean {
    if (!this.#order) return this.#papers.list().length <= FEW;
    return this.#changed.size <= this.#mostChanged(this.#order);
  }

  /** Settles when it is ready. @param isAwaited whether somebody waits for it */
  async prepare(isAwaited: boolean): Promise<void> {
    while (!this.isReady) {
      if (isAwaited) this.#slices.length = AWAITED_SLICE;
      this.#preparing ??= this.#workOut();
      await this.#preparing;
    }
  }

  /** Keeps it for the next start, little by little; nothing where it is quickly worked out. Call it again when papers changed. */
  async store(): Promise<void> {
    const { version } = this.#papers;
    if (!this.#store || this.#storedVersion === version || this.#papers.list().length <= FEW || !this.isReady) return;
    this.#storedVersion = version;
    const ranks = this.ranks();
    const stamps = await this.#stamps();
    if (this.#papers.version === version) await this.#store.write(keptRanks(ranks, stamps));
  }

  /** Gives up what is being worked out. */
  stop(): void {
    this.#slices.stop();
  }

  /** By paper: the rank of its title, from 0; the same for titles that only differ in what the order overlooks. */
  ranks(): Int32Array {
    this.#bringUpToDate();
    return this.#ranks;
  }

  /** Tells of papers whether their titles begin with a text. */
  beginningWith(text: string): (paper: number) => boolean {
    const order = this.#bringUpToDate();
    const sought = plainTitleKey(text);
    // A number that is not typed to its end has the key of another: what stands before it says where to look.
    const stem = titleKey(text.replace(/[^\p{L}]+$/u, ''));
    const keyAt = (paper: number) => titleKey(this.#papers.titleOf(paper));
    const from = placeIn(order, 0, order.length, (paper) => keyAt(paper) >= stem);
    const to = placeIn(order, from, order.length, (paper) => !keyAt(paper).startsWith(stem));
    const ranks = this.#ranks;
    const first = ranks[order[from] ?? 0] ?? 0;
    const last = ranks[order[to - 1] ?? 0] ?? 0;
    if (to === from || sought === '') return () => false;
    const isOutside = (rank: number | undefined) => rank === undefined || rank < first || rank > last;
    if (stem === sought) return (paper) => !isOutside(ranks[paper]);
    return (paper) => !isOutside(ranks[paper]) && plainTitleKey(this.#papers.titleOf(paper)).startsWith(sought);
  }

  #bringUpToDate(): Uint32Array {
    const before = this.#order;
    if (before && this.#version === this.#papers.version) return before;
    const keys = new Map<number, string>();
    const keyOf = (paper: number) => {
      const key = keys.get(paper) ?? titleKey(this.#papers.titleOf(paper));
      keys.set(paper, key);
      return key;
    };
    const compare = (a: number, b: number) => compareKeys(keyOf(a), keyOf(b)) || a - b;
    const changed = before ? this.#changed : this.#papers.list();
    const moved = PaperSet.of(this.#papers.entries.length, changed);
    const added = moved.toArray().filter((paper) => this.#papers.isPaper(paper));
    const kept = before ?? new Uint32Array(0);
    const order = mergedOrder(kept, this.#papers.sightings.values, moved, added.sort(compare), compare);
    const ranksBefore = this.#ranks;
    const isSame = new Uint8Array(order.length);
    let isPreviousMoved = true;
    for (let at = 0; at < order.length; at++) {
      const [previous, paper] = [order[at - 1] ?? 0, order[at] ?? 0];
      const isMoved = moved.has(paper);
      // Titles are compared only where something came between them.
      if (!isMoved && !isPreviousMoved) isSame[at] = ranksBefore[previous] === ranksBefore[paper] ? 1 : 0;
      else if (at > 0 && keyOf(previous) === keyOf(paper)) isSame[at] = 1;
      isPreviousMoved = isMoved;
    }
    this.#keep(order, ranksOf(order, isSame, this.#papers.entries.length));
    for (const paper of added) this.#titledBy[paper] = this.#papers.latest.at(paper);
    this.#changed.clear();
    this.#version = this.#papers.version;
    return order;
  }

  #keep(order: Uint32Array, ranks: Int32Array): void {
    const { length } = this.#papers.entries;
    this.#order = order;
    this.#ranks = ranks;
    const titledBy = new Int32Array(length).fill(-1);
    titledBy.set(this.#titledBy.subarray(0, length));
    this.#titledBy = titledBy;
  }

  async #workOut(): Promise<void> {
    try {
      if (!(await this.#restore())) await this.#sortAll();
    } finally {
      this.#preparing = null;
      this.#slices.length = Slices.SHORT;
    }
  }

  /** Papers that change from now on are told, and put right afterwards. */
  #begin(): void {
    this.#changed.clear();
    this.#titledBy = this.#papers.latest.values.slice(0, this.#papers.entries.length);
  }

  #stamps(): Promise<Uint32Array<ArrayBuffer>> {
    return stampsOf(this.#papers, () => this.#slices.pause());
  }

  #mostChanged(order: Uint32Array): number {
    return FEW + order.length * FEW_OF_ALL;
  }

  /** Goes on from what was kept at an earlier start. @returns whether there was such, and most of it fits */
  async #restore(): Promise<boolean> {
    // What cannot be read is worked out.
    const record = this.#order ? undefined : await this.#store?.read().catch(() => undefined);
    if (!record) return false;
    this.#begin();
    const { version } = this.#papers;
    const { length } = this.#papers.entries;
    const stamps = await this.#stamps();
    const kept = await keptTitles(record, stamps, length, () => this.#slices.pause());
    if (!kept || kept.changed.length > this.#mostChanged(kept.order)) return false;
    this.#keep(kept.order, kept.ranks);
    for (const paper of kept.changed) this.#changed.add(paper);
    if (kept.changed.length > 0) return true;
    this.#version = version;
    this.#storedVersion = version;
    return true;
  }

  async #sortAll(): Promise<void> {
    this.#begin();
    const { version } = this.#papers;
    const papers = this.#papers.list();
    const bytes = new Uint8Array(papers.length * KEY_BYTES);
    for (let at = 0; at < papers.length; at++) {
      writeTitleKey(this.#papers.titleOf(papers[at] ?? 0), bytes, at * KEY_BYTES, (at + 1) * KEY_BYTES);
      if (at % STEP === 0) await this.#slices.pause();
    }
    const keys = new KeySort(bytes, KEY_BYTES);
    const { order, starts } = keys.byBeginning();
    for (let at = 1; at < starts.length; at++) {
      const alike = order.subarray(starts[at - 1], starts[at]);
      if (alike.length < 2) continue;
      keys.sort(alike, 2);
      this.#sortCut(alike, keys, papers);
      await this.#slices.pause();
    }
    const isSame = new Uint8Array(order.length);
    for (let at = 1; at < order.length; at++) {
      if (this.#isSame(keys, order[at - 1] ?? 0, order[at] ?? 0, papers)) isSame[at] = 1;
      if (at % FEW === 0) await this.#slices.pause();
    }
    const byTitle = order.map((key) => papers[key] ?? 0);
    this.#keep(byTitle, ranksOf(byTitle, isSame, this.#papers.entries.length));
    this.#version = version;
  }

  #isSame(keys: KeySort, a: number, b: number, papers: Uint32Array): boolean {
    return keys.isSame(a, b) && (!keys.isFull(a) || this.#wholeKey(papers[a]) === this.#wholeKey(papers[b]));
  }

  /** Sorts what is the same as far as keys were kept. */
  #sortCut(order: Uint32Array, keys: KeySort, papers: Uint32Array): void {
    for (let from = 0, to = 1; from < order.length; from = to, to++) {
      while (to < order.length && keys.isSame(order[from] ?? 0, order[to] ?? 0)) to++;
      const alike = order.subarray(from, to);
      if (alike.length < 2 || !keys.isFull(alike[0] ?? 0)) alike.sort();
      else {
        const whole = new Map(Array.from(alike, (key) => [key, this.#wholeKey(papers[key])]));
        alike.sort((a, b) => compareKeys(whole.get(a) ?? '', whole.get(b) ?? '') || a - b);
      }
    }
  }

  #wholeKey(paper: number | undefined): string {
    return titleKey(this.#papers.titleOf(paper ?? -1));
  }
}

/** @param isSame 1 where a title is the same as the one before it */
function ranksOf(order: Uint32Array, isSame: Uint8Array, length: number): Int32Array {
  const ranks = new Int32Array(length).fill(MISSING);
  let rank = 0;
  for (let at = 0; at < order.length; at++) {
    if (isSame[at] === 0) rank = at;
    ranks[order[at] ?? 0] = rank;
  }
  return ranks;
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
