/** The ranks of names, such as those of organizations: in the order in which titles stand, too. */
import { titleKey } from './title-keys';

/**
 * The rank of each name, from 0, by its number; the same for names that only differ in what the order overlooks.
 *
 * They are few enough for the rules of the reader's language. But then `Å` would stand in another place than among the titles
 * beside them, which cannot have those rules at a million: JavaScript has no sort keys of a collation.
 */
export function ranksOfNames(names: readonly string[]): Int32Array {
  const keys = names.map(titleKey);
  const keyOf = (number: number | undefined) => (number === undefined ? undefined : keys[number]);
  const order = names.map((_, number) => number);
  order.sort((a, b) => ((keys[a] ?? '') < (keys[b] ?? '') ? -1 : (keys[a] ?? '') > (keys[b] ?? '') ? 1 : a - b));
  const ranks = new Int32Array(names.length);
  order.forEach((number, at) => {
    const previous = order[at - 1];
    ranks[number] = previous !== undefined && keyOf(previous) === keyOf(number) ? (ranks[previous] ?? 0) : at;
  });
  return ranks;
}
