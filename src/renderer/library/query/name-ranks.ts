/** The ranks of names, such as those of organizations: by the rules of the reader's language, as they are few. */
import { titleKey } from './title-keys';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base', ignorePunctuation: true });

/** The rank of each name, from 0, by its number; the same for names that only differ in what the order overlooks. */
export function ranksOfNames(names: readonly string[]): Int32Array {
  const keys = names.map(titleKey);
  const order = names.map((_, number) => number);
  // Comparing by the rules of a language is slow, but takes few comparisons where names are nearly in order.
  order.sort((a, b) => ((keys[a] ?? '') < (keys[b] ?? '') ? -1 : (keys[a] ?? '') > (keys[b] ?? '') ? 1 : a - b));
  order.sort((a, b) => collator.compare(names[a] ?? '', names[b] ?? ''));
  const ranks = new Int32Array(names.length);
  order.forEach((number, at) => {
    const previous = order[at - 1];
    const isSame = previous !== undefined && collator.compare(names[previous] ?? '', names[number] ?? '') === 0;
    ranks[number] = isSame ? (ranks[previous] ?? 0) : at;
  });
  return ranks;
}
