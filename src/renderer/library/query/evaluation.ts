/** Finds the papers that a query means. */
import { MISSING } from '../columns';
import type { LoadedDigest } from '../digests/digests';
import { STATUSES, type Status } from '../mark-records';
import type { Papers } from '../papers/papers';
import { datedBetween, digestsNamed } from './digests-named';
import { fold } from './fold';
import type { DayColumn, Expression, IndexedText, NumberColumn, TextField } from './language/expression';
import { hasWords, NamedTexts, spaced } from './named-texts';
import { NotedPapers, type NoteSources } from './noted-papers';
import { PaperSet } from './paper-set';
import { GREATEST, papersBetween, papersFlagged, papersTimed } from './scan-columns';

type Leaf = Exclude<Expression, { kind: 'and' | 'or' | 'not' | 'all' }>;

/** What the evaluation reads, beside the columns of papers. */
export interface QuerySources {
  papers: Papers;
  /** The search in titles and abstracts. `version` counts up when it finds more, or less. */
  texts: {
    readonly version: number;
    match(words: readonly string[], how: Omit<IndexedText, 'words'>): PaperSet;
  };
  /** What the reader wrote and named. */
  marked: NoteSources & {
    tags(): Iterable<{ name: string; papers: PaperSet }>;
  };
  /** The names of the files that hold a digest, relative to their seeds folder. */
  fileNamesOf(digestId: string): string[];
}

/** Bytes of sets that are kept: a keystroke changes one condition of a query, a mark those few that ask for marks. */
const KEPT_BYTES = 16 * 2 ** 20;
/** Sets that are kept however large they are, and however small. */
const [FEWEST_KEPT, MOST_KEPT] = [24, 1000];

interface KeptSet {
  version: string;
  set: PaperSet;
}

export class Evaluation {
  readonly #sources: QuerySources;
  /** By what they are of; the one asked for last is the last. Nobody may change them. */
  readonly #kept = new Map<string, KeptSet>();
  readonly #organizations = new NamedTexts();
  readonly #noted: NotedPapers;
  #marksVersion = 0;

  constructor(sources: QuerySources) {
    this.#sources = sources;
    this.#noted = new NotedPapers(sources.marked);
  }

  /** Say that marks changed. */
  noteMarks(): void {
    this.#marksVersion++;
  }

  /** Tells the state of all that an evaluation depends on. */
  get version(): string {
    return `${this.#sources.papers.version} ${this.#sources.texts.version} ${this.#marksVersion}`;
  }

  /** The papers that an expression means; to be read only. */
  papersOf(expression: Expression): PaperSet {
    switch (expression.kind) {
      case 'all':
        return this.#keep('all', this.#papersVersion, () => this.#all());
      case 'and':
        return this.#intersection(expression.parts);
      case 'or': {
        const [first, ...rest] = expression.parts;
        const set = first ? this.papersOf(first).copy() : new PaperSet(this.#length);
        for (const part of rest) set.unite(this.papersOf(part));
        return set;
      }
      case 'not':
        return this.papersOf({ kind: 'all' }).copy().subtract(this.papersOf(expression.part));
      default:
        return this.#keep(JSON.stringify(expression), this.#versionOf(expression), () =>
          // Numbers that stand for no paper may have values, too.
          this.#leaf(expression).intersect(this.papersOf({ kind: 'all' })),
        );
    }
  }

