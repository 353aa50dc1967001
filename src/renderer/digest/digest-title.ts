/** What a digest is called: its day or, where it has none, its file. */
import type { DigestHead } from '../library/paper-records';
import { formatDay } from '../ui/format';

export function digestTitle({ date, name }: Pick<DigestHead, 'date' | 'name'>): string {
  return date ? formatDay(date) : (name ?? 'Undated digest');
}
