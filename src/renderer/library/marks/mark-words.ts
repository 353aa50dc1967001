/** What a change of marks is called: an order, that can be undone. */
import { counted } from '../../ui/format';
import type { MarkChange } from '../mark-records';

/**
 * @param about the title of the one paper, or how many there are
 * @param tagName what a tag is called
 */
export function labelOf(change: MarkChange, about: string | number, tagName: (tagId: string) => string): string {
  const what = typeof about === 'string' ? `‘${shortened(about)}’` : counted(about, 'paper');
  const [added, removed] = [change.addTags ?? [], change.removeTags ?? []];
  const labels = [
    change.status && statusLabel(change.status, what),
    change.isStarred !== undefined && `${change.isStarred ? 'Star' : 'Unstar'} ${what}`,
    change.note !== undefined && `${change.note.trim() === '' ? 'Remove the note' : 'Write a note'} on ${what}`,
    added.length > 0 && `Tag ${what} ${added.map((id) => `‘${tagName(id)}’`).join(', ')}`,
    removed.length > 0 && `Take ${removed.map((id) => `‘${tagName(id)}’`).join(', ')} off ${what}`,
  ].filter((label) => typeof label === 'string');
  return labels.length === 1 ? (labels[0] ?? '') : `Change the marks of ${what}`;
}

function statusLabel(status: NonNullable<MarkChange['status']>, what: string): string {
  switch (status) {
    case 'unread':
      return `Mark ${what} as unread`;
    case 'reading':
      return `Mark ${what} as being read`;
    case 'read':
      return `Mark ${what} as read`;
    case 'skipped':
      return `Skip ${what}`;
  }
}

const LONGEST_TITLE = 40;

function shortened(title: string): string {
  const characters = [...title];
  return characters.length <= LONGEST_TITLE ? title : `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}
