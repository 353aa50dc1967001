/**
 * Histories of several devices that share a folder through a syncer: what each says, and which file reaches whom when. Files come late,
 * twice, cut short, in an earlier state, or under the name that a syncer gives to a conflicting copy; devices are started anew in between.
 */
import 'fake-indexeddb/auto';
import { Journal } from '../src/main/marks/journal';
import { parseChanges } from '../src/main/marks/journal-changes';
import { OtherJournals } from '../src/main/marks/other-journals';
import { UnreliableFiles } from '../src/main/marks/unreliable-files';
import { asJson, inventedDigest, readChange } from '../src/renderer/library/digests/invented-digests';
import { createLibrary, type Library } from '../src/renderer/library/library';
import type { JournalCalls } from '../src/renderer/library/library-api';
import { noTally, seededBelow, type Tally } from './tally';

interface HistoriesOptions {
  histories: number;
  seed: number;
  onProgress(done: number): void;
}

const FOLDER = '/marks';
const TITLES = ['Kettles', 'Gravel', 'Rain', 'Lamps'];
const DIGEST = inventedDigest({ date: '2026-04-20', entries: TITLES.map((title) => ({ title })) });
const STATUSES = ['unread', 'reading', 'read', 'skipped'] as const;
const STEPS = 24;

let databases = 0;

