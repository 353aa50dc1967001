/** What names a capture of a file (see `DigestPart`). */

/**
 * @param hash SHA-256 of the file's bytes, in hex
 * @param index which of the file's captures it is, from 0
 */
export function digestIdOf(hash: string, index: number): string {
  return index === 0 ? hash : `${hash}.${index + 1}`;
}
