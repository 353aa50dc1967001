/** What the reader said about each entry, column by column: a million marks are some 30 MB, where records would be a gigabyte. */
import { flags, times } from '../columns';
import type { Identity, MarkRecord, OwnNote } from '../database';
import { STATUSES, type Status } from '../mark-records';
import { type NoteState, stateOf } from './note-text';

/** The code of a status: its place in STATUSES. Unread is 0. */
export const UNREAD = STATUSES.indexOf('unread');

/** What can be said of an entry in one value; a note cannot. */
export type MarkField = 'status' | 'star' | `tag:${string}`;

export interface KeptNote {
  note: string;
  /** Milliseconds since 1970. */
  notedAt: number;
  own: OwnNote | null;
}

const NO_NOTE: KeptNote = { note: '', notedAt: 0, own: null };

export class MarkColumns {
  /** By the number of an entry: whether anything was ever said of it. */
  readonly isMarked = flags();
  /** See `UNREAD`. */
  readonly status = flags();
  /** Times are milliseconds since 1970; `NaN` where the reader never gave it a status, where it is not starred. */
  readonly statusAt = times();
  readonly starredAt = times();
  readonly changedAt = times();
  /** Counts up with every change to which entry has which tag. */
  tagsVersion = 0;
  /** Counts up with every change to a note. */
  notesVersion = 0;
  /** Few papers have one. */
  readonly #notes = new Map<number, KeptNote>();
  /** See note-text.ts. A note that was emptied keeps it: another device may have gone on with it. */
  readonly #noteStates = new Map<number, NoteState>();
  /** By the id of a tag, as marks name it: the entries that have it, and since when. */
  readonly #tags = new Map<string, Map<number, number>>();

  reserve(length: number): void {
    for (const column of [this.isMarked, this.status, this.statusAt, this.starredAt, this.changedAt]) {
      column.reserve(length);
    }
  }

  noteOf(entry: number): KeptNote {
    return this.#notes.get(entry) ?? NO_NOTE;
  }

  setNote(entry: number, kept: KeptNote): void {
    const { note: before, notedAt } = this.noteOf(entry);
    if (before !== kept.note || notedAt !== kept.notedAt) this.notesVersion++;
    if (before !== kept.note && before !== '' && !this.#noteStates.has(entry)) {
      this.#noteStates.set(entry, stateOf(before));
    }
    if (kept.note === '' && kept.own === null) this.#notes.delete(entry);
    else this.#notes.set(entry, kept);
  }

  noteState(entry: number): NoteState | null {
    return this.#noteStates.get(entry) ?? null;
  }

  setNoteState(entry: number, state: NoteState): void {
    this.#noteStates.set(entry, state);
  }

  /** The entries that have a note. */
  noted(): Iterable<[entry: number, kept: KeptNote]> {
    return this.#notes;
  }

  /** The ids of all tags that any entry has. */
  tagIds(): Iterable<string> {
    return this.#tags.keys();
  }

  /** The entries that have a tag, and since when. */
  tagged(tagId: string): ReadonlyMap<number, number> {
    return this.#tags.get(tagId) ?? NOBODY;
  }

  /** @returns since when an entry has a tag; `NaN` where it does not */
  taggedAt(entry: number, tagId: string): number {
    return this.#tags.get(tagId)?.get(entry) ?? Number.NaN;
  }

  /** @param time since when; `NaN` takes it away */
  setTag(entry: number, tagId: string, time: number): void {
    this.tagsVersion++;
    const tagged = this.#tags.get(tagId);
    if (Number.isNaN(time)) {
      tagged?.delete(entry);
      if (tagged?.size === 0) this.#tags.delete(tagId);
    } else if (tagged) tagged.set(entry, time);
    else this.#tags.set(tagId, new Map([[entry, time]]));
  }

  /** What a field says, as a number: see `statusValue`, or the time since when; `NaN` where it is not so. */
  valueOf(field: MarkField, entry: number): number {
    if (field === 'status') return statusValue(this.status.at(entry), this.statusAt.at(entry));
    return field === 'star' ? this.starredAt.at(entry) : this.taggedAt(entry, tagIdOf(field));
  }

  setValue(field: MarkField, entry: number, value: number): void {
    if (field === 'status') {
      this.status.set(entry, value < 0 ? -1 - value : value % CODES);
      this.statusAt.set(entry, value < 0 ? Number.NaN : Math.floor(value / CODES));
    } else if (field === 'star') this.starredAt.set(entry, value);
    else this.setTag(entry, tagIdOf(field), value);
  }

  recordOf(entry: number, identity: Identity): MarkRecord {
    const { note, notedAt, own } = this.noteOf(entry);
    const tags: Record<string, number> = {};
    for (const [tagId, tagged] of this.#tags) {
      const time = tagged.get(entry);
      if (time !== undefined) tags[tagId] = time;
    }
    return {
      ...identity,
      status: statusOf(this.status.at(entry)),
      statusAt: timeOrNull(this.statusAt.at(entry)),
      starredAt: timeOrNull(this.starredAt.at(entry)),
      ...{ note, notedAt, own, tags },
      noteState: this.noteState(entry),
      changedAt: this.changedAt.at(entry) || 0,
    };
  }

  setRecord(entry: number, record: Omit<MarkRecord, keyof Identity>): void {
    this.isMarked.set(entry, 1);
    this.status.set(entry, STATUSES.indexOf(record.status));
    this.statusAt.set(entry, record.statusAt ?? Number.NaN);
    this.starredAt.set(entry, record.starredAt ?? Number.NaN);
    this.changedAt.set(entry, record.changedAt);
    this.setNote(entry, { note: record.note, notedAt: record.notedAt, own: record.own });
    if (record.noteState) this.setNoteState(entry, record.noteState);
    for (const tagged of this.#tags.values()) if (tagged.delete(entry)) this.tagsVersion++;
    for (const [tagId, time] of Object.entries(record.tags)) this.setTag(entry, tagId, time);
  }
}

const NOBODY: ReadonlyMap<number, number> = new Map();

const CODES = 4;

/** A status and when it was given (milliseconds since 1970, `NaN` where never) as one number. */
export function statusValue(code: number, at: number): number {
  return Number.isNaN(at) ? -1 - code : at * CODES + code;
}

export function tagField(tagId: string): MarkField {
  return `tag:${tagId}`;
}

function tagIdOf(field: string): string {
  return field.slice('tag:'.length);
}

export function statusOf(code: number): Status {
  return STATUSES[code] ?? 'unread';
}

export function timeOrNull(time: number): number | null {
  return Number.isNaN(time) ? null : time;
}
