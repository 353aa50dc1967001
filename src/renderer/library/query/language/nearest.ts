/** Finds what a reader may have meant who wrote something else. */

/** The candidate that takes the fewest typing mistakes to get to `text`; `null` where none is near. */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const sought = text.toLowerCase();
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    // What only has something at its end is nearer than its length says.
    const mistakes = sought.startsWith(candidate) ? 1 : typingMistakes(sought, candidate);
    if (mistakes < least && mistakes <= Math.max(1, Math.floor(candidate.length / 3))) {
      least = mistakes;
      best = candidate;
    }
  }
  return best;
}

/**
 * How many letters were left out, put in, exchanged, or swapped with the next (the optimal string alignment distance).
 * Long texts are far from everything.
 */
export function typingMistakes(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3 || a.length > 40) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
