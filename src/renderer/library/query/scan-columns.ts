/**
 * Finds the papers whose value in a column lies in a range: one loop over the column, a bit for each paper.
 *
 * Written without branches in the loops: values come in no order, and guessing wrong would take several times as long.
 */
import { PaperSet } from './paper-set';

/** The greatest integer that a column can have. */
export const GREATEST = 2_147_483_647;

/** @param from, to both included; 32-bit integers */
export function papersBetween(values: Int32Array | Uint8Array, length: number, from: number, to: number): PaperSet {
  const set = new PaperSet(length);
  if (from > to) return set;
  const { words } = set;
  const end = Math.min(length, values.length);
  // What lies before `from` wraps around, and is greater than the whole range.
  const first = from | 0;
  const range = (to - first) >>> 0;
  for (let word = 0, paper = 0; paper < end; word++) {
    const next = Math.min(end, paper + 32);
    let bits = 0;
    for (let bit = 0; paper < next; paper++, bit++) {
      bits |= Number(((values[paper] ?? 0) - first) >>> 0 <= range) << bit;
    }
    words[word] = bits;
  }
  return set;
}

/** The same of times, where `NaN` is in no range. @param to not included */
export function papersTimed(values: Float64Array, length: number, from: number, to: number): PaperSet {
  const set = new PaperSet(length);
  const { words } = set;
  const end = Math.min(length, values.length);
  for (let word = 0, paper = 0; paper < end; word++) {
    const next = Math.min(end, paper + 32);
    let bits = 0;
    for (let bit = 0; paper < next; paper++, bit++) {
      const value = values[paper] ?? 0;
      bits |= (Number(value >= from) & Number(value < to)) << bit;
    }
    words[word] = bits;
  }
  return set;
}

/** The papers whose value in a column is the number of something that is flagged. */
export function papersFlagged(values: Int32Array, length: number, flags: Uint8Array): PaperSet {
  const set = new PaperSet(length);
  const end = Math.min(length, values.length);
  for (let paper = 0; paper < end; paper++) {
    const number = values[paper] ?? -1;
    if (number >= 0 && flags[number] === 1) set.add(paper);
  }
  return set;
}
