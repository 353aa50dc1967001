/** Groups of entries that grow together, except where something keeps them apart. */
export class ApartGroups {
  readonly #rootOf = new Map<number, number>();
  readonly #members = new Map<number, number[]>();
  /** By root: the roots of the groups that it must not be joined with. */
  readonly #apart = new Map<number, Set<number>>();

  /** Every entry begins as a group of its own. */
  constructor(entries: Iterable<number>) {
    for (const entry of entries) {
      this.#rootOf.set(entry, entry);
      this.#members.set(entry, [entry]);
    }
  }

  has(entry: number): boolean {
    return this.#rootOf.has(entry);
  }

  groups(): Iterable<readonly number[]> {
    return this.#members.values();
  }

  membersOf(entry: number): readonly number[] {
    return this.#members.get(this.#root(entry)) ?? [];
  }

  areTogether(a: number, b: number): boolean {
    return this.#root(a) === this.#root(b);
  }

  areApart(a: number, b: number): boolean {
    return this.#apart.get(this.#root(a))?.has(this.#root(b)) ?? false;
  }

  /** Makes one group of two, unless they are kept apart. */
  join(a: number, b: number): void {
    if (this.areTogether(a, b) || this.areApart(a, b)) return;
    const isLarger = this.membersOf(a).length >= this.membersOf(b).length;
    const [root, other] = isLarger ? [this.#root(a), this.#root(b)] : [this.#root(b), this.#root(a)];
    for (const member of this.membersOf(other)) this.#rootOf.set(member, root);
    this.#members.get(root)?.push(...(this.#members.get(other) ?? []));
    this.#members.delete(other);
    for (const third of this.#apart.get(other) ?? []) {
      this.#apart.get(third)?.delete(other);
      this.#setApart(root, third);
    }
    this.#apart.delete(other);
  }

  /** Joins all of these, in their order, as far as nothing keeps them apart. */
  joinAll(entries: readonly number[]): void {
    entries.forEach((a, at) => {
      for (const b of entries.slice(at + 1)) this.join(a, b);
    });
  }

  /** Keeps two groups apart from now on, unless they are one already. */
  keepApart(a: number, b: number): void {
    if (!this.areTogether(a, b)) this.#setApart(this.#root(a), this.#root(b));
  }

  #root(entry: number): number {
    return this.#rootOf.get(entry) ?? entry;
  }

  #setApart(a: number, b: number): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const apart = this.#apart.get(one);
      if (apart) apart.add(other);
      else this.#apart.set(one, new Set([other]));
    }
  }
}
