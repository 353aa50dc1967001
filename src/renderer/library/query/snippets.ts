/** The passages that show why papers were found: of the abstract, or of the reader's note, where the title does not say it. */
import type { AbstractsRecord } from '../database';
import type { Papers } from '../papers/papers';
import { snippetOf } from '../search/snippet';
import { abstractPlace } from '../storage';
import type { Sought } from './language/expression';
import { matchRanges } from './match-ranges';

interface SnippetSources {
  papers: Papers;
  noteOf(paper: number): string;
  /** Resolves to the records of abstracts, in the order of their keys. */
  loadAbstracts(keys: string[]): Promise<(AbstractsRecord | undefined)[]>;
}

/** UTF-16 units: one line of a wide table. */
const LENGTH = 180;

/** For each paper, `null` where there is nothing to show. @param papers -1 for those that are not there any more */
export async function snippetsOf(
  papers: readonly number[],
  sought: readonly Sought[],
  { papers: library, noteOf, loadAbstracts }: SnippetSources,
): Promise<(string | null)[]> {
  const inTitle = fieldsOf(sought, 'title');
  const inAbstract = fieldsOf(sought, 'abstract');
  const inNote = fieldsOf(sought, 'note');
  const places = papers.map((paper) => {
    if (paper < 0 || inAbstract.length === 0 || saysAll(library.titleOf(paper), sought, inTitle)) return null;
    const [digest, position] = library.placeOf(library.abstractFrom.at(paper));
    return digest && abstractPlace(digest, position);
  });
  const keys = [...new Set(places.flatMap((place) => (place ? [place.key] : [])))];
  const records = new Map((await loadAbstracts(keys)).map((record, at) => [keys[at], record]));
  return papers.map((paper, at) => {
    const place = places[at];
    const abstract = place ? (records.get(place.key)?.abstracts[place.at] ?? '') : '';
    const found = snippetOf(abstract, inAbstract, LENGTH);
    if (found !== null || paper < 0 || inNote.length === 0 || saysAll(library.titleOf(paper), sought, inTitle))
      return found;
    return snippetOf(noteOf(paper), inNote, LENGTH);
  });
}

function fieldsOf(sought: readonly Sought[], field: Sought['field']): Sought[] {
  return sought.filter((one) => one.field === 'any' || one.field === field);
}

/** Whether a title has all that is sought, so that no passage is needed. */
function saysAll(title: string, sought: readonly Sought[], inTitle: readonly Sought[]): boolean {
  return inTitle.length === sought.length && inTitle.every((one) => matchRanges(title, [one]).length > 0);
}
