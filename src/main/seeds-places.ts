/** Which seeds folder a file belongs to, and whether several of them would tell of the same files. */
import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { SeedsChoices } from '../preload/api';

type Place = SeedsChoices['folders'][number];

/** Whether a path lies inside of a folder; both absolute. */
export function isWithin(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The innermost folder that a file lies in; `null` where it lies in none. */
export function ownerOf<P extends Place>(places: readonly P[], file: string): P | null {
  let owner: P | null = null;
  for (const place of places) {
    if (isWithin(place.path, file) && place.path.length > (owner?.path.length ?? -1)) owner = place;
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
      const [outer, inner] = isWithin(other.real, real) ? [other, place] : [place, other];
      const isInside = isWithin(other.real, real) || isWithin(real, other.real);
      if (isInside && outer.includesSubfolders) {
        return `${inner.path} lies inside of ${outer.path}, which is a seeds folder with all of its subfolders. Leave out the subfolders of the one, or remove the other.`;
      }
    }
    known.push({ ...place, real });
  }
  return null;
}
