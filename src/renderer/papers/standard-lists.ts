/** The lists of papers that there always are, as the sidebar and the commands lead to them. */
import type { LucideIcon } from 'lucide-react';
import { BookOpen, ChevronsRight, CircleDot, Library, Sparkles, Star } from 'lucide-react';
import type { LibraryTotals } from '../library/library-api';

export interface StandardList {
  /** The query that says what is in it. */
  within: string;
  /** What leads there, after `g`. */
  key: string;
  name: string;
  icon: LucideIcon;
  count: keyof LibraryTotals;
  /** Whether it is only there while there is something in it. */
  isPassing?: boolean;
}

export const STANDARD_LISTS: readonly StandardList[] = [
  { within: '', key: 'a', name: 'All papers', icon: Library, count: 'papers' },
  { within: 'is:new', key: 'n', name: 'New', icon: Sparkles, count: 'new', isPassing: true },
  { within: 'is:unread', key: 'u', name: 'Unread', icon: CircleDot, count: 'unread' },
  { within: 'is:reading', key: 'r', name: 'Reading', icon: BookOpen, count: 'reading', isPassing: true },
  { within: 'is:starred', key: 's', name: 'Starred', icon: Star, count: 'starred' },
  { within: 'is:skipped', key: 'x', name: 'Skipped', icon: ChevronsRight, count: 'skipped', isPassing: true },
];
