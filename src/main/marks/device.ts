/** Names this device: its journal is the one that goes by that name, and no other device writes to it. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import * as v from 'valibot';

/** What tells a file from a copy of it on another machine, or in another folder of this one. */
const originSchema = v.object({ host: v.string(), inode: v.number(), bornAt: v.number() });
type Origin = v.InferOutput<typeof originSchema>;

const nameSchema = v.pipe(v.string(), v.regex(/^[\w-]{8,40}$/));
/** Earlier versions kept the bare name: there was nobody yet to take it for another's. */
const deviceSchema = v.object({ device: nameSchema, origin: v.nullable(originSchema) });

/**
 * The name that is kept in `file`. A profile that was copied brings the file along: two devices of one name would write over
 * each other's journals, so the copy is given a name of its own. So is a profile whose file is lost; its earlier journal is then
 * that of another device, and merged like any. A name that cannot be kept is one for this run.
 */
export async function deviceName(file: string, host = hostname()): Promise<string> {
  const kept = await readDevice(file);
  const origin = await originOf(file, host);
  if (kept?.origin && origin && !isCopied(kept.origin, origin)) return kept.device;
  const device = kept && kept.origin === null ? kept.device : randomBytes(9).toString('base64url');
  await keep(file, device, host).catch(() => {});
  return device;
}

async function keep(file: string, device: string, host: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // In place: a file that takes the place of another is another file. Cut short by a crash, it is read as lost.
  await writeFile(file, '');
  await writeFile(file, `${JSON.stringify({ device, origin: await originOf(file, host) })}\n`);
}

async function readDevice(file: string): Promise<v.InferOutput<typeof deviceSchema> | null> {
  try {
    const text = await readFile(file, 'utf8');
    if (v.is(nameSchema, text.trim())) return { device: text.trim(), origin: null };
    return v.parse(deviceSchema, JSON.parse(text));
  } catch {
    return null;
  }
}

async function originOf(file: string, host: string): Promise<Origin | null> {
  const stats = await stat(file).catch(() => null);
  return stats && { host, inode: stats.ino, bornAt: Math.round(stats.birthtimeMs) };
}

/**
 * A copy is born later, unless the copying kept that time; then it is another file on another machine. Some file systems number
 * their files anew with each start, and hosts are renamed: neither alone says anything.
 */
function isCopied(kept: Origin, now: Origin): boolean {
  return kept.bornAt !== now.bornAt || (kept.inode !== now.inode && kept.host !== now.host);
}
