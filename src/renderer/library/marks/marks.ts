/** The reader's marks: in memory at once, stored right behind, apart from all that digests say. */
import type { MarkBlockRecord, MarkIdentitiesRecord, MarkRecord } from '../database';
import type { LiveMarks } from '../journal/marks-journal';
import { ALL, GONE, IDENTITY, NOTE, STAR, STATUS, TAGS, UntoldMarks } from '../journal/untold-marks';
import { type MarkChange, STATUSES } from '../mark-records';
import { type EntryBook, MarkBlocks } from './mark-blocks';
import { MarkColumns, type MarkField, statusValue, tagField } from './mark-columns';
import { applyEdit, EditRecorder, entriesOf, type MarkEdit, type Way } from './mark-edits';
import { type MarkPiece, MarkSaving, type MarkStore, type MarksToStore, type SavingListeners } from './mark-saving';
import { type MergedMarks, mergedMarks, mergedTags, NOTHING } from './merged-marks';
import { changedState, mergedState, nearestOf, stateOf, textOf } from './note-text';
import { changedNote, type LayeredNote } from './notes';

/** Everything that the reader said about one paper: `tags` as marks name them, and since when it has each. */
export interface Said {
  whole: MergedMarks;
  tags: readonly [tagId: string, at: number][];
}

/** The entries of a paper; those of different sides may yet part, and then have what they had before. */
export type Sides = readonly (readonly number[])[];

/** Marks that are stored with one write: a megabyte or so. */
const MOST_AT_ONCE = 3000;

interface MarksOptions extends SavingListeners {
  store: MarkStore;
  book: EntryBook;
  /** The ids of all tags that mean the same as one, its own as well. */
  variantsOf?: (tagId: string) => readonly string[];
}

export class Marks implements MarksToStore {
  readonly columns = new MarkColumns();
  readonly #book: EntryBook;
  readonly #variantsOf: (tagId: string) => readonly string[];
  readonly #blocks: MarkBlocks;
  readonly #saving: MarkSaving;
  readonly #untold: UntoldMarks;
  /** Blocks whose entries are not stored with whom they are. */
  readonly #withNew = new Set<number>();

  constructor({ store, book, variantsOf = (tagId) => [tagId], ...listeners }: MarksOptions) {
    this.#book = book;
    this.#variantsOf = variantsOf;
    this.#blocks = new MarkBlocks(this.columns, book);
    this.#untold = new UntoldMarks(this.columns, book);
    this.#saving = new MarkSaving(store, this, listeners);
  }

  /** Takes in what the database holds. */
  load(
    blocks: readonly MarkBlockRecord[],
    identitiesOf: (blocks: number[]) => PromiseLike<(MarkIdentitiesRecord | undefined)[]>,
  ): Promise<void> {
    return this.#blocks.load(blocks, identitiesOf);
  }

  /** Whether anything was ever said of an entry by itself. */
  isMarked(entry: number): boolean {
    return this.columns.isMarked.at(entry) === 1;
  }

  /** All entries that something was said of. */
  entries(): Int32Array {
    return this.#blocks.entries();
  }

