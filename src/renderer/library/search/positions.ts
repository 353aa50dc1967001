/** The positions of a segment's tokens: in pieces, as most of them are never asked for and stay on the disk. */

import { copy } from './bytes';

/** Bytes. Chromium keeps values of less than 64 KB among the keys, and every other one in a file of its own. */
export const PIECE_LENGTH = 60_000;

const NONE = new Uint8Array(0);

export class Positions {
  readonly length: number;
  /** By number; `null` where a piece is not in memory. */
  readonly #pieces: (Uint8Array | null)[];
  readonly #load: ((piece: number) => Promise<Uint8Array>) | null;

  private constructor(
    length: number,
    pieces: (Uint8Array | null)[],
    load: ((piece: number) => Promise<Uint8Array>) | null,
  ) {
    this.length = length;
    this.#pieces = pieces;
    this.#load = load;
  }

  static inMemory(pieces: Uint8Array[], length: number): Positions {
    return new Positions(length, pieces, null);
  }

  /** @param load gives what is stored, in full length */
  static onDisk(length: number, load: (piece: number) => Promise<Uint8Array>): Positions {
    return new Positions(
      length,
      Array.from({ length: Math.ceil(length / PIECE_LENGTH) }, () => null),
      load,
    );
  }

  get pieceCount(): number {
    return this.#pieces.length;
  }

  piece(number: number): Uint8Array | null {
    return this.#pieces[number] ?? null;
  }

  /** Whether all that is needed to read from `from` up to `to` is in memory. */
  has(from: number, to: number): boolean {
    for (let piece = Math.floor(from / PIECE_LENGTH); piece * PIECE_LENGTH < to; piece++) {
      if (!this.#pieces[piece]) return false;
    }
    return true;
  }

  /** The numbers of the pieces that are needed to read from `from` up to `to`, and are not in memory. */
  missing(from: number, to: number): number[] {
    const missing: number[] = [];
    for (let piece = Math.floor(from / PIECE_LENGTH); piece * PIECE_LENGTH < to; piece++) {
      if (!this.#pieces[piece]) missing.push(piece);
    }
    return missing;
  }

  async bring(piece: number): Promise<void> {
    if (this.#pieces[piece] || !this.#load) return;
    this.#pieces[piece] = await this.#load(piece);
  }

  /** Lets go of what can be loaded again. */
  release(piece: number): void {
    if (this.#load) this.#pieces[piece] = null;
  }

  /** The bytes from `from` up to `to`; `null` where they are not all in memory. */
  read(from: number, to: number): Uint8Array | null {
    if (from === to) return NONE;
    const first = Math.floor(from / PIECE_LENGTH);
    const start = first * PIECE_LENGTH;
    if (to <= start + PIECE_LENGTH) return this.#pieces[first]?.subarray(from - start, to - start) ?? null;
    const bytes = new Uint8Array(to - from);
    for (let number = first; number * PIECE_LENGTH < to; number++) {
      const piece = this.#pieces[number];
      if (!piece) return null;
      const pieceStart = number * PIECE_LENGTH;
      const part = piece.subarray(Math.max(0, from - pieceStart), to - pieceStart);
      bytes.set(part, Math.max(0, pieceStart - from));
    }
    return bytes;
  }
}

/** Cuts what is written into pieces. */
export class PositionsWriter {
  length = 0;
  readonly #keep: (piece: Uint8Array<ArrayBuffer>, number: number) => void;
  #piece = new Uint8Array(PIECE_LENGTH);
  #filled = 0;
  #count = 0;

  constructor(keep: (piece: Uint8Array<ArrayBuffer>, number: number) => void) {
    this.#keep = keep;
  }

  /** Writes the bytes from `from` up to `to`. */
  append(bytes: Uint8Array, from: number, to: number): void {
    this.length += to - from;
    for (let at = from; at < to; ) {
      const taken = Math.min(to - at, PIECE_LENGTH - this.#filled);
      copy(bytes, at, at + taken, this.#piece, this.#filled);
      this.#filled += taken;
      at += taken;
      if (this.#filled === PIECE_LENGTH) this.#next();
    }
  }

  finish(): void {
    if (this.#filled > 0) this.#next();
  }

  #next(): void {
    this.#keep(this.#piece.slice(0, this.#filled), this.#count++);
    this.#filled = 0;
  }
}
