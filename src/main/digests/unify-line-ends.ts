/** Makes every line of a text end with `\n`, where the text is still bytes: as a string, it would be in memory twice. */

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Puts `\n` for every `\r\n` and `\r`, in place, and gives what is left of the bytes. Text in UTF-16, whose line ends have
 * zeros beside them, stays as it is.
 */
export function unifyLineEnds(bytes: Uint8Array): Uint8Array {
  let at = bytes.indexOf(CARRIAGE_RETURN);
  if (at < 0 || bytes.includes(0)) return bytes;
  let length = at;
  while (at < bytes.length) {
    bytes[length++] = LINE_FEED;
    const start = at + (bytes[at + 1] === LINE_FEED ? 2 : 1);
    const next = bytes.indexOf(CARRIAGE_RETURN, start);
    const end = next < 0 ? bytes.length : next;
    bytes.copyWithin(length, start, end);
    length += end - start;
    at = end;
  }
  return bytes.subarray(0, length);
}
