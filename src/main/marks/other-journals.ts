/**
 * The journals that other devices keep in the same folder, by way of whatever syncs it, and what they come to with this one's.
 *
 * A record that another device changed is told whole: all lines about it, of all devices, in the order of their clocks. Whoever
 * carries them out one after the other has of each field the latest change, whichever way and in whichever order the files came.
 */
import type { DeviceJournal, JournalMerge, JournalPosition, JsonOf, MergedLine } from '../../preload/api';
import { reasonOf } from '../failure';
import type { JournalFiles } from './journal-files';
import { readBytes } from './journal-files';
import { type Clock, parseLine } from './journal-lines';
import { NewerJournalError, scanJournal, wholeLines } from './scan-journal';

interface OtherJournalsOptions {
  /** Where the journals of all devices are. */
  folder: string;
  /** This one. */
  device: string;
  files: JournalFiles;
  /** What this device's journal has, as bytes of whole lines. */
  ownContent(): Promise<{ bytes: Buffer }>;
  /** Told of the latest clock that was seen, so that what is changed from now on counts as later. */
  onSeen(at: Clock): void;
}

/** A line, with what orders it. */
type Line = ReturnType<typeof parseLine>;

/** What a folder's files come to. */
interface Gathered {
  /** By record, and there by device and sequence: files may have the same lines. */
  records: Map<string, Map<string, Line>>;
  devices: Map<string, DeviceJournal>;
  /** The devices of damaged files: there may be more to be told of them once the files are whole again. */
  incomplete: Set<string>;
  problems: string[];
}

/** Characters of JSON that go to the page at once. */
const PIECE = 1_000_000;

export class OtherJournals {
  readonly #options: OtherJournalsOptions;
  /** What waits to be taken of the latest merge. */
  #pieces: string[] = [];
  #result: Omit<JournalMerge, 'lines' | 'isLast'> | null = null;

  constructor(options: OtherJournalsOptions) {
    this.#options = options;
  }

  /**
   * What other devices changed behind these positions: the first piece of it.
   *
   * @throws in words for the reader
   */
  async merge(known: readonly JournalPosition[]): Promise<JournalMerge> {
    const gathered = await this.#gather();
    const positions = new Map(known.map(({ device, sequence }) => [device, sequence]));
    const { device: own } = this.#options;
    const isNews = ({ device, sequence }: Line) => device !== own && sequence > (positions.get(device) ?? 0);
    this.#pieces = [];
    let piece: string[] = [];
    let length = 0;
    for (const lines of gathered.records.values()) {
      if (![...lines.values()].some(isNews)) continue;
      for (const line of [...lines.values()].sort(byClock)) {
        const { device, sequence, at, table, key, set } = line;
        const json = JSON.stringify({ device, sequence, at, table, key, set } satisfies MergedLine);
        piece.push(json);
        length += json.length;
      }
      if (length < PIECE) continue;
      this.#pieces.push(`[${piece.join(',')}]`);
      piece = [];
      length = 0;
    }
    this.#pieces.push(`[${piece.join(',')}]`);
    const devices = [...gathered.devices.values()];
    this.#result = {
      positions: devices
        .filter(({ device }) => !gathered.incomplete.has(device))
        .map(({ device, sequence }) => ({ device, sequence })),
      devices,
      problems: gathered.problems,
    };
    return this.next();
  }

  /** The next piece of what `merge` began with. */
  next(): JournalMerge {
    const lines = (this.#pieces.shift() ?? '[]') as JsonOf<MergedLine[]>;
    const { positions, devices, problems } = this.#result ?? { positions: [], devices: [], problems: [] };
    return { lines, isLast: this.#pieces.length === 0, positions, devices, problems };
  }

  async #gather(): Promise<Gathered> {
    const { folder, files, device } = this.#options;
    const gathered: Gathered = { records: new Map(), devices: new Map(), incomplete: new Set(), problems: [] };
    const names = await files.list(folder).catch(() => []);
    const ownName = `${device}.jsonl`;
    // Syncers keep both of two files that were changed at once, and name one of them after the other.
    const others = names.filter((name) => name.endsWith('.jsonl') && name !== ownName).sort();
    if (others.length === 0) return gathered;
    for (const name of others) {
      try {
        await this.#take(gathered, await this.#read(`${folder}/${name}`), true);
      } catch (error) {
        const why = error instanceof NewerJournalError ? error.message : reasonOf(error);
        gathered.problems.push(`The marks of another device in ${name} could not be read. ${why}`);
      }
    }
    await this.#take(gathered, (await this.#options.ownContent()).bytes, false);
    return gathered;
  }

  async #read(path: string): Promise<Buffer> {
    const file = await this.#options.files.open(path, 'read');
    try {
      return await readBytes(file, 0, await file.size());
    } finally {
      await file.close();
    }
  }

  async #take(gathered: Gathered, bytes: Buffer, isOther: boolean): Promise<void> {
    const { records, devices, incomplete, problems } = gathered;
    const isDamaged = isOther && (await scanJournal(bytes)).isDamaged;
    let latest: Clock = [0, 0];
    for (const { start, end, sequence } of wholeLines(bytes, 0)) {
      const line = readLine(bytes.toString('utf8', start, end - 1));
      if (line === null) {
        problems.push(`A change of another device makes no sense, and was passed over (number ${sequence}).`);
        continue;
      }
      const record = `${line.table}/${line.key}`;
      const known = records.get(record) ?? new Map<string, Line>();
      records.set(record, known);
      const id = `${line.device} ${line.sequence}`;
      const twin = known.get(id);
      // Of two that say more or less under one number, one was made smaller where later changes made a part void.
      if (!twin || fieldsOf(line) > fieldsOf(twin)) known.set(id, line);
      if (isLater(line.at, latest)) latest = line.at;
      if (line.device === this.#options.device) continue;
      const before = devices.get(line.device) ?? { device: line.device, sequence: 0, changedAt: 0 };
      before.sequence = Math.max(before.sequence, line.sequence);
      before.changedAt = Math.max(before.changedAt, line.at[0]);
      devices.set(line.device, before);
      if (isDamaged) incomplete.add(line.device);
    }
    if (isOther) this.#options.onSeen(latest);
  }
}

/** @returns `null` where a line has a right checksum, and is no change all the same */
function readLine(text: string): Line | null {
  try {
    const line = parseLine(text);
    const isClock = Array.isArray(line.at) && line.at.length === 2 && line.at.every(Number.isSafeInteger);
    const isChange = typeof line.table === 'string' && typeof line.key === 'string' && typeof line.device === 'string';
    return isClock && isChange && (line.set === null || typeof line.set === 'object') ? line : null;
  } catch {
    return null;
  }
}

function fieldsOf({ set }: Line): number {
  return set === null ? Number.POSITIVE_INFINITY : Object.keys(set).length;
}

function isLater(one: Clock, other: Clock): boolean {
  return one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);
}

/** Of two devices that changed something at the very same time, the names decide: the same way everywhere. */
function byClock(one: Line, other: Line): number {
  if (isLater(one.at, other.at)) return 1;
  if (isLater(other.at, one.at)) return -1;
  if (one.device !== other.device) return one.device < other.device ? -1 : 1;
  return one.sequence - other.sequence;
}