  /** What the reader said of a paper, under any of these entries. */
  merged(entries: readonly number[]): MergedMarks {
    return mergedMarks(entries, this.columns, this.#book);
  }

  /** Since when a paper has a tag, or one that means the same, under any of these entries; `null` where it has not. */
  taggedAt(entries: readonly number[], tagId: string): number | null {
    let first = Number.POSITIVE_INFINITY;
    for (const variant of this.#variantsOf(tagId)) {
      for (const entry of entries) {
        const at = this.columns.taggedAt(entry, variant);
        if (at < first) first = at;
      }
    }
    return Number.isFinite(first) ? first : null;
  }

  /**
   * Changes the marks of papers: kept at once, under each of their entries, so that whatever becomes of a paper, nothing is
   * lost. Follow up with `saved`.
   *
   * @returns what changed; `null` where all was so already
   */
  change(papers: Iterable<Sides>, change: MarkChange): MarkEdit | null {
    const changing = this.changing(change);
    changing.take(papers);
    return changing.edit();
  }

  /** The same, of some papers after the other: what `take` was given comes to one edit. */
  changing(change: MarkChange): { take(papers: Iterable<Sides>): void; edit(): MarkEdit | null } {
    const now = Date.now();
    const recorder = new EditRecorder(this.columns, (entry, field) => this.#changed(entry, field, now));
    return {
      take: (papers) => {
        for (const sides of papers) if (this.#changePaper(sides, change, now, recorder)) recorder.papers++;
      },
      edit: () => recorder.edit(),
    };
  }

  #changePaper(sides: Sides, change: MarkChange, now: number, recorder: EditRecorder): boolean {
    const entries = sides.length === 1 ? (sides[0] ?? []) : sides.flat();
    const whole = this.merged(entries);
    const values = this.#changedValues(entries, whole, change, now);
    const note = noteAfter(change, whole.note);
    const isNoted = note !== undefined && note !== whole.note;
    if (values.length === 0 && !isNoted) return false;
    const noted = isNoted ? entries.filter((entry) => this.columns.noteOf(entry).note.trim() !== '') : [];
    const among = noted.map((entry) => this.#book.idOf(entry));
    for (const side of sides) {
      this.#fillSide(side, now);
      for (const entry of side) {
        for (const [field, value] of values) recorder.set(field, entry, value);
        if (!isNoted) continue;
        const layered: LayeredNote = this.columns.noteOf(entry);
        recorder.setNote(entry, {
          ...changedNote(this.#book.idOf(entry), layered, note, whole.note, among),
          notedAt: now,
        });
      }
    }
    return true;
  }

  /** The fields of a paper that a change gives other values than they have. */
  #changedValues(entries: readonly number[], whole: MergedMarks, change: MarkChange, now: number) {
    const values: [MarkField, number][] = [];
    const { isStarred, status, addTags = [], removeTags = [] } = change;
    if (status !== undefined && status !== whole.status) {
      values.push(['status', statusValue(STATUSES.indexOf(status), now)]);
    }
    if (isStarred !== undefined && isStarred !== (whole.starredAt !== null)) {
      values.push(['star', isStarred ? now : Number.NaN]);
    }
    for (const tagId of addTags) {
      if (this.taggedAt(entries, tagId) === null) values.push([tagField(tagId), now]);
    }
    for (const tagId of removeTags) {
      if (this.taggedAt(entries, tagId) === null) continue;
      for (const variant of this.#variantsOf(tagId)) values.push([tagField(variant), Number.NaN]);
    }
    return values;
  }

  /** Gives the entries of a side that nothing was said of by themselves what was said of the others. */
  #fillSide(side: readonly number[], now: number): void {
    const isNew = (entry: number) => !this.isMarked(entry);
    if (!side.some(isNew)) return;
    const [only = -1] = side;
    // Nearly every paper is one entry, and a million of them may be marked at once.
    if (side.length === 1) {
      this.columns.changedAt.set(only, now);
      this.#changedBits(only, IDENTITY);
      return;
    }
    const had = this.merged(side);
    const tags = mergedTags(side, this.columns);
    for (const entry of side) if (isNew(entry)) this.#fill(entry, had, tags, now);
  }

  #fill(entry: number, had: MergedMarks, tags: readonly [tagId: string, at: number][], now: number): void {
    this.columns.setRecord(entry, {
      ...had,
      ...{
        notedAt: had.note === '' ? 0 : now,
        own: null,
        noteState: null,
        tags: Object.fromEntries(tags),
        changedAt: now,
      },
    });
    for (const [tagId] of tags) this.#untold.noteTag(entry, tagId);
    // What was never said is not told: on another device, it may have been.
    let bits = IDENTITY | (tags.length > 0 ? TAGS : 0);
    if (had.status !== 'unread' || had.statusAt !== null) bits |= STATUS;
    if (had.starredAt !== null) bits |= STAR;
    if (had.note !== '') bits |= NOTE;
    this.#changedBits(entry, bits);
  }

  /** Everything that the reader said of a paper with these entries. */
  said(entries: readonly number[]): Said {
    return { whole: this.merged(entries), tags: mergedTags(entries, this.columns) };
  }

  /** Gives entries that nothing was said of by itself what was said of the paper that they are no longer of. */
  inherit(entries: readonly number[], { whole, tags }: Said): Promise<void> {
    const isSaid = whole.statusAt !== null || whole.status !== 'unread' || whole.starredAt !== null;
    if (!isSaid && whole.note.trim() === '' && tags.length === 0) return this.flush();
    if (entries.some((entry) => this.isMarked(entry))) return this.flush();
    for (const entry of entries) this.#fill(entry, whole, tags, Date.now());
    return this.saved();
  }

  /** Takes an edit back or makes it again, as far as nothing else was changed since. @returns the entries it is about */
  apply(edit: MarkEdit, way: Way): Iterable<number> {
    const now = Date.now();
    applyEdit(edit, way, this.columns, (entry, field) => this.#changed(entry, field, now));
    return entriesOf(edit);
  }

  /** A record, as the journal and backups have it. */
  record(id: string): MarkRecord | undefined {
    const entry = this.#book.numberOf(id);
    if (entry === undefined || !this.isMarked(entry)) return undefined;
    return this.columns.recordOf(entry, this.#book.identityOf(entry));
  }

  /** Brings a record to what it is elsewhere. @param isTold whether the journal has it so */
  setRecord(record: MarkRecord, isTold: boolean): void {
    const { id, titleKey, abstractKey, sketch, ...said } = record;
    const entry = this.#book.numberOf(id) ?? this.#book.addKnownEntry({ id, titleKey, abstractKey, sketch });
    const before = isTold ? [] : [...this.columns.tagIds()].filter((tagId) => this.columns.tagged(tagId).has(entry));
    // The text that a backup has is a change to the note like any other.
    this.columns.setRecord(entry, isTold ? this.#untold.laidOver(entry, said) : { ...said, noteState: null });
    this.#changedBits(entry, isTold ? 0 : ALL);
    if (!isTold) for (const tagId of [...before, ...Object.keys(said.tags)]) this.#untold.noteTag(entry, tagId);
  }

  /** The same where the journal does not have it so; `null` where nothing is to be said any more. */
  putRecord(id: string, record: MarkRecord | null): void {
    if (record) this.setRecord(record, false);
    else if (this.#clear(id)) this.#changedBits(this.#book.numberOf(id) ?? -1, GONE);
  }

  /** @returns whether anything was said of it */
  #clear(id: string): boolean {
    const record = this.record(id);
    if (!record) return false;
    this.setRecord({ ...record, ...NOTHING, tags: {}, own: null }, true);
    const entry = this.#book.numberOf(id) ?? -1;
    for (const tagId of Object.keys(record.tags)) this.#untold.noteTag(entry, tagId);
    this.columns.isMarked.set(entry, 0);
    return true;
  }

  /** The same, all of them; what is set is known to the journal. */
  records(): LiveMarks {
    const marked = () => this.#blocks.entries().filter((entry) => this.isMarked(entry));
    const book = this.#book;
    const take = (record: MarkRecord) => this.setRecord(record, true);
    return {
      get: (id) => this.record(id),
      set: (_, record) => take(record),
      delete: (id) => this.#clear(id),
      *keys() {
        for (const entry of marked()) yield book.idOf(entry);
      },
      get size() {
        return marked().length;
      },
      unstored: () => this.#saving.pending(),
    };
  }

  #changed(entry: number, field: MarkField | 'note', now: number): void {
    this.columns.changedAt.set(entry, now);
    if (field === 'status') this.#changedBits(entry, STATUS);
    else if (field === 'star') this.#changedBits(entry, STAR);
    else if (field === 'note') this.#changedBits(entry, NOTE);
    else {
      this.#untold.noteTag(entry, field.slice('tag:'.length));
      this.#changedBits(entry, TAGS);
    }
  }

  /** @param bits what the journal is to be told of an entry; 0 where it knows all and only the database is behind */
  #changedBits(entry: number, bits: number): void {
    const isPlaced = this.#blocks.has(entry);
    const isNew = !isPlaced || (!this.isMarked(entry) && bits !== GONE);
    this.#blocks.add(entry);
    if (isNew) this.columns.isMarked.set(entry, 1);
    const block = this.#blocks.blockOf(entry);
    if (!isPlaced) this.#withNew.add(block);
    this.#saving.note(block);
    if (bits === 0) return;
    this.#untold.note(entry, bits | (isNew ? IDENTITY : 0));
  }

  /** Resolves when all that was changed by now is stored. Rejects where it cannot be; it is tried again then. */
  saved(): Promise<void> {
    return this.#saving.saved();
  }

  /** Stores all that is not stored yet, and rejects where it cannot be. */
  flush(): Promise<void> {
    return this.#saving.flush();
  }

  /** Gives up what waits to be tried again. */
  stop(): void {
    this.#saving.stop();
  }

  take(blocks: Set<number>): MarkPiece | null {
    const piece: MarkPiece = { lines: [], blocks: [], identities: [], isJournaled: false };
    for (const block of blocks) {
      if (piece.lines.length >= MOST_AT_ONCE || piece.blocks.length >= MOST_AT_ONCE / 100) break;
      blocks.delete(block);
      for (const entry of this.#blocks.entriesOf(block)) {
        const line = this.#untold.take(entry);
        if (line) piece.lines.push(line);
      }
      piece.blocks.push(this.#blocks.record(block));
      if (this.#withNew.delete(block)) piece.identities.push(this.#blocks.identities(block));
    }
    return piece.blocks.length > 0 ? piece : null;
  }

  get left(): number {
    return this.#untold.count;
  }

  putBack(piece: MarkPiece): void {
    for (const { block } of piece.blocks) this.#saving.note(block);
    for (const { block } of piece.identities) this.#withNew.add(block);
    if (piece.isJournaled) return;
    for (const line of piece.lines) this.#untold.putBack(line);
  }
}

/** The note that a change makes, brought into what has become of the note meanwhile. */
function noteAfter({ note, noteBases }: MarkChange, current: string): string | undefined {
  if (note === undefined || noteBases === undefined || noteBases.includes(current)) return note;
  // Where a worker ended before it answered, the next one is asked what may be stored.
  const base = stateOf(nearestOf([...noteBases, note], current));
  return textOf(mergedState(changedState(base, '', note), changedState(base, '', current)));
}
