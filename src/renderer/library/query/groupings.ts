/** What papers are put together by: which group each belongs to, and what the groups are called. */

import { formatDay } from '../../ui/format';
import { MISSING } from '../columns';
import type { LoadedDigest } from '../digests/digests';
import type { GroupColumn } from '../list-records';
import { STATUSES } from '../mark-records';
import type { Papers } from '../papers/papers';
import { fold } from './fold';
import { monthWords, STATUS_WORDS } from './row-words';
import type { SortKeys, TaggedPapers } from './sort-keys';

/** Groups are numbered in the order in which they stand; the last is of the papers that have no value. */
export interface Grouping {
  count: number;
  /** Names a group across lists. */
  keyOf(group: number): string;
  /** For the reader; empty for the last. */
  labelOf(group: number): string;
  /** By paper; `MISSING` for those without a value. Where a paper may be in several groups, that of the first. */
  groupOf: Int32Array;
  /** By paper: the number of its next membership; -1 where it has none beside the first. `null`: no paper is in several. */
  further: Memberships | null;
}

/** Which groups papers are in, beside the first of each. */
export interface Memberships {
  /** By paper: its next membership, by a number from 0; -1 where there is none. */
  first: Int32Array;
  /** By membership: the one after it, and the group. */
  next: Int32Array;
  group: Int32Array;
}

interface GroupSources {
  papers: Papers;
  keys: SortKeys;
  /** In the order of their names. */
  tags(): readonly TaggedPapers[];
  nameOf(digest: LoadedDigest): string | null;
}

/** @param keys as `SortKeys` has them: columns of marks may be as they were, so that rows stay in their group */
export function groupingBy(column: GroupColumn, sources: GroupSources): Grouping {
  switch (column) {
    case 'digest':
      return byDigest(sources);
    case 'organization':
      return byOrganization(sources);
    case 'month':
      return byMonth(sources);
    case 'status':
      return byStatus(sources);
    case 'tag':
      return byTag(sources);
  }
}

/** Newest first. */
function byDigest({ papers, keys, nameOf }: GroupSources): Grouping {
  const newestFirst = [...papers.digests.all()].sort((a, b) => b.recency - a.recency);
  const { places } = keys.newestFirst();
  const last = newestFirst.length - 1;
  return {
    count: newestFirst.length,
    keyOf: (group) => newestFirst[group]?.id ?? '',
    labelOf(group) {
      const digest = newestFirst[group];
      if (!digest) return '';
      const label = digest.date === null ? (digest.heading ?? '') : formatDay(digest.date);
      const isAlone = [group - 1, group + 1].every((other) => newestFirst[other]?.date !== digest.date);
      return isAlone && label !== '' ? label : [label, nameOf(digest) ?? ''].filter((part) => part !== '').join(' · ');
    },
    groupOf: places.map((place) => (place === MISSING ? MISSING : last - place)),
    further: null,
  };
}

/** By name. */
function byOrganization({ papers, keys }: GroupSources): Grouping {
  const { organizations } = papers.digests;
  const ranks = keys.organizationRanks();
  const names = new Map<number, string>();
  organizations.forEach(({ name }, number) => {
    const rank = ranks[number] ?? 0;
    if (!names.has(rank)) names.set(rank, name);
  });
  return {
    count: organizations.length + 1,
    keyOf: (group) => fold(names.get(group) ?? ''),
    labelOf: (group) => names.get(group) ?? '',
    groupOf: keys.of('organization'),
    further: null,
  };
}

/** The latest first. */
function byMonth({ papers }: GroupSources): Grouping {
  const published = papers.published.values.subarray(0, papers.entries.length);
  const months = new Map<number, number>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const monthOf = (day: number) => {
    const known = months.get(day);
    if (known !== undefined) return known;
    const date = new Date(day * DAY);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    months.set(day, month);
    first = Math.min(first, month);
    last = Math.max(last, month);
    return month;
  };
  const groupOf = published.map((day) => (day === MISSING ? MISSING : monthOf(day)));
  const name = (group: number) => {
    const month = last - group;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
  };
  for (let paper = 0; paper < groupOf.length; paper++) {
    const month = groupOf[paper] ?? MISSING;
    if (month !== MISSING) groupOf[paper] = last - month;
  }
  const count = months.size === 0 ? 1 : last - first + 2;
  return {
    count,
    keyOf: (group) => (group === count - 1 ? '' : name(group)),
    labelOf: (group) => (group === count - 1 ? '' : monthWords(name(group))),
    groupOf,
    further: null,
  };
}

const DAY = 86_400_000;

function byStatus({ keys }: GroupSources): Grouping {
  return {
    count: STATUSES.length + 1,
    keyOf: (group) => STATUSES[group] ?? '',
    labelOf: (group) => STATUS_WORDS[group] ?? '',
    groupOf: keys.of('status'),
    further: null,
  };
}

/** By name. */
function byTag({ papers, keys, tags }: GroupSources): Grouping {
  const all = tags();
  const groupOf = keys.of('tags');
  const first = new Int32Array(papers.entries.length).fill(-1);
  const next: number[] = [];
  const group: number[] = [];
  // From behind, so that those of a paper come in order.
  for (let place = all.length - 1; place >= 0; place--) {
    all[place]?.papers.forEach((paper) => {
      if (groupOf[paper] === place) return;
      next.push(first[paper] ?? -1);
      first[paper] = group.push(place) - 1;
    });
  }
  return {
    count: all.length + 1,
    keyOf: (at) => all[at]?.id ?? '',
    labelOf: (at) => all[at]?.name ?? '',
    groupOf,
    further: next.length === 0 ? null : { first, next: Int32Array.from(next), group: Int32Array.from(group) },
  };
}
