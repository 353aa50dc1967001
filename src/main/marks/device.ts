/** Names this device: its journal is the one that goes by that name. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

const DEVICE = /^[\w-]{8,40}$/;
const JOURNAL_NAME = /^([\w-]{8,40})\.jsonl$/;

/**
 * The name that is kept in `file`. Where there is none, the journal that was changed last is taken for this device's own:
 * marks are not to be lost with so small a file. A name that cannot be kept is one for this run.
 *
 * @param folder where journals are
 */
export async function deviceName(file: string, folder: string): Promise<string> {
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (DEVICE.test(kept)) return kept;
  const name = (await latestJournal(folder)) ?? randomBytes(9).toString('base64url');
  await writeFileAtomic(file, `${name}\n`).catch(() => {});
  return name;
}

async function latestJournal(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  const journals: { device: string; modifiedAt: number }[] = [];
  for (const name of names) {
    const device = JOURNAL_NAME.exec(name)?.[1];
    if (device === undefined) continue;
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: 0 }));
    journals.push({ device, modifiedAt: mtimeMs });
  }
  return journals.sort((a, b) => b.modifiedAt - a.modifiedAt)[0]?.device ?? null;
}
