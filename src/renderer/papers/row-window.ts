/**
 * Which rows of a list are in sight, however long it is.
 *
 * Chromium ends an element at 33,554,428 device pixels, so a list may be taller than what can be scrolled. Such a list is
 * scrolled in a shorter space: small steps go through both pixel by pixel, and only what goes further at once (a drag
 * of the scrollbar) is scaled. A _scroll top_ is a place in that space, an _offset_ one in the list itself; both in
 * pixels, and the whole number between them is the _shift_.
 */

/** Pixels: below Chromium's limit at a zoom of 400%. */
const TALLEST = 8_000_000;
/** Pixels at either end of a scaled list that are not scaled, so that a step never meets the end of the space too early. */
const TRUE_ENDS = 50_000;
/** Rows that come and go together. */
export const STEP = 4;

export interface RowRange {
  first: number;
  /** Behind the last. */
  end: number;
}

export class RowWindow {
  readonly rows: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** Pixels of the list that are in sight at once. */
  readonly viewport: number;
  /** Pixels of the element that is scrolled. */
  readonly height: number;
  readonly lastScrollTop: number;
  readonly lastOffset: number;
  readonly #isScaled: boolean;

  constructor(rows: number, rowHeight: number, viewport: number) {
    this.rows = rows;
    this.rowHeight = rowHeight;
    this.viewport = viewport;
    const listHeight = rows * rowHeight;
    this.#isScaled = listHeight > TALLEST;
    this.height = Math.min(listHeight, TALLEST);
    this.lastScrollTop = Math.max(0, this.height - viewport);
    this.lastOffset = Math.max(0, listHeight - viewport);
  }

  /** The offset that a place in the scroll space stands for. */
  offsetAt(scrollTop: number): number {
    const at = clamp(scrollTop, this.lastScrollTop);
    if (!this.#isScaled || at <= TRUE_ENDS) return at;
    const fromEnd = this.lastScrollTop - at;
    if (fromEnd <= TRUE_ENDS) return this.lastOffset - fromEnd;
    return TRUE_ENDS + (at - TRUE_ENDS) * this.#scale;
  }

  /** The place in the scroll space that stands for an offset. */
  scrollTopAt(offset: number): number {
    const at = clamp(offset, this.lastOffset);
    if (!this.#isScaled || at <= TRUE_ENDS) return at;
    const fromEnd = this.lastOffset - at;
    if (fromEnd <= TRUE_ENDS) return this.lastScrollTop - fromEnd;
    return TRUE_ENDS + (at - TRUE_ENDS) / this.#scale;
  }

  /** The shift for which a place in the space and in the list belong together. */
  shiftAt(offset: number): number {
    return Math.round(clamp(offset, this.lastOffset) - this.scrollTopAt(offset));
  }

  /** The shift after the space was scrolled from one place to another. The list moves in the same direction, or not at all. */
  shiftAfter(shift: number, before: number, scrollTop: number): number {
    if (!this.#isScaled) return 0;
    const step = scrollTop - before;
    let offset = scrollTop + shift;
    if (Math.abs(step) > Math.max(1500, 2 * this.viewport)) {
      const meant = this.offsetAt(scrollTop);
      offset = step > 0 ? Math.max(before + shift, meant) : Math.min(before + shift, meant);
    }
    return Math.round(clamp(offset, this.lastOffset) - scrollTop);
  }

  /** Whether the space has come to its end where the list has not: only a new shift leads on. */
  isStuck(shift: number, scrollTop: number): boolean {
    const offset = scrollTop + shift;
    return (scrollTop <= 0 && offset >= 1) || (scrollTop >= this.lastScrollTop && offset <= this.lastOffset - 1);
  }

  /** The rows in sight at an offset, with so many more before and behind, and a few so that not every step changes them. */
  rangeAt(offset: number, margin: number): RowRange {
    const first = Math.floor(offset / this.rowHeight) - margin;
    const end = Math.ceil((offset + this.viewport) / this.rowHeight) + margin;
    return {
      first: clamp(Math.floor(first / STEP) * STEP, this.rows),
      end: clamp(Math.ceil(end / STEP) * STEP, this.rows),
    };
  }

  /** The offset nearest to the present one at which a row is wholly in sight, below so many pixels that are covered. */
  offsetToShow(row: number, offset: number, covered = 0): number {
    const top = row * this.rowHeight;
    const highest = top + this.rowHeight - this.viewport;
    return clamp(Math.max(highest, Math.min(top - covered, offset)), this.lastOffset);
  }

  get #scale(): number {
    return (this.lastOffset - 2 * TRUE_ENDS) / (this.lastScrollTop - 2 * TRUE_ENDS);
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

/**
 * Gives each row in sight a slot, that is, an element: rows that stay keep theirs, others take over those of rows that
 * left. So scrolling makes no elements, and the row that has the focus never loses its own.
 */
export function assignSlots(before: ReadonlyMap<number, number>, rows: Iterable<number>): Map<number, number> {
  const after = new Map<number, number>();
  const entering: number[] = [];
  for (const row of rows) {
    const slot = before.get(row);
    if (slot === undefined) entering.push(row);
    else after.set(row, slot);
  }
  const taken = new Set(after.values());
  // In ascending order, so that elements stand in the order of their rows for as long as that can be had.
  const left = [...before.values()].filter((slot) => !taken.has(slot)).sort((a, b) => a - b);
  const next = Math.max(-1, ...before.values()) + 1;
  for (const [at, row] of entering.entries()) after.set(row, left[at] ?? next + at - left.length);
  return after;
}
