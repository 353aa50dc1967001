/**
 * Edits of a note that are asked of one worker after the other come to one: that of the latest text, made of any of those before. Asked
 * one by one, what an earlier worker carried out would be typed a second time.
 */
import type { LibraryApi } from './library/library-api';
import type { LibraryCall } from './library-worker';

/** @returns the arguments of the one; `null` where the calls are not two edits of one note, and of nothing else */
export function joinedMarks(earlier: LibraryCall, later: LibraryCall): Parameters<LibraryApi['mark']> | null {
  const [first, second] = [noteEdit(earlier), noteEdit(later)];
  if (!first || !second || first.paperId !== second.paperId) return null;
  const noteBases = [...new Set([...first.noteBases, first.note, ...second.noteBases])];
  return [{ paperIds: [second.paperId] }, { note: second.note, noteBases }];
}

function noteEdit({ name, args }: LibraryCall): { paperId: string; note: string; noteBases: readonly string[] } | null {
  if (name !== 'mark') return null;
  const [target, { note, noteBases, ...others }] = args as Parameters<LibraryApi['mark']>;
  const [paperId, ...more] = target === 'selection' ? [] : target.paperIds;
  const isNoteAlone = paperId !== undefined && more.length === 0 && Object.keys(others).length === 0;
  return isNoteAlone && note !== undefined && noteBases ? { paperId, note, noteBases } : null;
}
