/** Which backups are kept: many of the last minutes, and ever fewer the older they are. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Of each period the latest backup is kept, for so many periods that have one. Periods are named by when they began, in UTC. */
export const ROTATION: readonly { keep: number; period(at: number): number }[] = [
  { keep: 10, period: (at) => at },
  { keep: 24, period: (at) => Math.floor(at / HOUR) },
  { keep: 7, period: (at) => Math.floor(at / DAY) },
  // 1970 began on a Thursday.
  { keep: 5, period: (at) => Math.floor((at / DAY + 3) / 7) },
  { keep: 12, period: (at) => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth() },
];

/** Damaged ones are worth nothing as backups; some are kept for whoever can make something of them. */
const DAMAGED_KEPT = 5;

interface Rotated {
  /** Milliseconds since 1970. */
  at: number;
  /** How many records it has. */
  records: number;
  isSound: boolean;
  /** Whether it lacks no journal. */
  isWhole: boolean;
}

interface Rotation<B> {
  /** The backups that nobody needs any more. */
  dropped: B[];
  /** Those that stay, and without which these would be needed. */
  standing: B[];
}

/**
 * What to drop of these backups. The fullest one is kept, and so is the latest: a library that came to be empty never pushes out
 * what it was. Nor does one that lacks the journal of another device push out one that does not: each kind is for itself.
 */
export function rotate<B extends Rotated>(backups: readonly B[]): Rotation<B> {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at);
  const sound = newestFirst.filter(({ isSound }) => isSound);
  const damaged = newestFirst.filter(({ isSound }) => !isSound);
  const kinds = [sound.filter(({ isWhole }) => isWhole), sound.filter(({ isWhole }) => !isWhole)].map(rotateSound);
  return {
    dropped: [...damaged.slice(DAMAGED_KEPT), ...kinds.flatMap(({ dropped }) => dropped)],
    standing: kinds.flatMap(({ standing }) => standing),
  };
}

/** @param sound of one kind, the newest first */
function rotateSound<B extends Rotated>(sound: readonly B[]): Rotation<B> {
  const kept = new Set<B>();
  const latest = ROTATION.map(({ keep, period }) => {
    const periods = new Map<number, B>();
    for (const backup of sound) {
      const name = period(backup.at);
      if (periods.has(name)) continue;
      if (periods.size === keep) break;
      periods.set(name, backup);
      kept.add(backup);
    }
    return periods;
  });
  const fullest = sound.reduce<B | null>((best, one) => (best && best.records >= one.records ? best : one), null);
  if (fullest) kept.add(fullest);
  const dropped = sound.filter((backup) => !kept.has(backup));
  const standing = new Set(dropped.length > 0 && fullest ? [fullest] : []);
  for (const { at } of dropped) {
    const same = latest.flatMap((periods, index) => periods.get(ROTATION[index]?.period(at) ?? Number.NaN) ?? []);
    for (const backup of same.length > 0 ? same : (latest.at(-1)?.values() ?? [])) standing.add(backup);
  }
  return { dropped, standing: [...standing] };
}
