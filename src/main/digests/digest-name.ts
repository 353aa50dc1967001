/** Names for new digest files that every file system takes and the seeds folder looks at. */
import { isDigestFileName } from './digest-file';

/** UTF-16 units; with ending and number it stays below the 255 bytes of most file systems, whatever the script. */
const LONGEST_STEM = 60;

/**
 * A plain file name made from any text, such as the name of a dropped file: no folders, nothing that a file system
 * refuses or that changes how the name reads, and always an ending that digests have.
 */
export function digestNameFrom(text: string): string {
  const base = text.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = base
    // Control characters, marks that turn the direction of text, halves of characters, and what Windows forbids.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_');
  const { stem, ending } = splitName(plain);
  // What begins with one of these is hidden, or an editor's; Windows drops dots and spaces at an end.
  const trimmed = cut(stem.replace(/^[\s.#~]+/, '')).replace(/[\s.]+$/, '');
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(trimmed.split('.')[0]?.trim() ?? '') ? `_${trimmed}` : trimmed;
  return `${safe || 'digest'}${ending}`;
}

/** The same name with a number, for where it is taken: `Monday.txt`, `Monday (2).txt`, … */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const { stem, ending } = splitName(name);
  return `${stem} (${number})${ending}`;
}

function splitName(name: string): { stem: string; ending: string } {
  const trimmed = name.trim();
  const dot = trimmed.lastIndexOf('.');
  const ending = dot < 0 ? '' : trimmed.slice(dot);
  return isDigestFileName(`x${ending}`) ? { stem: trimmed.slice(0, dot), ending } : { stem: trimmed, ending: '.txt' };
}

function cut(stem: string): string {
  // Not through the middle of a surrogate pair.
  return stem.slice(0, LONGEST_STEM).replace(/[\uD800-\uDBFF]$/, '');
}
