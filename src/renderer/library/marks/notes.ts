/** Notes of entries that become one paper, and may part again: what each said by itself is never lost. */
import type { MarkRecord } from '../database';

/** A note, and what it was before it was changed as one with others. */
export type LayeredNote = Pick<MarkRecord, 'note' | 'own'>;

/** A note in the company of these: without what it got from entries that are not among them. */
export function noteAmong({ note, own }: LayeredNote, isPresent: (entryId: string) => boolean): string {
  if (!own || own.among.every(isPresent)) return note;
  const joined = new Set(paragraphsOf(own.joined));
  const added = paragraphsOf(note).filter((paragraph) => !joined.has(paragraph));
  return joinNotes([noteAmong(own, isPresent), ...added]);
}

/**
 * A note after the reader changed all notes of a paper to `note`.
 *
 * @param id that of the entry whose note it is
 * @param joined what all the notes came to before
 * @param among the ids of the entries of the paper that have notes
 */
export function changedNote(
  id: string,
  before: LayeredNote,
  note: string,
  joined: string,
  among: readonly string[],
): LayeredNote {
  const isPresent = (other: string) => among.includes(other);
  const isWhole = !before.own || before.own.among.every(isPresent);
  const layered = isWhole ? before : { note: noteAmong(before, isPresent), own: null };
  if (layered.note === joined) return { note, own: layered.own };
  const others = among.filter((other) => other !== id);
  return { note, own: { note: layered.note, own: layered.own, joined, among: others } };
}

/** Each note once, one below the other; not those that say nothing that another does not. */
export function joinNotes(notes: readonly string[]): string {
  const texts = [...new Set(notes)].map((note) => ({ note, paragraphs: paragraphsOf(note) }));
  const saying = texts.filter(({ paragraphs }, at) => {
    const isSaidBy = (other: (typeof texts)[number], place: number) =>
      place !== at &&
      paragraphs.every((paragraph) => other.paragraphs.includes(paragraph)) &&
      (other.paragraphs.length > paragraphs.length || place < at);
    return paragraphs.length > 0 && !texts.some(isSaidBy);
  });
  return saying.map(({ note }) => note).join('\n\n');
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
}
