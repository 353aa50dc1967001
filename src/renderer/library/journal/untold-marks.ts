/** What the journal is yet to be told of marks: which fields of which entries, and the lines that say it. */
import type { JournalChange } from '../../../preload/api';
import { flags } from '../columns';
import type { Identity, MarkRecord } from '../database';
import type { EntryBook } from '../marks/mark-blocks';
import { type MarkColumns, statusOf, tagField, timeOrNull } from '../marks/mark-columns';
import { changedState, mergedState, type NoteState, textOf } from '../marks/note-text';

/** What of an entry the journal lacks; which tags is kept beside. */
export const IDENTITY = 1;
export const STATUS = 2;
export const STAR = 4;
export const NOTE = 8;
export const TAGS = 16;
/** That nothing is said of it any more. */
export const GONE = 32;
export const ALL = IDENTITY | STATUS | STAR | NOTE | TAGS;

const BIT_OF: Record<string, number> = { titleKey: IDENTITY, status: STATUS, starredAt: STAR, note: NOTE };

export class UntoldMarks {
  readonly #columns: MarkColumns;
  readonly #book: EntryBook;
  /** By entry: what the journal lacks. */
  readonly #bits = flags();
  /** By the id of a tag: the entries of which the journal does not know whether they have it. */
  readonly #tags = new Map<string, Set<number>>();
  /** How many entries the journal does not know as they are. */
  count = 0;

  constructor(columns: MarkColumns, book: EntryBook) {
    this.#columns = columns;
    this.#book = book;
  }

  note(entry: number, bits: number): void {
    const before = this.#bits.at(entry);
    if (before === 0 && bits !== 0) this.count++;
    this.#bits.set(entry, before | bits);
  }

  /** Says which tag it is; that it is one, `note` says. */
  noteTag(entry: number, tagId: string): void {
    const entries = this.#tags.get(tagId);
    if (entries) entries.add(entry);
    else this.#tags.set(tagId, new Set([entry]));
  }

  /** Takes out what the journal is to be told of an entry; `null` where it knows all. */
  take(entry: number): JournalChange | null {
    const bits = this.#bits.at(entry);
    if (bits === 0) return null;
    this.#bits.set(entry, 0);
    this.count--;
    return this.#line(entry, bits);
  }

  /** Puts back what the journal was not told. */
  putBack({ key, set }: JournalChange): void {
    const entry = this.#book.numberOf(key) ?? -1;
    let bits = set ? 0 : GONE;
    for (const name of Object.keys(set ?? {})) {
      if (name.startsWith('tag:')) this.noteTag(entry, name.slice('tag:'.length));
      bits |= name.startsWith('tag:') ? TAGS : (BIT_OF[name] ?? 0);
    }
    this.note(entry, bits);
  }

  /** What is said elsewhere of an entry, but for what was said here and the journal is yet to be told. */
  laidOver(entry: number, said: Omit<MarkRecord, keyof Identity>): Omit<MarkRecord, keyof Identity> {
    const bits = this.#bits.at(entry);
    if (bits === 0) return said;
    const own = this.#columns.recordOf(entry, this.#book.identityOf(entry));
    const merged = { ...said, tags: { ...said.tags }, changedAt: Math.max(said.changedAt, own.changedAt) };
    if (bits & STATUS) Object.assign(merged, { status: own.status, statusAt: own.statusAt });
    if (bits & STAR) merged.starredAt = own.starredAt;
    for (const [tagId, entries] of bits & TAGS ? this.#tags : []) {
      const at = own.tags[tagId];
      if (!entries.has(entry)) continue;
      if (at === undefined) delete merged.tags[tagId];
      else merged.tags[tagId] = at;
    }
    if (bits & NOTE) {
      const state = this.#stateNote(entry);
      merged.noteState = said.noteState ? mergedState(state, said.noteState) : state;
      Object.assign(merged, { note: textOf(merged.noteState), own: own.own, notedAt: own.notedAt });
    }
    return merged;
  }

  /** Brings the state of a note up to what it says. */
  #stateNote(entry: number): NoteState {
    const state = changedState(this.#columns.noteState(entry), '', this.#columns.noteOf(entry).note);
    this.#columns.setNoteState(entry, state);
    return state;
  }

  #line(entry: number, untold: number): JournalChange {
    const columns = this.#columns;
    const { id, ...identity } = this.#book.identityOf(entry);
    const isMarked = columns.isMarked.at(entry) === 1;
    if (untold & GONE && !isMarked) return { table: 'marks', key: id, set: null };
    const bits = untold & GONE ? ALL : untold;
    const set: Record<string, unknown> = bits & IDENTITY ? identity : {};
    if (bits & STATUS) {
      set.status = statusOf(columns.status.at(entry));
      set.statusAt = timeOrNull(columns.statusAt.at(entry));
    }
    if (bits & STAR) set.starredAt = timeOrNull(columns.starredAt.at(entry));
    if (bits & NOTE) Object.assign(set, columns.noteOf(entry), { noteState: this.#stateNote(entry) });
    if (bits & TAGS) {
      for (const [tagId, entries] of this.#tags) {
        if (!entries.delete(entry)) continue;
        if (entries.size === 0) this.#tags.delete(tagId);
        set[tagField(tagId)] = timeOrNull(columns.taggedAt(entry, tagId));
      }
    }
    set.changedAt = columns.changedAt.at(entry);
    return { table: 'marks', key: id, set };
  }
}
