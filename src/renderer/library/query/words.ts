/** The words of a query, as the worker looks for them and the page marks them. */
import { fold } from './fold';

/** Folded, parted at white space, each once, in the order they were typed. Empty where nothing is looked for. */
export function wordsOf(query: string): string[] {
  return [...new Set(fold(query).split(/\s+/))].filter((word) => word !== '');
}
