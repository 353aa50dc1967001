/** Where a row of a list stands, in few words of what the list is sorted by. */
import { dateOf, known } from '../columns';
import type { Sort } from '../list-records';
import type { Papers } from '../papers/papers';
import type { ListRows } from './list-rows';
import { STATUS_WORDS, shortMonthWords } from './row-words';
import type { TaggedPapers } from './sort-keys';

interface LabelSources {
  papers: Papers;
  /** In the order of their names. */
  tags(): readonly TaggedPapers[];
}

/** @returns `null` where there is nothing to say, as the list is sorted by relevance */
export function labelOfRow(row: number, rows: ListRows, sort: readonly Sort[], sources: LabelSources): string | null {
  const group = rows.groupAt(row);
  if (group >= 0) return rows.labelOf(group) || null;
  const paper = rows.paperAt(row);
  if (paper < 0) return null;
  const { papers, tags } = sources;
  const column = sort[0]?.column ?? 'digest';
  switch (column) {
    case 'title':
      return beginningOf(papers.titleOf(paper), 1);
    case 'organization':
      return beginningOf(papers.digests.organizations[papers.organization.at(paper)]?.name ?? '', NAME_BEGINNING);
    case 'authors':
    case 'comments':
    case 'sightings':
      return known(papers[column].at(paper))?.toLocaleString('en') ?? null;
    case 'published':
      return monthOf(dateOf(papers.published.at(paper)));
    case 'digest':
      return monthOf(papers.digests.digestOf(papers.latest.at(paper))?.date ?? null);
    case 'status':
      return STATUS_WORDS[papers.status.at(paper)] ?? null;
    case 'starred':
      return Number.isNaN(papers.starredAt.at(paper)) ? null : 'Starred';
    case 'tags':
      return tags().find((tag) => tag.papers.has(paper))?.name ?? null;
    case 'relevance':
      return null;
  }
}

/** Letters of a name; enough to tell where one is. */
const NAME_BEGINNING = 3;

/** The first letters or digits of a text; `null` where it has none. */
function beginningOf(text: string, length: number): string | null {
  const [begun] = text.match(/[\p{L}\p{N}].*/u) ?? [];
  if (begun === undefined) return null;
  const [first = '', ...rest] = Array.from(begun).slice(0, length);
  return first.toLocaleUpperCase('en') + rest.join('').trimEnd();
}

function monthOf(date: string | null): string | null {
  return date === null ? null : shortMonthWords(date);
}
