/** Leaves out of a journal what later changes made void; what it comes to stays the same, field by field. */
import { changeLine, parseLine } from './journal-lines';
import { PIECE_SIZE, wholeLines } from './scan-journal';

/**
 * The lines that are still of use, in order. Each keeps its sequence, device and clock: whoever has taken in the journal up
 * to some sequence needs no more than the lines behind it. What deleted a record stays, for those who have it.
 *
 * @param bytes whole lines of changes
 */
export async function compactLines(bytes: Buffer): Promise<Buffer[]> {
  const lines = [...wholeLines(bytes, 0)];
  /** By record: the fields that later lines set; `null` where one deleted it. */
  const later = new Map<string, Set<string> | null>();
  const kept: Buffer[] = [];
  let rested = bytes.length;
  for (const { start, end } of lines.reverse()) {
    const line = bytes.subarray(start, end);
    const parsed = parseLine(bytes.toString('utf8', start, end - 1));
    const record = `${parsed.table}/${parsed.key}`;
    const known = later.get(record);
    if (known === null) continue;
    if (parsed.set === null) {
      later.set(record, null);
      kept.push(line);
      continue;
    }
    const names = Object.keys(parsed.set);
    const live = known ? names.filter((name) => !known.has(name)) : names;
    if (known) for (const name of live) known.add(name);
    else later.set(record, new Set(names));
    if (live.length === names.length) kept.push(line);
    else if (live.length > 0) kept.push(changeLine(parsed, { ...parsed, set: only(parsed.set, live) }));
    if (rested - start < PIECE_SIZE) continue;
    rested = start;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return kept.reverse();
}

function only(fields: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}
