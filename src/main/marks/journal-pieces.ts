/** Where in a journal's file its lines stand, a megabyte or so apart: for reading a part of it without the rest. */
import { sequenceAt } from './journal-lines';
import { addLine, type Piece } from './scan-journal';

export class JournalPieces {
  readonly #pieces: Piece[];

  /** @param pieces those of a scan; without, of a journal that is empty */
  constructor(pieces: Piece[] = []) {
    this.#pieces = pieces;
  }

  /**
   * Takes note of lines that were written.
   *
   * @param start where the first of them stands
   * @param after the sequence of the last change before them
   * @returns that of the last of them
   */
  add(lines: readonly Buffer[], start: number, after: number): number {
    let [position, last] = [start, after];
    for (const line of lines) {
      addLine(this.#pieces, position, last);
      position += line.length;
      last = sequenceAt(line, 0);
    }
    return last;
  }

  /** The piece that what is behind a sequence begins in, and the one behind that; `null` where that is not known. */
  behind(sequence: number): { start: number; next: Piece | null } | null {
    const at = this.#pieces.findLastIndex(({ after }) => after <= sequence);
    const piece = this.#pieces[at];
    return piece ? { start: piece.start, next: this.#pieces[at + 1] ?? null } : null;
  }
}
