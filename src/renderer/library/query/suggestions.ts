/** What the library has that a query may name: organizations, tags, digests. */
import type { LoadedDigest } from '../digests/digests';
import type { Papers } from '../papers/papers';
import { fold } from './fold';
import type { SuggestedField } from './language/complete';

export interface SuggestionSources {
  papers: Papers;
  tags(): Iterable<{ name: string; papers: number }>;
  /** Newest first. */
  digests(): readonly LoadedDigest[];
  fileNamesOf(digestId: string): string[];
}

interface Named {
  name: string;
  /** What else it goes by. */
  also: string;
  papers: number;
}

export class Suggestions {
  readonly #sources: SuggestionSources;
  #organizations: Named[] = [];
  #organizationsOf = -1;

  constructor(sources: SuggestionSources) {
    this.#sources = sources;
  }

  /** Names of which a word begins like `prefix`, the most frequent (of digests, the newest) first. */
  of(field: SuggestedField, prefix: string, limit: number): string[] {
    const begun = fold(prefix).trim();
    if (field === 'digest') return this.#digests(begun, limit);
    const named = field === 'tag' ? this.#tags() : this.#organizationsByPapers();
    const found: string[] = [];
    for (const { name, also } of named) {
      if (found.length >= limit) break;
      if (hasWord(name, begun) || hasWord(also, begun)) found.push(name);
    }
    return found;
  }

  #tags(): Named[] {
    const tags = Array.from(this.#sources.tags(), ({ name, papers }) => ({ name, also: '', papers }));
    return tags.sort((a, b) => b.papers - a.papers || (a.name < b.name ? -1 : 1));
  }

  #organizationsByPapers(): Named[] {
    const { papers } = this.#sources;
    if (this.#organizationsOf === papers.version) return this.#organizations;
    const { organizations } = papers.digests;
    const counts = new Uint32Array(organizations.length);
    const numbers = papers.organization.values;
    for (const paper of papers.list()) {
      const number = numbers[paper] ?? -1;
      if (number >= 0) counts[number] = (counts[number] ?? 0) + 1;
    }
    const byName = new Map<string, Named>();
    organizations.forEach(({ name, handle }, number) => {
      const count = counts[number] ?? 0;
      const known = byName.get(name);
      if (known) {
        known.papers += count;
        known.also += ` ${handle}`;
      } else if (count > 0) byName.set(name, { name, also: handle, papers: count });
    });
    this.#organizations = [...byName.values()].sort((a, b) => b.papers - a.papers || (a.name < b.name ? -1 : 1));
    this.#organizationsOf = papers.version;
    return this.#organizations;
  }

  #digests(begun: string, limit: number): string[] {
    const found = new Set<string>();
    for (const { id, date } of this.#sources.digests()) {
      if (found.size >= limit) break;
      const names = [...(date === null ? [] : [date]), ...this.#sources.fileNamesOf(id)];
      const name = names.find(
        (one) =>
          fold(one).startsWith(begun) ||
          fold(one)
            .replace(/^.*[/\\]/, '')
            .startsWith(begun),
      );
      if (name !== undefined) found.add(name);
    }
    return [...found];
  }
}

/** @param begun folded */
function hasWord(name: string, begun: string): boolean {
  return ` ${fold(name)}`.includes(` ${begun}`);
}
