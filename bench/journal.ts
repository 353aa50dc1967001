/** The marks journal: what a durable change takes, what reading all of it takes, and what ten years of use add to a start. */
import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { launchOffprint } from '../e2e/launch';
import { Journal } from '../src/main/marks/journal';
import { systemFiles } from '../src/main/marks/journal-files';
import { changeLine, headLine, isWhole } from '../src/main/marks/journal-lines';
import { wholeLines } from '../src/main/marks/scan-journal';
import { noRecords, recordAfter, setRecord } from '../src/renderer/library/journal/journal-records';
import { parseLines } from '../src/renderer/library/journal/read-lines';
import { inventedChanges } from './journal-changes';
import { processorTime } from './process-time';
import { type Measurement, timed } from './report';
import { interleaved, sampleOf } from './statistics';

const DEVICE = 'bench-device';
const PAPERS = 50_000;
const REPLAYED = 1_000_000;
const TEN_YEARS = 2_000_000;

/** @param rounds how often each is measured */
export async function benchJournal(root: string, rounds: number): Promise<Measurement[]> {
  console.log('Adding to a journal …');
  const found = await benchAppend(root);
  console.log(`Reading a journal of ${REPLAYED.toLocaleString()} changes …`);
  found.push(...(await benchReplay(join(root, 'replayed'), rounds)));
  console.log(`Writing ten years of a journal, ${TEN_YEARS.toLocaleString()} changes …`);
  const folder = join(root, 'ten-years');
  found.push(await writeTenYears(folder));
  found.push(...(await benchOpening(folder, join(root, 'empty'), rounds)));
  console.log('Starting with it, again and again …');
  return [...found, await benchStart(root, folder, rounds)];
}

function openJournal(folder: string, smallest?: number): Journal {
  return Journal.open({ folder, device: DEVICE, files: systemFiles, now: Date.now, ...(smallest && { smallest }) });
}

/** A hundred changes at once, on the disk, against as many bytes that are written and synced. */
async function benchAppend(root: string): Promise<Measurement[]> {
  const changes = [...inventedChanges({ changes: 100_000, papers: PAPERS, seed: 1 })].flat();
  const journal = openJournal(join(root, 'added-to'), 1e9);
  const bare = await open(join(root, 'bare'), 'w');
  await journal.read([]);
  const found: Measurement[] = [];
  for (const size of [1, 100]) {
    let taken = 0;
    let bytes = Buffer.alloc(0);
    let end = 0;
    const add = async () => {
      const batch = changes.slice(taken, taken + size);
      bytes = Buffer.concat(
        batch.map((change, at) => changeLine({ sequence: taken + at, device: DEVICE, at: [1, 0] }, change)),
      );
      taken += size;
      const start = performance.now();
      await journal.append(batch);
      return performance.now() - start;
    };
    const write = async () => {
      const start = performance.now();
      await bare.write(bytes, 0, bytes.length, end);
      await bare.datasync();
      end += bytes.length;
      return performance.now() - start;
    };
    await add();
    await write();
    const [added, written] = await interleaved(200, add, write);
    const floor = { name: 'write and fdatasync of the same bytes', value: sampleOf(written).median };
    found.push(
      timed(`journal: ${size} changes on the disk`, sampleOf(added), { floor, target: { atMost: 1.5, of: 'ratio' } }),
    );
  }
  await journal.close();
  await bare.close();
  return found;
}

