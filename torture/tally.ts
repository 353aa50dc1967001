/** What a part of the torture came to. */
export interface Tally {
  /** How many kills, failures or cuts there were. */
  faults: number;
  /** How many changes were told to be saved. */
  acknowledged: number;
  /** How many of these were not found afterwards. */
  lost: number;
  /** What was found wrong, in words. */
  broken: string[];
}

export function noTally(): Tally {
  return { faults: 0, acknowledged: 0, lost: 0, broken: [] };
}

/** Whole numbers below a limit, the same for each seed; mulberry32. */
export function seededBelow(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
