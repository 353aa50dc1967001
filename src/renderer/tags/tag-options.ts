/** What is offered while the name of a tag is typed: the tags it may be, and to make it. Pure. */
import type { TagSummary } from '../library/mark-records';
import { fold } from '../library/query/fold';

export type TagOption = { kind: 'tag'; tag: TagSummary } | { kind: 'new'; name: string };

/** So many are listed. */
const MOST_OPTIONS = 12;

/** The tags that have what was typed in their names, those that begin so first, the most used first; then a new one. */
export function tagOptions(all: readonly TagSummary[], has: ReadonlySet<string>, text: string): TagOption[] {
  const sought = fold(text).trim();
  const found = all
    .filter(({ id, name }) => !has.has(id) && fold(name).includes(sought))
    .map((tag) => ({ tag, begins: fold(tag.name).startsWith(sought) ? 0 : 1 }))
    .sort((a, b) => a.begins - b.begins || b.tag.papers - a.tag.papers)
    .slice(0, MOST_OPTIONS)
    .map(({ tag }): TagOption => ({ kind: 'tag', tag }));
  const isKnown = all.some(({ name }) => fold(name).trim() === sought);
  const name = text.replace(/\s+/g, ' ').trim();
  return name === '' || isKnown ? found : [...found, { kind: 'new', name }];
}
