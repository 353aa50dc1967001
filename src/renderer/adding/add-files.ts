/** Adds files one after the other, and says of each what came of it. */
import type { AddOutcome } from '../../preload/api';
import { messageOf } from '../bridge';
import type { Incoming } from './incoming';

interface AddOptions {
  add(incoming: Incoming): Promise<AddOutcome[]>;
  /** Told before each file how many are done. */
  onProgress(done: number): void;
  signal: AbortSignal;
}

/** Resolves when all were added, or the signal is aborted: what was added until then stays. Only one file is in memory at a time. */
export async function addFiles(files: readonly Incoming[], options: AddOptions): Promise<AddOutcome[]> {
  const outcomes: AddOutcome[] = [];
  for (const file of files) {
    if (options.signal.aborted) break;
    options.onProgress(outcomes.length);
    outcomes.push(await addFile(file, options));
  }
  return outcomes;
}

async function addFile(incoming: Incoming, { add }: AddOptions): Promise<AddOutcome> {
  const { name } = incoming;
  try {
    const [outcome] = await add(incoming);
    return outcome ?? { kind: 'refused', name, reason: 'Offprint gave no answer. Try again.' };
  } catch (error) {
    return { kind: 'refused', name, reason: messageOf(error) };
  }
}
