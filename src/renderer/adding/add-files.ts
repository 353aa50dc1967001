/** Adds files a few at a time, and says of each what came of it. */
import type { AddOutcome, IncomingFile } from '../../preload/api';
import { messageOf } from '../bridge';
import type { Incoming } from './incoming';

interface AddOptions {
  /** Rejects where a file cannot be read. */
  read(incoming: Incoming): Promise<IncomingFile>;
  add(files: IncomingFile[]): Promise<AddOutcome[]>;
  /** Told before the next files how many are done. */
  onProgress(done: number): void;
  signal: AbortSignal;
}

/** Small files go together, as each way to the disk and back takes its time; of others, one is in memory. */
const MOST_TOGETHER = 16;
/** Bytes. */
const LARGEST_TOGETHER = 1024 * 1024;

/** Resolves when all were added, or the signal is aborted: what was added until then stays. */
export async function addFiles(files: readonly Incoming[], options: AddOptions): Promise<AddOutcome[]> {
  const outcomes: AddOutcome[] = [];
  while (outcomes.length < files.length && !options.signal.aborted) {
    options.onProgress(outcomes.length);
    outcomes.push(...(await addTogether(nextOf(files, outcomes.length), options)));
  }
  return outcomes;
}

function nextOf(files: readonly Incoming[], start: number): Incoming[] {
  let bytes = files[start]?.size ?? 0;
  let end = start + 1;
  while (end < files.length && end - start < MOST_TOGETHER) {
    bytes += files[end]?.size ?? 0;
    if (bytes > LARGEST_TOGETHER) break;
    end += 1;
  }
  return files.slice(start, end);
}

async function addTogether(incoming: readonly Incoming[], { read, add }: AddOptions): Promise<AddOutcome[]> {
  const reads: (IncomingFile | AddOutcome)[] = [];
  for (const file of incoming) {
    reads.push(await read(file).catch((error: unknown) => refused(file.name, messageOf(error))));
  }
  const files = reads.filter((result): result is IncomingFile => 'bytes' in result);
  const added = await add(files).catch((error: unknown) => files.map(({ name }) => refused(name, messageOf(error))));
  return reads.map((result) => {
    if (!('bytes' in result)) return result;
    return added[files.indexOf(result)] ?? refused(result.name, 'Offprint gave no answer. Try again.');
  });
}

function refused(name: string, reason: string): AddOutcome {
  return { kind: 'refused', name, reason };
}
