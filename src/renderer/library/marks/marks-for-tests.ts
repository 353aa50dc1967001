/** Marks without a library, for tests. */
import type { Identity, MarkRecord } from '../database';
import type { MarkChange } from '../mark-records';
import { Entries } from '../papers/entries';
import type { MarksOfEntries } from '../papers/papers';
import type { MarkPiece } from './mark-saving';
import { Marks } from './marks';
import type { MergedMarks } from './merged-marks';

export const NOTHING_SAID: MergedMarks = { status: 'unread', statusAt: null, starredAt: null, note: '' };

export const NO_MARKS: MarksOfEntries = { isMarked: () => false, merged: () => NOTHING_SAID };

/** A write that ends when the test says so. */
export interface HeldWrite extends MarkPiece {
  end(error?: Error): void;
}

/** Marks of entries that go by their names; what is stored, and what was told. */
export class MarksForTests {
  readonly writes: HeldWrite[] = [];
  readonly failures: unknown[] = [];
  /** How often it was told that what failed is stored. */
  recoveries = 0;
  readonly savings: [saved: number, total: number][] = [];
  readonly #entries = new Entries();
  readonly marks = new Marks({
    store: {
      write: (piece) =>
        new Promise<void>((resolve, reject) => {
          this.writes.push({ ...piece, end: (error) => (error ? reject(error) : resolve()) });
        }),
    },
    book: {
      numberOf: (id) => this.#entries.numberOf(id),
      idOf: (entry) => this.#entries.idOf(entry),
      identityOf: (entry) => this.#entries.identityOf(entry),
      addKnownEntry: ({ id, titleKey, abstractKey, sketch }) => this.#entries.add(id, titleKey, abstractKey, sketch, 0),
    },
    onSaveFailed: (error) => this.failures.push(error),
    onSaved: () => {
      this.recoveries++;
    },
    onSaving: (saved, total) => this.savings.push([saved, total]),
  });

  constructor(records: readonly MarkRecord[] = []) {
    for (const record of records) this.marks.setRecord(record, true);
  }

  entry(id: string): number {
    return this.#entries.add(id, id, null, new Uint32Array(16), 0);
  }

  merged(...ids: string[]): MergedMarks {
    return this.marks.merged(ids.map((id) => this.entry(id)));
  }

  /** Changes the marks of one paper. @param sides see `Sides` */
  change(sides: readonly (readonly string[])[], change: MarkChange): Promise<void> {
    const edit = this.marks.change([sides.map((side) => side.map((id) => this.entry(id)))], change);
    return edit ? this.marks.saved() : this.marks.flush();
  }
}

export function markRecord(id: string, said: Partial<Omit<MarkRecord, keyof Identity>> = {}): MarkRecord {
  return {
    ...{ id, titleKey: id, abstractKey: null, sketch: new Uint32Array(16) },
    ...NOTHING_SAID,
    ...{ notedAt: 0, changedAt: 0, own: null, noteState: null, tags: {} },
    ...said,
  };
}
