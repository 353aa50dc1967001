/** What a change did to the marks of entries, and the way back: only what is still as the change left it goes back. */
import type { KeptNote, MarkColumns, MarkField } from './mark-columns';

/** Values as `MarkColumns.valueOf` tells them. All entries of an edit became the same. */
interface FieldEdit {
  field: MarkField;
  entries: Uint32Array;
  /** By entry; one number where all were the same. */
  before: Float64Array | number;
  after: number;
}

interface NoteEdit {
  entry: number;
  before: KeptNote;
  after: KeptNote;
}

export interface MarkEdit {
  fields: FieldEdit[];
  notes: NoteEdit[];
  /** How many papers it was about. */
  papers: number;
}

export type Way = 'undo' | 'redo';

/** Tells of an entry that it changed. */
type OnChanged = (entry: number, field: MarkField | 'note') => void;

/** Notes down what is changed, while it is. */
export class EditRecorder {
  readonly #columns: MarkColumns;
  readonly #onChanged: OnChanged;
  readonly #fields = new Map<MarkField, { entries: number[]; before: number[]; after: number }>();
  readonly #notes: NoteEdit[] = [];
  papers = 0;

  constructor(columns: MarkColumns, onChanged: OnChanged) {
    this.#columns = columns;
    this.#onChanged = onChanged;
  }

  /** @param value the same for all entries of an edit */
  set(field: MarkField, entry: number, value: number): void {
    const before = this.#columns.valueOf(field, entry);
    if (Object.is(before, value)) return;
    let edit = this.#fields.get(field);
    if (!edit) {
      edit = { entries: [], before: [], after: value };
      this.#fields.set(field, edit);
    }
    edit.entries.push(entry);
    edit.before.push(before);
    this.#columns.setValue(field, entry, value);
    this.#onChanged(entry, field);
  }

  setNote(entry: number, after: KeptNote): void {
    this.#notes.push({ entry, before: this.#columns.noteOf(entry), after });
    this.#columns.setNote(entry, after);
    this.#onChanged(entry, 'note');
  }

  /** `null` where nothing changed. */
  edit(): MarkEdit | null {
    if (this.#fields.size === 0 && this.#notes.length === 0) return null;
    const fields = Array.from(this.#fields, ([field, { entries, before, after }]) => {
      return { field, entries: Uint32Array.from(entries), before: packed(before), after };
    });
    return { fields, notes: this.#notes, papers: this.papers };
  }
}

function packed(values: readonly number[]): Float64Array | number {
  const [first = Number.NaN] = values;
  return values.every((value) => Object.is(value, first)) ? first : Float64Array.from(values);
}

/** Takes an edit back, or makes it again. */
export function applyEdit(edit: MarkEdit, way: Way, columns: MarkColumns, onChanged: OnChanged): void {
  for (const { field, entries, before, after } of edit.fields) {
    entries.forEach((entry, at) => {
      const old = typeof before === 'number' ? before : (before[at] ?? Number.NaN);
      const [from, to] = way === 'undo' ? [after, old] : [old, after];
      if (!Object.is(columns.valueOf(field, entry), from)) return;
      columns.setValue(field, entry, to);
      onChanged(entry, field);
    });
  }
  for (const { entry, before, after } of edit.notes) {
    const [from, to] = way === 'undo' ? [after, before] : [before, after];
    if (columns.noteOf(entry).note !== from.note) continue;
    columns.setNote(entry, to);
    onChanged(entry, 'note');
  }
}

/** Whether an edit of notes begins with what another left: nobody else, as another device, changed them in between. */
export function goesOn(first: MarkEdit, second: MarkEdit): boolean {
  const left = new Map(first.notes.map(({ entry, after }) => [entry, after.note]));
  return second.notes.every(({ entry, before }) => (left.get(entry) ?? before.note) === before.note);
}

/** The edit that two of the same notes come to, one right behind the other. */
export function joinedNotes(first: MarkEdit, second: MarkEdit): MarkEdit {
  const before = new Map(first.notes.map((note) => [note.entry, note.before]));
  const notes = second.notes.map((note) => ({ ...note, before: before.get(note.entry) ?? note.before }));
  return { fields: [], notes, papers: second.papers };
}

/** All entries that an edit is about; some more than once. */
export function* entriesOf(edit: MarkEdit): Generator<number> {
  for (const { entries } of edit.fields) yield* entries;
  for (const { entry } of edit.notes) yield entry;
}

/** About how much memory an edit takes, in bytes. */
export function sizeOf(edit: MarkEdit): number {
  const fields = edit.fields.reduce((size, { entries, before }) => {
    return size + entries.byteLength + (typeof before === 'number' ? 0 : before.byteLength);
  }, 0);
  return edit.notes.reduce((size, { before, after }) => size + before.note.length + after.note.length + 100, fields);
}