/** All changes into records, as where the database is gone, of a journal that was never compacted; in processor time. */
async function benchReplay(folder: string, rounds: number): Promise<Measurement[]> {
  mkdirSync(folder);
  const path = join(folder, `${DEVICE}.jsonl`);
  const lines: Buffer[] = [headLine(DEVICE, 0)];
  for (const batch of inventedChanges({ changes: REPLAYED, papers: PAPERS, seed: 2 })) {
    for (const change of batch) lines.push(changeLine({ sequence: lines.length, device: DEVICE, at: [1, 0] }, change));
  }
  writeFileSync(path, Buffer.concat(lines.splice(0)));
  const size = Math.round(statSync(path).size / 1e6);

  const read = () => timedOf(() => readFileSync(path));
  const replay = async () => {
    const records = noRecords();
    const journal = openJournal(folder, 1e12);
    for (let sequence = 0; ; ) {
      const piece = await journal.read([{ device: DEVICE, sequence }]);
      for (const line of parseLines(piece.changes)) setRecord(records, recordAfter(line, records));
      sequence = piece.sequence;
      if (sequence === piece.last) break;
    }
    await journal.close();
    if (records.marks.size === 0) throw new Error('nothing was read');
  };
  const bytes = readFileSync(path);
  const places = [...wholeLines(bytes, 0)];
  const steps: [name: string, work: () => unknown][] = [
    ['in all', replay],
    ['JSON.parse alone', () => places.map(({ start, end }) => JSON.parse(bytes.toString('utf8', start, end)).sequence)],
    ['finding and checking its lines alone', () => places.filter(({ start, end }) => isWhole(bytes, start, end - 1))],
    ['one checksum over all bytes alone', () => crc32(bytes)],
  ];
  const found: Measurement[] = [];
  for (const [index, [step, work]] of steps.entries()) {
    const [took, floor] = await interleaved(Math.min(rounds, 3), () => timedOf(work), read);
    found.push(
      timed(`journal: replay of ${REPLAYED.toLocaleString()} changes, ${size} MB: ${step}`, sampleOf(took), {
        floor: { name: 'reading the bytes', value: sampleOf(floor).median },
        ...(index === 0 && { target: { atMost: 5, of: 'ratio' as const } }),
      }),
    );
  }
  return found;
}

/** Writes them as the window does, in the order of their days; the journal compacts itself. */
async function writeTenYears(folder: string): Promise<Measurement> {
  const journal = openJournal(folder);
  let bytes = 0;
  let waiting: Promise<unknown>[] = [];
  for (const batch of inventedChanges({ changes: TEN_YEARS, papers: PAPERS, seed: 3 })) {
    bytes += JSON.stringify(batch).length;
    waiting.push(journal.append(batch));
    if (waiting.length < 20) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  await journal.close();
  return {
    name: `journal: ${TEN_YEARS.toLocaleString()} changes of ${PAPERS.toLocaleString()} papers on the disk`,
    value: statSync(join(folder, `${DEVICE}.jsonl`)).size / 1e6,
    unit: 'MB',
    floor: { name: 'all that was added', value: bytes / 1e6 },
  };
}

/** Until it can be added to, and a library that has all of it was told so; in processor time. */
async function benchOpening(full: string, empty: string, rounds: number): Promise<Measurement[]> {
  const opening = (folder: string, sequence: number) => async () => {
    const start = processorTime();
    const journal = openJournal(folder);
    await journal.read([{ device: DEVICE, sequence }]);
    const took = processorTime() - start;
    await journal.close();
    return took;
  };
  const [openEmpty, openFull] = [opening(empty, 0), opening(full, TEN_YEARS)];
  await openEmpty();
  const [none, all] = await interleaved(Math.max(rounds, 20), openEmpty, openFull);
  const floor = { name: 'an empty one', value: sampleOf(none).median };
  return [timed('journal: opening that of ten years, processor time', sampleOf(all), { floor })];
}

/** Starts of the application until rows could be used: the processor time of main. */
async function benchStart(root: string, full: string, rounds: number): Promise<Measurement> {
  const seeds = join(root, 'seeds');
  mkdirSync(seeds);
  const start = async (profile: string) => {
    const offprint = await launchOffprint({ seeds, userDataDir: profile, untouchedUntil: ' papers in ' });
    const took = processorTime(offprint.pid);
    await offprint.close();
    return took;
  };
  const profiles = ['new', 'old'].map((name) => join(root, name));
  const [newProfile = '', oldProfile = ''] = profiles;
  for (const profile of profiles) await start(profile);
  // A journal goes by the name of its device, which its first line and the lines of others do not depend on.
  const { device } = JSON.parse(readFileSync(join(oldProfile, 'marks-device'), 'utf8'));
  cpSync(join(full, `${DEVICE}.jsonl`), join(oldProfile, 'marks', `${device}.jsonl`));
  // Once for the library to take it in.
  const offprint = await launchOffprint({ seeds, userDataDir: oldProfile });
  await offprint.page.getByText('brought back from their journal').waitFor({ timeout: 30 * 60_000 });
  await offprint.close();
  await start(oldProfile);
  const [none, all] = await interleaved(
    rounds,
    () => start(newProfile),
    () => start(oldProfile),
  );
  const floor = { name: 'with an empty one', value: sampleOf(none).median };
  return timed('start with the journal of ten years, processor time of main', sampleOf(all), {
    floor,
    target: { atMost: 1.05, of: 'ratio' },
  });
}

async function timedOf(work: () => unknown): Promise<number> {
  const start = processorTime();
  await work();
  return processorTime() - start;
}
