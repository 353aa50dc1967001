/** Which groups are folded: kept for every place, and what its papers are put together by, while the window is open. */

interface Folded {
  /** Whether groups are folded that nothing was said of by itself. */
  isAllFolded: boolean;
  /** The keys of those that are otherwise. */
  others: Set<string>;
}

export class Folding {
  readonly #places = new Map<string, Folded>();
  #current: Folded = { isAllFolded: false, others: new Set() };

  /** @param place what tells it from others */
  goTo(place: string): void {
    const known = this.#places.get(place);
    if (!known) this.#places.set(place, { isAllFolded: false, others: new Set() });
    this.#current = this.#places.get(place) ?? this.#current;
  }

  /** Folds a group or opens it; all of them where `key` is `null`. */
  fold(key: string | null, isFolded: boolean): void {
    const { others, isAllFolded } = this.#current;
    if (key === null) {
      this.#current.isAllFolded = isFolded;
      others.clear();
    } else if (isFolded === isAllFolded) others.delete(key);
    else others.add(key);
  }

  isFolded(key: string): boolean {
    const { others, isAllFolded } = this.#current;
    return others.has(key) !== isAllFolded;
  }
}
