/**
 * Keeps segments of the search index in the database. What is lost or damaged is no loss: it is indexed anew from the
 * stored abstracts.
 */
import type { LibraryDatabase, SegmentRecord } from '../database';
import { hashOf } from '../packed-texts';
import { PIECE_LENGTH, Positions } from './positions';
import { Segment } from './segment';

/** Counts up whenever the same texts would make another index: segments of another version are dropped. */
export const INDEX_VERSION = 3;

/** Bytes: few enough that none of them takes long to copy. */
const PART_LENGTH = 2 ** 20;

/** Separates the id of a segment from what names a piece of it. */
const SEPARATOR = ':';

const partKey = (id: string, number: number) => `${id}${SEPARATOR}part ${number}`;
const positionsKey = (id: string, number: number) => `${id}${SEPARATOR}positions ${number}`;

export class SegmentStore {
  readonly #database: () => LibraryDatabase;

  /** @param database throws where it is not open */
  constructor(database: () => LibraryDatabase) {
    this.#database = database;
  }

  /** What is stored, in no particular order. */
  list(): Promise<SegmentRecord[]> {
    return this.#database().segments.toArray();
  }

  /**
   * @param onDamaged is told when positions turn out to be lost
   * @returns `null` where a segment is of another version, or damaged
   */
  async read(record: SegmentRecord, onDamaged: () => void): Promise<Segment | null> {
    const { id, sizes, digestKeys, positionsLength } = record;
    if (record.indexVersion !== INDEX_VERSION) return null;
    const buffer = new ArrayBuffer(Segment.lengthOf(sizes));
    const bytes = new Uint8Array(buffer);
    for (let at = 0, number = 0; at < bytes.length; at += PART_LENGTH, number++) {
      const piece = await this.#database().segmentPieces.get(partKey(id, number));
      const length = Math.min(PART_LENGTH, bytes.length - at);
      if (piece?.bytes.length !== length || piece.sum !== sumOf(piece.bytes)) return null;
      bytes.set(piece.bytes, at);
    }
    const positions = Positions.onDisk(positionsLength, (number) => this.#readPositions(record, number, onDamaged));
    return new Segment(sizes, buffer, digestKeys, positions);
  }

  /** Stores a piece of positions, ahead of the segment that it belongs to. */
  async writePositions(id: string, pieces: readonly { number: number; bytes: Uint8Array }[]): Promise<void> {
    await this.#database().segmentPieces.bulkPut(
      pieces.map(({ number, bytes }) => ({ id: positionsKey(id, number), bytes, sum: sumOf(bytes) })),
    );
  }

  /** Positions that were written. */
  positions(id: string, positionsLength: number, onDamaged: () => void): Positions {
    return Positions.onDisk(positionsLength, (number) =>
      this.#readPositions({ id, positionsLength }, number, onDamaged),
    );
  }

  /** Stores a segment whose positions are stored, and deletes others. */
  async write(id: string, segment: Segment, gone: readonly string[]): Promise<void> {
    const database = this.#database();
    const { segments, segmentPieces } = database;
    const bytes = new Uint8Array(segment.buffer);
    for (let at = 0, number = 0; at < bytes.length; at += PART_LENGTH, number++) {
      const part = bytes.slice(at, at + PART_LENGTH);
      await segmentPieces.put({ id: partKey(id, number), bytes: part, sum: sumOf(part) });
    }
    const { sizes, source, positions } = segment;
    const { digestKeys } = source;
    await database.transaction('rw', segments, async () => {
      await segments.put({
        ...{ id, indexVersion: INDEX_VERSION, sizes, digestKeys: [...digestKeys] },
        positionsLength: positions.length,
      });
      await segments.bulkDelete([...gone]);
    });
    await this.#deletePieces(gone);
  }

  async delete(ids: readonly string[]): Promise<void> {
    await this.#database().segments.bulkDelete([...ids]);
    await this.#deletePieces(ids);
  }

  /** Deletes pieces of segments that are not there: those whose writing never came to its end. */
  async deleteOrphans(kept: ReadonlySet<string>): Promise<void> {
    const keys = await this.#database().segmentPieces.toCollection().primaryKeys();
    const orphans = keys.filter((key) => !kept.has(key.slice(0, key.indexOf(SEPARATOR))));
    if (orphans.length > 0) await this.#database().segmentPieces.bulkDelete(orphans);
  }

  async #deletePieces(ids: readonly string[]): Promise<void> {
    const { segmentPieces } = this.#database();
    for (const id of ids) await segmentPieces.where('id').startsWith(`${id}${SEPARATOR}`).delete();
  }

  async #readPositions(
    { id, positionsLength }: Pick<SegmentRecord, 'id' | 'positionsLength'>,
    number: number,
    onDamaged: () => void,
  ): Promise<Uint8Array> {
    const piece = await this.#database().segmentPieces.get(positionsKey(id, number));
    const length = Math.min(PIECE_LENGTH, positionsLength - number * PIECE_LENGTH);
    if (piece?.bytes.length === length && piece.sum === sumOf(piece.bytes)) return piece.bytes;
    onDamaged();
    throw new Error('positions of a segment are damaged');
  }
}

/** Tells bytes that were damaged from those that were not. */
function sumOf(bytes: Uint8Array): number {
  return hashOf(bytes, 0, bytes.length);
}