  #intersection(parts: readonly Expression[]): PaperSet {
    const positive = parts.filter(({ kind }) => kind !== 'not');
    const [first = { kind: 'all' } as const, ...rest] = positive;
    const set = this.papersOf(first).copy();
    for (const part of rest) {
      if (set.isEmpty) return set;
      set.intersect(this.papersOf(part));
    }
    for (const part of parts) if (part.kind === 'not' && !set.isEmpty) set.subtract(this.papersOf(part.part));
    return set;
  }

  get #length(): number {
    return this.#sources.papers.entries.length;
  }

  get #papersVersion(): string {
    return String(this.#sources.papers.version);
  }

  /** Tells the state of what one condition depends on. */
  #versionOf(leaf: Leaf): string {
    const isOfMarks =
      leaf.kind === 'tag' ||
      (leaf.kind === 'text' && (leaf.field === 'any' || leaf.field === 'note')) ||
      (leaf.kind === 'is' && leaf.what !== 'new') ||
      (leaf.kind === 'has' && (leaf.what === 'note' || leaf.what === 'tag')) ||
      (leaf.kind === 'days' && leaf.column !== 'published' && leaf.column !== 'seen');
    const texts = leaf.kind === 'text' ? this.#sources.texts.version : 0;
    return `${this.#papersVersion} ${texts} ${isOfMarks ? this.#marksVersion : 0}`;
  }

  #keep(key: string, version: string, find: () => PaperSet): PaperSet {
    const kept = this.#kept.get(key);
    const set = kept?.version === version ? kept.set : find();
    this.#kept.delete(key);
    this.#kept.set(key, { version, set });
    const most = Math.min(MOST_KEPT, Math.max(FEWEST_KEPT, KEPT_BYTES / Math.max(1, set.words.byteLength)));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= most) break;
      this.#kept.delete(oldest);
    }
    return set;
  }

  #all(): PaperSet {
    return papersBetween(this.#sources.papers.sightings.values, this.#length, 1, GREATEST);
  }

  #leaf(leaf: Leaf): PaperSet {
    switch (leaf.kind) {
      case 'text':
        return this.#text(leaf.field, leaf.words, leaf.isPrefix);
      case 'tag':
        return this.#tagged((name) => (leaf.isPrefix ? ` ${name}`.includes(` ${leaf.name}`) : name === leaf.name));
      case 'digest':
        return this.#sighted(digestsNamed(this.#sources.papers.digests.all(), leaf.name, this.#sources.fileNamesOf));
      case 'is':
        return this.#is(leaf.what);
      case 'has':
        return this.#has(leaf.what);
      case 'numbers': {
        const { from, to } = leaf;
        return papersBetween(this.#numbers(leaf.column), this.#length, from ?? 0, to ?? GREATEST);
      }
      case 'days':
        return this.#days(leaf.column, leaf.from, leaf.to);
    }
  }

  #numbers(column: NumberColumn): Int32Array {
    const { authors, comments, sightings } = this.#sources.papers;
    return { authors, comments, sightings }[column].values;
  }

  #text(field: TextField, words: readonly string[], isPrefix: boolean): PaperSet {
    switch (field) {
      case 'title':
      case 'abstract':
        return this.#sources.texts.match(words, { isPrefix, field });
      case 'organization':
        return this.#ofOrganizations(words, isPrefix);
      case 'note':
        return this.#addNoted(new PaperSet(this.#length), words, isPrefix);
      case 'any': {
        const set = new PaperSet(this.#length)
          .unite(this.#sources.texts.match(words, { isPrefix, field }))
          .unite(this.#ofOrganizations(words, isPrefix))
          .unite(this.#tagged((name) => hasWords(name, words, isPrefix)));
        return this.#addNoted(set, words, isPrefix);
      }
    }
  }

  #ofOrganizations(words: readonly string[], isPrefix: boolean): PaperSet {
    const { papers } = this.#sources;
    const { organizations } = papers.digests;
    for (const { name, handle } of organizations.slice(this.#organizations.length))
      this.#organizations.add(spaced(name), spaced(handle));
    const flags = this.#organizations.flagsOf(words, isPrefix);
    if (!flags.includes(1)) return new PaperSet(this.#length);
    return papersFlagged(papers.organization.values, this.#length, flags);
  }

  /** The papers that any of these digests lists. */
  #sighted(digests: Iterable<LoadedDigest>): PaperSet {
    const { papers } = this.#sources;
    const set = new PaperSet(this.#length);
    for (const digest of digests) {
      for (const entry of papers.digests.entriesOf(digest)) {
        const paper = papers.paperOf(entry);
        if (paper >= 0) set.add(paper);
      }
    }
    return set;
  }

  #addNoted(set: PaperSet, words: readonly string[], isPrefix: boolean): PaperSet {
    return this.#noted.addHaving(set, words, isPrefix, this.#sources.papers.version);
  }

  /** @param matches is given the folded names of tags */
  #tagged(matches: (name: string) => boolean): PaperSet {
    const set = new PaperSet(this.#length);
    for (const { name, papers } of this.#sources.marked.tags()) {
      if (matches(fold(name))) set.unite(papers);
    }
    return set;
  }

  #is(what: Extract<Expression, { kind: 'is' }>['what']): PaperSet {
    const { papers } = this.#sources;
    switch (what) {
      case 'starred':
        return this.#timed(papers.starredAt.values, null, null);
      case 'new': {
        const latest = papers.digests.latestArrival;
        return latest > 0 ? papersBetween(papers.arrival.values, this.#length, latest, latest) : new PaperSet(0);
      }
      default:
        return this.#ofStatus(what);
    }
  }

  #ofStatus(status: Status): PaperSet {
    const code = STATUSES.indexOf(status);
    return papersBetween(this.#sources.papers.status.values, this.#length, code, code);
  }

  #has(what: Extract<Expression, { kind: 'has' }>['what']): PaperSet {
    const { papers } = this.#sources;
    const some = GREATEST;
    switch (what) {
      case 'note':
        return papersBetween(papers.hasNote.values, this.#length, 1, 1);
      case 'link':
        return papersBetween(papers.linksFrom.values, this.#length, 0, some);
      case 'abstract':
        return papersBetween(papers.abstractFrom.values, this.#length, 0, some);
      case 'organization':
        return papersBetween(papers.organization.values, this.#length, 0, some);
      case 'tag':
        return this.#tagged(() => true);
    }
  }

  #days(column: DayColumn, from: number | null, to: number | null): PaperSet {
    const { papers } = this.#sources;
    switch (column) {
      case 'published':
        return papersBetween(papers.published.values, this.#length, from ?? MISSING + 1, to ?? GREATEST);
      case 'seen':
        return this.#sighted(datedBetween(papers.digests.all(), from, to));
      case 'read':
        return this.#timed(papers.statusAt.values, from, to).intersect(this.#ofStatus('read'));
      case 'starred':
        return this.#timed(papers.starredAt.values, from, to);
      case 'noted': {
        const [begin, end] = timesOf(from, to);
        return this.#noted.changedBetween(begin, end, this.#length, papers.version);
      }
    }
  }

  #timed(times: Float64Array, from: number | null, to: number | null): PaperSet {
    return papersTimed(times, this.#length, ...timesOf(from, to));
  }
}

/** From when to when days last where the reader is, in milliseconds since 1970; the end is not included. */
function timesOf(from: number | null, to: number | null): [begin: number, end: number] {
  const begin = from === null ? Number.NEGATIVE_INFINITY : startOfDay(from);
  return [begin, to === null ? Number.POSITIVE_INFINITY : startOfDay(to + 1)];
}

const DAY = 86_400_000;

/** @param day days since 1970 */
function startOfDay(day: number): number {
  const date = new Date(day * DAY);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime();
}
