/**
 * How a value crosses between main and the page: with the meanings of a structured clone, as text. Runs on both sides.
 *
 * devalue writes what JSON cannot (dates, maps, typed arrays, `undefined`, cycles). Long strings travel beside its text
 * rather than in it, because escaping them twice is what would take the time.
 */
import { parse, stringify } from 'devalue';

/** From this length on (in UTF-16 units) a string travels beside the text. */
const LONG = 4096;

/** The same words as Electron's. */
const CANNOT_CLONE = 'An object could not be cloned.';

/**
 * Turns a value into a string that `decode` reads.
 *
 * @throws Error `An object could not be cloned.` for functions, promises and whatever else has no structured clone
 */
export function encode(value: unknown): string {
  const parts: string[] = [];
  let text: string;
  try {
    text = stringify(structuredClone(value), {
      // What is not well-formed would be damaged on its way through UTF-8; within the text it is escaped.
      Long: (part: unknown) =>
        typeof part === 'string' && part.length >= LONG && part.isWellFormed() && parts.push(part),
      Error: (part: unknown) => part instanceof Error && [part.name, part.message],
    });
  } catch (error) {
    throw new Error(CANNOT_CLONE, { cause: error });
  }
  return `${[text, ...parts].map((part) => part.length).join(' ')}\n${text}${parts.join('')}`;
}

/** The value that `encode` was given, as a structured clone of it. */
export function decode(message: string): unknown {
  const end = message.indexOf('\n');
  let at = end + 1;
  const [text = '', ...parts] = message
    .slice(0, end)
    .split(' ')
    .map((length) => {
      const start = at;
      at += Number(length);
      return message.slice(start, at);
    });
  return parse(text, {
    Long: (number: number) => parts[number - 1],
    Error: ([name, words]: [string, string]) => Object.assign(new Error(words), name === 'Error' ? {} : { name }),
  });
}
