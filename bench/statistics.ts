/** Medians, and how far the runs were apart. */

export interface Sample {
  /** Milliseconds. */
  median: number;
  p95: number;
  /** Half the distance between the quartiles, as a share of the median: the noise of this machine. */
  noise: number;
  runs: number;
}

/** @param times milliseconds, at least one */
export function sampleOf(times: number[]): Sample {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  const median = at(0.5);
  return { median, p95: at(0.95), noise: median > 0 ? (at(0.75) - at(0.25)) / 2 / median : 0, runs: sorted.length };
}

/** Runs both in the order ABBA, so that a machine that slows down slows both. */
export async function interleaved(
  rounds: number,
  a: () => Promise<number> | number,
  b: () => Promise<number> | number,
): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      times[which].push(await (which === 0 ? a() : b()));
    }
  }
  return times;
}
