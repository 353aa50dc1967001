/** A marks journal in memory, as main would keep it, for tests. */
import type {
  JournalChange,
  JournalLine,
  JournalMerge,
  JournalPiece,
  JournalPosition,
  JsonOf,
  MergedLine,
} from '../../../preload/api';
import type { JournalCalls } from '../library-api';
import { nameOf } from './journal-records';

/** What everybody's clocks say: what comes later is later everywhere. */
let clock = 0;

export class FakeJournal implements JournalCalls {
  lines: MergedLine[] = [];
  /** Those of other devices that share a folder with this one. */
  others: FakeJournal[] = [];
  device = 'this-device';
  /** Why nothing can be added; `null` while it can. */
  refusal: string | null = null;
  hasLost = false;
  /** The same, found out while it was gone through for a merge. */
  hasLostLately = false;
  isStandIn = false;
  problem: string | null = null;
  reads = 0;
  /** How many changes are given at a time. */
  pieceLength = 2;
  #sequence = 0;

  async append(changes: JsonOf<JournalChange[]>): Promise<JournalPosition> {
    if (this.refusal !== null) throw new Error(this.refusal);
    for (const change of JSON.parse(changes) as JournalChange[])
      this.lines.push({ ...change, sequence: ++this.#sequence, device: this.device, at: [++clock, 0] });
    return { device: this.device, sequence: this.#sequence };
  }

  async read(after: JournalPosition[]): Promise<JournalPiece> {
    this.reads++;
    const from = after.find(({ device }) => device === this.device)?.sequence ?? 0;
    if (from === 0) this.hasLostLately = false;
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
      isStandIn: this.isStandIn,
      problem: this.problem,
    };
  }

  async merge(after: JournalPosition[]): Promise<JournalMerge> {
    const nothing = { lines: '[]' as JsonOf<MergedLine[]>, isLast: true, positions: [], devices: [], problems: [] };
    if (this.hasLostLately) return { ...nothing, hasLost: true };
    const known = new Map(after.map(({ device, sequence }) => [device, sequence]));
    const foreign = this.others.flatMap(({ lines }) => lines);
    const news = foreign.filter(({ device, sequence }) => sequence > (known.get(device) ?? 0));
    const names = new Set(news.map(nameOf));
    const lines = [...foreign, ...this.lines].filter((line) => names.has(nameOf(line)));
    const devices = this.others.map(({ device, lines: own }) => {
      return { device, sequence: own.at(-1)?.sequence ?? 0, changedAt: 0 };
    });
    return {
      lines: JSON.stringify(lines.sort((a, b) => a.at[0] - b.at[0])) as JsonOf<MergedLine[]>,
      isLast: true,
      hasLost: false,
      positions: devices.map(({ device, sequence }) => ({ device, sequence })),
      devices,
      problems: [],
    };
  }

  async nextMerged(): Promise<JournalMerge> {
    throw new Error('There was one piece.');
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
