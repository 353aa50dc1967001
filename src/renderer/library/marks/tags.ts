/**
 * The reader's tags: what they are called, and which papers have them.
 *
 * Papers have a tag by its id, since a time of its own. A tag that was renamed to the name of another stays a record that says
 * which one it became, and one that was deleted leaves the papers as they are: so either is one small change that can be
 * taken back, and two machines that each did something come to the same. Tags that go by one name are one tag, the oldest.
 */
import type { TagRecord } from '../database';
import { TAG_COLORS, type Tag, type TagColor, type TagSummary } from '../mark-records';
import type { Papers } from '../papers/papers';
import { fold } from '../query/fold';
import { PaperSet } from '../query/paper-set';
import type { Marks } from './marks';

/** What becomes of the record of a tag. */
export interface TagEdit {
  id: string;
  before: TagRecord | null;
  after: TagRecord | null;
}

const LONGEST_NAME = 100;

export class Tags {
  readonly #records = new Map<string, TagRecord>();
  /** By id: the tag that it stands for by now; and by that, all ids that do. */
  #standing: Map<string, string> | null = null;
  #variants = new Map<string, string[]>();
  #sorted: Tag[] = [];
  readonly #sets = new Map<string, { version: string; papers: PaperSet }>();
  #version = 0;

  readonly #papers: Pick<Papers, 'entriesOf' | 'paperOf' | 'entries' | 'version'>;
  readonly #marks: Pick<Marks, 'columns'>;

  constructor(papers: Pick<Papers, 'entriesOf' | 'paperOf' | 'entries' | 'version'>, marks: Pick<Marks, 'columns'>) {
    this.#papers = papers;
    this.#marks = marks;
  }

  record(id: string): TagRecord | null {
    return this.#records.get(id) ?? null;
  }

  set(id: string, record: TagRecord | null): void {
    if (record) this.#records.set(id, record);
    else this.#records.delete(id);
    this.#standing = null;
    this.#version++;
  }

  /** By name. */
  all(): readonly Tag[] {
    this.#settle();
    return this.#sorted;
  }

  summaries(): TagSummary[] {
    return this.all().map((tag) => ({ ...tag, papers: this.papersWith(tag.id).size }));
  }

  /** The tag that an id means by now; `null` where it is deleted. */
  get(id: string): Tag | null {
    this.#settle();
    const standing = this.#standing?.get(id);
    return this.#sorted.find((tag) => tag.id === standing) ?? null;
  }

  find(name: string): Tag | null {
    const key = keyOf(name);
    return this.all().find((tag) => keyOf(tag.name) === key) ?? null;
  }

  /** The ids of all tags that mean the same as one, its own as well. */
  variantsOf(id: string): readonly string[] {
    this.#settle();
    return this.#variants.get(this.#standing?.get(id) ?? '') ?? [id];
  }

  /** The ids of the tags that a paper has, by name. */
  of(paper: number): string[] {
    const all = this.all();
    if (all.length === 0) return [];
    const entries = this.#papers.entriesOf(paper);
    const { columns } = this.#marks;
    const has = (variant: string) => entries.some((entry) => columns.tagged(variant).has(entry));
    return all.filter(({ id }) => this.variantsOf(id).some(has)).map(({ id }) => id);
  }

