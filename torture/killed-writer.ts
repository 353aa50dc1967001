/**
 * A process that is killed while it writes a journal: `folder seed end`. It says what it tries and what was acknowledged, and ends
 * itself before the operation of the number `end`, as `kill -9` does; at 0 it is ended from outside.
 */
import { writeSync } from 'node:fs';
import { Journal } from '../src/main/marks/journal';
import { type JournalFile, type JournalFiles, systemFiles } from '../src/main/marks/journal-files';
import { seededBelow } from './tally';

const [folder = '', seedText = '1', endText = '0', firstText = '1'] = process.argv.slice(2);
const end = Number(endText);
let operations = 0;
const below = seededBelow(Number(seedText));

function step(): void {
  operations++;
  if (operations === end) process.kill(process.pid, 'SIGKILL');
}

function stepped<T>(work: () => Promise<T>): Promise<T> {
  step();
  return work();
}

function counted(file: JournalFile): JournalFile {
  return {
    read: (bytes, position) => stepped(() => file.read(bytes, position)),
    write: async (bytes, position) => {
      step();
      // In two parts, so that it can end between them.
      const half = Math.max(1, bytes.length >> 1);
      return operations % 3 === 0 ? file.write(bytes.subarray(0, half), position) : file.write(bytes, position);
    },
    size: () => stepped(() => file.size()),
    truncate: (size) => stepped(() => file.truncate(size)),
    sync: () => stepped(() => file.sync()),
    close: () => stepped(() => file.close()),
  };
}

const files: JournalFiles = {
  makeFolder: (path) => stepped(() => systemFiles.makeFolder(path)),
  open: async (path, how) => counted(await stepped(() => systemFiles.open(path, how))),
  rename: (from, to) => stepped(() => systemFiles.rename(from, to)),
  remove: (path) => stepped(() => systemFiles.remove(path)),
  list: (path) => stepped(() => systemFiles.list(path)),
  syncFolder: (path) => stepped(() => systemFiles.syncFolder(path)),
};

const journal = Journal.open({ folder, device: 'this-device', files, smallest: 4000, lookedAt: 500, now: Date.now });
let value = Number(firstText);
for (;;) {
  const batch = Array.from({ length: 1 + below(4) }, () => {
    const change = { table: 'marks' as const, key: `key-${below(20)}`, set: { [`field${below(3)}`]: value } };
    value++;
    return change;
  });
  for (const { key, set } of batch) writeSync(1, `try ${key} ${JSON.stringify(set)}\n`);
  await journal.append(batch);
  for (const { key, set } of batch) writeSync(1, `ack ${key} ${JSON.stringify(set)}\n`);
}
