/** Looks at files one after the other, and says of each what it would bring. */
import type { EntryIdentity, Inspection, JsonOf } from '../../preload/api';
import { messageOf } from '../bridge';
import type { Incoming } from './incoming';
import type { Finding, PaperCounts } from './review';

interface InspectOptions {
  /** What a file would bring, if it were added. */
  inspect(incoming: Incoming): Promise<Inspection>;
  /** Which papers of the entries are new to the library. */
  countKnown(identities: JsonOf<EntryIdentity[]>): Promise<PaperCounts>;
  onFinding(index: number, finding: Finding): void;
  signal: AbortSignal;
}

/** Resolves when all were looked at, or the signal is aborted. Only one file is in memory at a time. */
export async function inspectFiles(files: readonly Incoming[], options: InspectOptions): Promise<void> {
  /** The first file of the review with these bytes, by their hash. */
  const first = new Map<string, string>();
  for (const [index, incoming] of files.entries()) {
    if (options.signal.aborted) return;
    const finding = await inspectFile(incoming, first, options);
    if (!options.signal.aborted) options.onFinding(index, finding);
  }
}

async function inspectFile(
  incoming: Incoming,
  first: Map<string, string>,
  { inspect, countKnown }: InspectOptions,
): Promise<Finding> {
  try {
    const inspection = await inspect(incoming);
    if (inspection.kind === 'refused') return inspection;
    const { sha256, twin, kind, format, digests, entries, identities, problems } = inspection;
    if (twin !== null) return { kind: 'twin', of: twin, isInFolder: true };
    const sibling = first.get(sha256);
    if (sibling !== undefined) return { kind: 'twin', of: sibling, isInFolder: false };
    first.set(sha256, incoming.name);
    return { kind, format, digests, entries, identities, problems, ...(await countKnown(identities)) };
  } catch (error) {
    return { kind: 'refused', reason: messageOf(error) };
  }
}