  /** The papers that have a tag; to be read only. */
  papersWith(id: string): PaperSet {
    this.#settle();
    const version = `${this.#papers.version} ${this.#marks.columns.tagsVersion} ${this.#version}`;
    const standing = this.#standing?.get(id) ?? id;
    const known = this.#sets.get(standing);
    if (known?.version === version) return known.papers;
    const papers = new PaperSet(this.#papers.entries.length);
    for (const variant of this.variantsOf(standing)) {
      for (const entry of this.#marks.columns.tagged(variant).keys()) {
        const paper = this.#papers.paperOf(entry);
        if (paper >= 0) papers.add(paper);
      }
    }
    this.#sets.set(standing, { version, papers });
    return papers;
  }

  /** Makes a tag. @throws in words for the reader */
  creation(name: string, color: TagColor): TagEdit {
    const id = crypto.randomUUID();
    const record = { id, name: cleanName(name), color, createdAt: Date.now(), mergedInto: null };
    return { id, before: null, after: record };
  }

  /**
   * Renames or colours a tag; one that gets the name of another becomes one with it.
   *
   * @throws in words for the reader
   */
  change(id: string, { name, color }: Partial<Pick<Tag, 'name' | 'color'>>): { label: string; edits: TagEdit[] } {
    const tag = this.#existing(id);
    const next = name === undefined ? tag.name : cleanName(name);
    const other = this.find(next);
    if (other && other.id !== tag.id) {
      const edits = this.variantsOf(tag.id).map((variant) => this.#edit(variant, { mergedInto: other.id }));
      return { label: `Merge tag ‘${tag.name}’ into ‘${other.name}’`, edits };
    }
    const own = this.#edit(tag.id, { name: next, ...(color && { color }) });
    const isSame = next === tag.name && (color ?? tag.color) === tag.color;
    // What was one with it for its name alone stays one with it.
    const others = this.variantsOf(tag.id).filter((variant) => variant !== tag.id);
    const following = next === tag.name ? [] : others.map((variant) => this.#edit(variant, { mergedInto: tag.id }));
    const label = next === tag.name ? `Colour tag ‘${tag.name}’` : `Rename tag ‘${tag.name}’ to ‘${next}’`;
    return { label, edits: isSame ? [] : [own, ...following] };
  }

  /** @throws in words for the reader */
  deletion(id: string): { label: string; edits: TagEdit[] } {
    const tag = this.#existing(id);
    const edits = this.variantsOf(tag.id).map((variant) => ({ ...this.#edit(variant, {}), after: null }));
    return { label: `Delete tag ‘${tag.name}’`, edits };
  }

  #existing(id: string): Tag {
    const tag = this.get(id);
    if (!tag) throw new Error('There is no such tag any more.');
    return tag;
  }

  #edit(id: string, change: Partial<TagRecord>): TagEdit {
    const before = this.record(id);
    return { id, before, after: before && { ...before, ...change } };
  }

  #settle(): void {
    if (this.#standing) return;
    const oldestFirst = [...this.#records.values()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    const byName = new Map<string, string>();
    for (const { id, name, mergedInto } of oldestFirst) {
      const key = keyOf(name);
      if (mergedInto === null && !byName.has(key)) byName.set(key, id);
    }
    this.#standing = new Map();
    this.#variants = new Map();
    for (const { id } of oldestFirst) {
      const standing = this.#follow(id, byName);
      if (standing === null) continue;
      this.#standing.set(id, standing);
      this.#variants.set(standing, [...(this.#variants.get(standing) ?? []), id]);
    }
    this.#sorted = [...byName.values()].flatMap((id) => {
      const record = this.#records.get(id);
      return record ? [{ id, name: record.name, color: knownColor(record.color) }] : [];
    });
    this.#sorted.sort((a, b) => byLetters.compare(a.name, b.name));
  }

  /** The tag that one became, in however many steps; `null` where that is deleted. */
  #follow(id: string, byName: ReadonlyMap<string, string>): string | null {
    const seen = new Set<string>();
    for (let at = this.#records.get(id); at; at = this.#records.get(at.mergedInto ?? '')) {
      if (at.mergedInto === null) return byName.get(keyOf(at.name)) ?? null;
      // Two machines may each have made one a part of the other.
      if (seen.has(at.id)) return byName.get(keyOf(at.name)) ?? null;
      seen.add(at.id);
    }
    return null;
  }
}

const byLetters = new Intl.Collator('en', { numeric: true });

/** What is the same for names that are the same but for case, accents and spacing. */
function keyOf(name: string): string {
  return fold(name).replace(/\s+/g, ' ').trim();
}

/** @throws in words for the reader */
function cleanName(name: string): string {
  const clean = name.replace(/\s+/g, ' ').trim();
  if (clean === '') throw new Error('A tag needs a name.');
  if (clean.length > LONGEST_NAME) throw new Error(`The name of a tag has at most ${LONGEST_NAME} characters.`);
  return clean;
}

function knownColor(color: string): TagColor {
  return TAG_COLORS.find((known) => known === color) ?? 'gray';
}
