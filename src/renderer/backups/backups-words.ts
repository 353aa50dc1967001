/** Backups and what restoring one would change, in words. */
import type { RestoredPaper, RestorePlan } from '../library/mark-records';
import { counted } from '../ui/format';

const momentFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** Milliseconds since 1970 as `Nov 21, 2026, 9:30:12 AM`, in local time: several may be of one minute. */
export function formatBackupTime(at: number): string {
  return momentFormat.format(at);
}

/** What it would come to; one that changes nothing says so. */
export function describePlan({ added, changed, gone, others }: RestorePlan): string {
  const parts = [
    added > 0 && `${counted(added, 'paper')} would get marks back`,
    changed > 0 && `the marks of ${counted(changed, 'paper')} would change`,
    gone > 0 && `${counted(gone, 'paper')} would lose their marks`,
    others > 0 && `${counted(others, 'decision, date, tag or list', 'decisions, dates, tags or lists')} would change`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return 'Nothing would change: your marks are as they were then.';
  const text = parts.join(', ');
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

export function isEmptyPlan({ added, changed, gone, others }: RestorePlan): boolean {
  return added + changed + gone + others === 0;
}

const KINDS = { added: 'Gets back', changed: 'Changes', gone: 'Loses' } as const;

/** By the names of the fields of marks; see `MarkRecord`. */
const FIELDS: Readonly<Record<string, string>> = {
  starredAt: 'star',
  status: 'status',
  statusAt: 'status',
  readAt: 'status',
  note: 'note',
  tags: 'tags',
};

/** `Changes: star, note` */
export function describeRestored({ kind, fields }: RestoredPaper): string {
  const names = [...new Set(fields.map((field) => FIELDS[field] ?? field))];
  return names.length === 0 ? KINDS[kind] : `${KINDS[kind]}: ${names.join(', ')}`;
}

/** `1.2 MB` */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