/** One device: its part of the folder, its journal, and its library. */
class Device {
  readonly files = new UnreliableFiles();
  readonly journal: Journal;
  readonly others: OtherJournals;
  readonly #database = `torture ${databases++}`;
  library: Library = createLibrary(this.#database);

  /** @param skew by how many milliseconds its clock is wrong */
  constructor(
    readonly name: string,
    skew: number,
  ) {
    const { files } = this;
    this.journal = Journal.open({
      ...{ folder: FOLDER, device: name, files, smallest: 4000, lookedAt: 500 },
      now: () => Date.now() + skew,
    });
    this.others = new OtherJournals({
      ...{ folder: FOLDER, device: name, files },
      ownContent: () => this.journal.content(),
      onSeen: (at) => this.journal.seen(at),
    });
  }

  async open(): Promise<void> {
    const calls: JournalCalls = {
      append: (changes) => this.journal.append(parseChanges(changes)),
      read: (after) => this.journal.read(after),
      merge: (after) => this.others.merge(after),
      nextMerged: async () => this.others.next(),
    };
    const nobody = {
      onSaveFailed() {},
      onSaved() {},
      onSearchReady() {},
      onMarked() {},
      onSaving() {},
      onReplaced() {},
    };
    await this.library.open(nobody, calls);
    await this.library.contents();
  }

  async startAnew(): Promise<void> {
    this.library.close();
    this.library = createLibrary(this.#database);
    await this.open();
  }

  get content(): Buffer {
    return this.files.contentOf(`${FOLDER}/${this.name}.jsonl`);
  }

  receive(from: Device, content: Buffer, isConflict: boolean): void {
    const name = isConflict ? `${from.name}.sync-conflict-20261121-101010-ABCDEFG` : from.name;
    this.files.put(`${FOLDER}/${name}.jsonl`, content);
  }

  async idOf(title: string): Promise<string> {
    const [paper] = await this.library.findPapers(title, 1);
    if (!paper) throw new Error(`${this.name} has no paper ${title}`);
    return paper.id;
  }

  /** Everything that the reader said, as this device shows it. */
  async said(): Promise<string> {
    const papers = [];
    for (const title of TITLES) {
      const paper = await this.library.paper(await this.idOf(title));
      const { isStarred, status, note, tags } = paper ?? {};
      papers.push({ title, isStarred, status, note, tags });
    }
    const tags = (await this.library.tags()).map(({ id, name, color }) => ({ id, name, color }));
    const lists = (await this.library.savedLists()).map(({ id, name, query }) => ({ id, name, query }));
    const digest = await this.library.digest('A');
    return JSON.stringify({ papers, tags, lists, date: digest?.date }, null, 1);
  }
}

export async function mergeHistories({ histories, seed, onProgress }: HistoriesOptions): Promise<Tally> {
  const tally = noTally();
  for (let number = 0; number < histories; number++) {
    try {
      await runHistory(seededBelow(seed * 1_000_003 + number), tally);
    } catch (error) {
      tally.broken.push(`history ${number}: ${error instanceof Error ? error.message : error}`);
    }
    onProgress(number + 1);
  }
  return tally;
}

async function runHistory(below: (limit: number) => number, tally: Tally): Promise<void> {
  const devices = Array.from({ length: 2 + below(4) }, (_, at) => new Device(`device-${at}-`, below(4000) - 2000));
  /** What was typed into the note of each title, and is to be found there at the end. */
  const typed = new Map<string, string[]>(TITLES.map((title) => [title, []]));
  const earlier = new Map<Device, Buffer>();
  const one = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  try {
    for (const device of devices) {
      await device.open();
      await device.library.ingest(asJson(readChange('a.txt', DIGEST, 'A')), false);
    }
    for (let step = 0; step < STEPS; step++) {
      const device = one(devices);
      const from = one(devices);
      switch (below(7)) {
        case 0:
        case 1:
        case 2:
          await change(device, one(TITLES), below, typed, step);
          tally.acknowledged++;
          break;
        case 3:
          if (from === device) break;
          earlier.set(from, below(3) === 0 ? (earlier.get(from) ?? from.content) : from.content);
          device.receive(from, earlier.get(from) ?? from.content, below(4) === 0);
          tally.faults++;
          break;
        case 4: {
          if (from === device) break;
          const { content } = from;
          device.receive(from, content.subarray(0, below(content.length + 1)), below(4) === 0);
          tally.faults++;
          break;
        }
        case 5:
          await device.library.mergeMarks();
          break;
        default:
          await device.startAnew();
          tally.faults++;
      }
    }
    // What was not merged before the last device heard of it reaches it in the second round.
    for (let round = 0; round < 2; round++) {
      for (const to of devices) for (const from of devices) if (from !== to) to.receive(from, from.content, false);
      for (const device of devices) await device.library.mergeMarks();
    }
    await expectSame(devices, typed, tally);
  } finally {
    for (const { library, journal } of devices) {
      library.close();
      await journal.close();
    }
  }
}

async function change(
  device: Device,
  title: string,
  below: (limit: number) => number,
  typed: Map<string, string[]>,
  step: number,
): Promise<void> {
  const { library } = device;
  const paperIds = [await device.idOf(title)];
  switch (below(6)) {
    case 0:
      await library.mark({ paperIds }, { isStarred: below(2) === 0 });
      break;
    case 1:
    case 2:
      await library.mark({ paperIds }, { status: STATUSES[below(4)] ?? 'read' });
      break;
    case 3: {
      const { note = '' } = (await library.paper(paperIds[0] ?? '')) ?? {};
      const word = `${device.name}${step};`;
      typed.get(title)?.push(word);
      await library.mark({ paperIds }, { note: below(2) === 0 ? `${note}${word}` : `${word}${note}` });
      break;
    }
    case 4: {
      const tag = await library.createTag(`tag ${below(2)}`, 'blue');
      await library.mark({ paperIds }, below(3) === 0 ? { removeTags: [tag.id] } : { addTags: [tag.id] });
      break;
    }
    default: {
      const id = `list-${below(2)}`;
      await library.saveList({ id, name: `List ${step}`, query: 'rain', sort: null, group: null, position: 0 });
    }
  }
}

async function expectSame(
  devices: readonly Device[],
  typed: ReadonlyMap<string, readonly string[]>,
  tally: Tally,
): Promise<void> {
  const said = await Promise.all(devices.map((device) => device.said()));
  const other = said.find((one) => one !== said[0]);
  if (other !== undefined) tally.broken.push(`Two devices differ:\n${said[0]}\n${other}`);
  const [first] = devices;
  for (const [title, words] of typed) {
    const note = (await first?.library.paper(await first.idOf(title)))?.note ?? '';
    const lost = words.filter((word) => !note.includes(word));
    tally.lost += lost.length;
    if (lost.length > 0) tally.broken.push(`The note on ${title} lacks ${lost.join(' ')}: ${note}`);
  }
}
