/**
 * The journals that other devices keep in the same folder, by way of whatever syncs it, and what they come to with this one's.
 *
 * A record that another device changed is told whole: all lines about it, of all devices, in the order of their clocks. Whoever
 * carries them out one after the other has of each field the latest change, whichever way and in whichever order the files came.
 * Journals grow for years: so their lines are gone through for what is new first, and only those about that are parsed.
 */
import type { DeviceJournal, JournalMerge, JournalPosition, JsonOf, MergedLine } from '../../preload/api';
import { reasonOf } from '../failure';
import type { JournalFiles } from './journal-files';
import { readBytes } from './journal-files';
import { type Clock, frontAt, frontOf, parseLine, type Stamp } from './journal-lines';
import { eachLine, NewerJournalError, scanJournal } from './scan-journal';

interface OtherJournalsOptions {
  /** Where the journals of all devices are. */
  folder: string;
  /** This one. */
  device: string;
  files: JournalFiles;
  /** What this device's journal has, as bytes of whole lines. */
  ownContent(): Promise<{ bytes: Buffer; hasLost: boolean }>;
  /** Told of the latest clock that was seen, so that what is changed from now on counts as later. */
  onSeen(at: Clock): void;
}

/** A line, with what orders it. */
type Line = ReturnType<typeof parseLine>;

/** What the files of others come to. */
interface Gathered {
  files: Buffer[];
  /** The records that others changed behind what is known: see `Front`. */
  changed: Set<string>;
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
    const gathered = await this.#gather(new Map(known.map(({ device, sequence }) => [device, sequence])));
    const about = await this.#linesAbout(gathered);
    this.#pieces = [];
    let piece: string[] = [];
    let length = 0;
    for (const lines of about?.values() ?? []) {
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
      hasLost: about === null,
      positions: devices
        .filter(({ device }) => about !== null && !gathered.incomplete.has(device))
        .map(({ device, sequence }) => ({ device, sequence })),
      devices,
      problems: gathered.problems,
    };
    return this.next();
  }

  /** The next piece of what `merge` began with. */
  next(): JournalMerge {
    const lines = (this.#pieces.shift() ?? '[]') as JsonOf<MergedLine[]>;
    const nothing = { hasLost: false, positions: [], devices: [], problems: [] };
    return { ...(this.#result ?? nothing), lines, isLast: this.#pieces.length === 0 };
  }

  /** @param positions by device, up to where its journal is known */
  async #gather(positions: ReadonlyMap<string, number>): Promise<Gathered> {
    const { folder, files, device } = this.#options;
    const gathered: Gathered = {
      ...{ files: [], changed: new Set(), devices: new Map(), incomplete: new Set(), problems: [] },
    };
    const names = await files.list(folder).catch(() => []);
    const ownName = `${device}.jsonl`;
    // Syncers keep both of two files that were changed at once, and name one of them after the other.
    const others = names.filter((name) => name.endsWith('.jsonl') && name !== ownName).sort();
    for (const name of others) {
      try {
        await this.#take(gathered, await this.#read(`${folder}/${name}`), positions);
      } catch (error) {
        const why = error instanceof NewerJournalError ? error.message : reasonOf(error);
        gathered.problems.push(`The marks of another device in ${name} could not be read. ${why}`);
      }
    }
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

  /** Takes note of what a file of another device has, and of what in it is new. */
  async #take(gathered: Gathered, bytes: Buffer, positions: ReadonlyMap<string, number>): Promise<void> {
    const { files, changed, devices, incomplete, problems } = gathered;
    const found = new Set<string>();
    let latest: Clock = [0, 0];
    const { isDamaged } = await scanJournal(bytes, ({ start, end, sequence: number }) => {
      const line = frontAt(bytes, start) ?? frontOf(readLine(bytes, start, end));
      // A clock that nobody can count on from would make what is said here from now on senseless everywhere.
      if (!line?.at.every(Number.isSafeInteger)) {
        problems.push(`A change of another device makes no sense, and was passed over (number ${number}).`);
        return;
      }
      const { device, sequence, at, record } = line;
      if (isLater(at, latest)) latest = at;
      if (device === this.#options.device) return;
      if (sequence > (positions.get(device) ?? 0)) changed.add(record);
      const before = devices.get(device) ?? { device, sequence: 0, changedAt: 0 };
      before.sequence = Math.max(before.sequence, sequence);
      before.changedAt = Math.max(before.changedAt, at[0]);
      devices.set(device, before);
      found.add(device);
    });
    files.push(bytes);
    if (isDamaged) for (const device of found) incomplete.add(device);
    this.#options.onSeen(latest);
  }

  /**
   * All lines about what was changed: by record, and there by device and sequence, as files may have the same lines. `null` where this
   * device lost some: without them, what it said would be undone.
   */
  async #linesAbout({ files, changed }: Gathered): Promise<Map<string, Map<string, Line>> | null> {
    const records = new Map<string, Map<string, Line>>();
    if (changed.size === 0) return records;
    const own = await this.#options.ownContent();
    if (own.hasLost) return null;
    for (const bytes of [...files, own.bytes]) {
      await eachLine(bytes, 0, ({ start, end }) => {
        const front = frontAt(bytes, start);
        if (front && !changed.has(front.record)) return;
        const line = readLine(bytes, start, end);
        const record = frontOf(line)?.record ?? '';
        if (line === null || !changed.has(record)) return;
        const known = records.get(record) ?? new Map<string, Line>();
        records.set(record, known);
        const id = `${line.device} ${line.sequence}`;
        const twin = known.get(id);
        // Of two that say more or less under one number, one was made smaller where later changes made a part void.
        if (!twin || fieldsOf(line) > fieldsOf(twin)) known.set(id, line);
      });
    }
    return records;
  }
}

/** @returns `null` where a line has a right checksum, and is no change all the same */
export function readLine(bytes: Buffer, start: number, end: number): Line | null {
  try {
    const line = parseLine(bytes.toString('utf8', start, end - 1));
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
export function byClock(one: Stamp, other: Stamp): number {
  if (isLater(one.at, other.at)) return 1;
  if (isLater(other.at, one.at)) return -1;
  if (one.device !== other.device) return one.device < other.device ? -1 : 1;
  return one.sequence - other.sequence;
}
