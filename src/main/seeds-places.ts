/** Which seeds folder a file belongs to, and whether several of them would tell of the same files. */
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SeedsChoices } from '../preload/api';
import { isInside } from './digests/digest-file';

/** A seeds folder, as the reader chose it. */
export type Place = SeedsChoices['folders'][number];

/** The innermost folder that a file lies in; `null` where it lies in none. */
export function ownerOf<P extends Place>(places: readonly P[], file: string): P | null {
  let owner: P | null = null;
  for (const place of places) {
    if (isInside(file, place.path) && place.path.length > (owner?.path.length ?? -1)) owner = place;
  }
  return owner;
}

/**
 * Why these folders cannot be watched side by side, in words for the reader; `null` where they can. One may lie inside of
 * another whose subfolders are not looked into.
 */
export async function overlapOf(places: readonly Place[]): Promise<string | null> {
  const known: (Place & { real: string })[] = [];
  for (const place of places) {
    // A folder that is not there now is taken by its name.
    const real = await realpath(place.path).catch(() => resolve(place.path));
    for (const other of known) {
      if (other.real === real) {
        return other.path === place.path
          ? `${place.path} is a seeds folder already.`
          : `${place.path} is the same folder as ${other.path}, which is a seeds folder already.`;
      }
      const [outer, inner] = isInside(real, other.real) ? [other, place] : [place, other];
      const areNested = isInside(real, other.real) || isInside(other.real, real);
      if (areNested && outer.includesSubfolders) {
        return `${inner.path} lies inside of ${outer.path}, which is a seeds folder with all of its subfolders. Leave out the subfolders of the one, or remove the other.`;
      }
    }
    known.push({ ...place, real });
  }
  return null;
}
