/** A marks journal in memory, as main would keep it, for tests. */
import type { JournalChange, JournalLine, JournalPiece, JournalPosition, JsonOf } from '../../preload/api';
import type { JournalCalls } from './library-api';

export class FakeJournal implements JournalCalls {
  lines: JournalLine[] = [];
  device = 'this-device';
  /** Why nothing can be added; `null` while it can. */
  refusal: string | null = null;
  hasLost = false;
  problem: string | null = null;
  reads = 0;
  /** How many changes are given at a time. */
  pieceLength = 2;
  #sequence = 0;

  async append(changes: JsonOf<JournalChange[]>): Promise<JournalPosition> {
    if (this.refusal !== null) throw new Error(this.refusal);
    for (const change of JSON.parse(changes) as JournalChange[])
      this.lines.push({ ...change, sequence: ++this.#sequence });
    return { device: this.device, sequence: this.#sequence };
  }

  async read(after: JournalPosition[]): Promise<JournalPiece> {
    this.reads++;
    const from = after.find(({ device }) => device === this.device)?.sequence ?? 0;
    const last = this.#sequence;
    this.#sequence = Math.max(last, from);
    const behind = this.lines.filter(({ sequence }) => sequence > from);
    const lines = behind.slice(0, this.pieceLength);
    return {
      device: this.device,
      changes: JSON.stringify(lines) as JsonOf<JournalLine[]>,
      sequence: lines.length < behind.length ? (lines.at(-1)?.sequence ?? last) : last,
      last,
      isWritable: this.refusal === null,
      hasLost: this.hasLost,
      problem: this.problem,
    };
  }

  /** Loses what came behind a sequence, as a disk may that lied about it. */
  cutBehind(sequence: number): void {
    this.lines = this.lines.filter((line) => line.sequence <= sequence);
    this.#sequence = sequence;
  }

  clear(): void {
    this.cutBehind(0);
  }
}
