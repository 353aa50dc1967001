/** What may be told of an error to somebody else: not its message, which may quote a title or a note. */

export interface ErrorReport {
  /** `TypeError` */
  name: string;
  /** Where it was thrown, the innermost place first. */
  frames: string[];
}

const MOST_FRAMES = 12;
/** Characters; an address in the build is shorter. */
const LONGEST_FRAME = 300;

export function errorReport(error: unknown): ErrorReport {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const stack = error.stack ?? '';
  // The message stands in front, and may have lines of its own that look like places.
  const words = stack.indexOf(error.message);
  const places = words < 0 ? stack : stack.slice(words + error.message.length);
  const frames = places.split('\n').filter(isFrame).slice(0, MOST_FRAMES);
  return {
    name: /^\w{1,50}$/.test(error.name) ? error.name : 'Error',
    frames: frames.map((frame) => frame.trim().slice(0, LONGEST_FRAME)),
  };
}

function isFrame(line: string): boolean {
  return /^ {4}at \S.*:\d+:\d+\)?$/.test(line);
}
