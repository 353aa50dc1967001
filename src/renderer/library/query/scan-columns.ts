/** Finds the papers whose value in a column lies in a range: one loop over the column, a bit for each paper. */
import { PaperSet } from './paper-set';

/** @param from, to both included */
export function papersBetween(values: Int32Array | Uint8Array, length: number, from: number, to: number): PaperSet {
  const set = new PaperSet(length);
  const { words } = set;
  const end = Math.min(length, values.length);
  for (let word = 0, paper = 0; paper < end; word++) {
    const next = Math.min(end, paper + 32);
    let bits = 0;
    for (let bit = 0; paper < next; paper++, bit++) {
      const value = values[paper] ?? 0;
      if (value >= from && value <= to) bits |= 1 << bit;
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
      if (value >= from && value < to) bits |= 1 << bit;
    }
    words[word] = bits;
  }
  return set;
}

/** The papers whose value in a column is the number of something that is flagged. */
export function papersFlagged(values: Int32Array, length: number, flags: Uint8Array): PaperSet {
  const set = new PaperSet(length);
  const end = Math.min(length, values.length);
  for (let paper = 0; paper < end; paper++) if (flags[values[paper] ?? -1] === 1) set.add(paper);
  return set;
}
