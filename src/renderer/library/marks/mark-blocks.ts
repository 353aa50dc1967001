/**
 * Marks as they are stored: blocks of up to BLOCK_SIZE entries, column by column. A record for each mark would take a
 * minute to write and half a minute to read at a million; so one mark that changes is a few kilobytes to write.
 *
 * Whom marks are of, should no digest have the entry any more, is stored apart: a start does without it.
 */
import { integers } from '../columns';
import type { Identity, MarkBlockRecord, MarkIdentitiesRecord } from '../database';
import { SKETCH_SIZE } from '../papers/entries';
import type { MarkColumns } from './mark-columns';

export const BLOCK_SIZE = 128;

/** In the place of a status: nothing is said of it any more. */
const CLEARED = 255;

/** What names entries, and tells them apart. */
export interface EntryBook {
  numberOf(id: string): number | undefined;
  idOf(entry: number): string;
  identityOf(entry: number): Identity;
  /** The number of an entry, which is made known where it is not. */
  addKnownEntry(identity: Identity): number;
}

/** Which entry has which place in which block; and what is to be written of them. */
export class MarkBlocks {
  readonly #columns: MarkColumns;
  readonly #book: EntryBook;
  /** By the number of an entry; -1 where it has no place. */
  readonly #placeOf = integers(-1);
  /** By place: the entry. Block `n` has the places from `n * BLOCK_SIZE` on. */
  readonly #entryAt = integers(-1);
  #places = 0;

  constructor(columns: MarkColumns, book: EntryBook) {
    this.#columns = columns;
    this.#book = book;
  }

  /** How many entries have a place. */
  get length(): number {
    return this.#places;
  }

  /** The entries that have a place, in its order. */
  entries(): Int32Array {
    return this.#entryAt.values.subarray(0, this.#places);
  }

  has(entry: number): boolean {
    return this.#placeOf.at(entry) >= 0;
  }

  /** Gives an entry a place, where it has none. */
  add(entry: number): void {
    if (this.has(entry)) return;
    this.#placeOf.set(entry, this.#places);
    this.#entryAt.set(this.#places, entry);
    this.#places++;
  }

  /** The block of an entry that has a place. */
  blockOf(entry: number): number {
    return Math.floor(this.#placeOf.at(entry) / BLOCK_SIZE);
  }

  entriesOf(block: number): Int32Array {
    return this.#entryAt.values.subarray(block * BLOCK_SIZE, Math.min(this.#places, (block + 1) * BLOCK_SIZE));
  }

  /**
   * Takes in what is stored. Entries that nobody knows are made known by their identities.
   *
   * @param identitiesOf reads the identities of blocks, by their numbers
   */
  async load(
    blocks: readonly MarkBlockRecord[],
    identitiesOf: (blocks: number[]) => PromiseLike<(MarkIdentitiesRecord | undefined)[]>,
  ): Promise<void> {
    const strange = blocks.filter(({ ids }) => ids.some((id) => this.#book.numberOf(id) === undefined));
    const identities = strange.length === 0 ? [] : await identitiesOf(strange.map(({ block }) => block));
    const byBlock = new Map(strange.map(({ block }, at) => [block, identities[at]]));
    for (const record of [...blocks].sort((a, b) => a.block - b.block)) {
      this.#loadBlock(record, byBlock.get(record.block));
    }
  }

  #loadBlock(record: MarkBlockRecord, identities: MarkIdentitiesRecord | undefined): void {
    const columns = this.#columns;
    const entries = record.ids.map((id, place) => {
      return this.#book.numberOf(id) ?? this.#book.addKnownEntry(identityAt(identities, id, place));
    });
    entries.forEach((entry, place) => {
      this.#entryAt.set(record.block * BLOCK_SIZE + place, entry);
      // One that is there twice keeps its first place, which alone is written.
      if (this.has(entry)) return;
      this.#placeOf.set(entry, record.block * BLOCK_SIZE + place);
      if (record.status[place] === CLEARED) return;
      columns.isMarked.set(entry, 1);
      columns.status.set(entry, record.status[place] ?? 0);
      columns.statusAt.set(entry, record.statusAt[place] ?? Number.NaN);
      columns.starredAt.set(entry, record.starredAt[place] ?? Number.NaN);
      columns.changedAt.set(entry, record.changedAt[place] ?? 0);
    });
    this.#places = Math.max(this.#places, record.block * BLOCK_SIZE + entries.length);
    for (const { place, state, ...kept } of record.notes) {
      const entry = entries[place] ?? -1;
      columns.setNote(entry, kept);
      if (state) columns.setNoteState(entry, state);
    }
    for (const [tagId, times] of Object.entries(record.tags)) {
      times.forEach((time, place) => {
        const entry = entries[place];
        if (entry !== undefined && !Number.isNaN(time)) columns.setTag(entry, tagId, time);
      });
    }
  }

  /** A block as it is now. */
  record(block: number): MarkBlockRecord {
    const columns = this.#columns;
    const entries = this.entriesOf(block);
    const tags: Record<string, Float64Array> = {};
    for (const tagId of columns.tagIds()) {
      const tagged = columns.tagged(tagId);
      if (!entries.some((entry) => tagged.has(entry))) continue;
      tags[tagId] = Float64Array.from(entries, (entry) => tagged.get(entry) ?? Number.NaN);
    }
    return {
      block,
      ids: Array.from(entries, (entry) => this.#book.idOf(entry)),
      status: Uint8Array.from(entries, (entry) => (columns.isMarked.at(entry) ? columns.status.at(entry) : CLEARED)),
      statusAt: Float64Array.from(entries, (entry) => columns.statusAt.at(entry)),
      starredAt: Float64Array.from(entries, (entry) => columns.starredAt.at(entry)),
      changedAt: Float64Array.from(entries, (entry) => columns.changedAt.at(entry)),
      notes: Array.from(entries, (entry, place) => this.#noteAt(entry, place)).filter((kept) => kept !== null),
      tags,
    };
  }

  #noteAt(entry: number, place: number): MarkBlockRecord['notes'][number] | null {
    const kept = this.#columns.noteOf(entry);
    const state = this.#columns.noteState(entry);
    if (kept.note === '' && kept.own === null && !state) return null;
    return { place, ...kept, ...(state && { state }) };
  }

  identities(block: number): MarkIdentitiesRecord {
    const all = Array.from(this.entriesOf(block), (entry) => this.#book.identityOf(entry));
    const sketches = new Uint32Array(all.length * SKETCH_SIZE);
    all.forEach(({ sketch }, place) => {
      sketches.set(sketch, place * SKETCH_SIZE);
    });
    return {
      block,
      titleKeys: all.map(({ titleKey }) => titleKey),
      abstractKeys: all.map(({ abstractKey }) => abstractKey),
      sketches,
    };
  }
}

/** Where it was lost, an entry is found by its id alone. */
function identityAt(identities: MarkIdentitiesRecord | undefined, id: string, place: number): Identity {
  const titleKey = identities?.titleKeys[place];
  if (!identities || titleKey === undefined) return nobodyElse(id);
  const sketch = identities.sketches.slice(place * SKETCH_SIZE, (place + 1) * SKETCH_SIZE);
  return { id, titleKey, abstractKey: identities.abstractKeys[place] ?? null, sketch };
}

/** The identity of an entry that is known by its id alone. */
export function nobodyElse(id: string): Identity {
  return { id, titleKey: id, abstractKey: null, sketch: new Uint32Array(SKETCH_SIZE) };
}
