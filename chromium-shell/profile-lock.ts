/** Waits for a Chromium that still uses a profile, as one does for a moment after its parent was killed. */
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning } from './process-state';

/** How long a Chromium without its parent may take to end, in milliseconds. */
const PATIENCE = 5000;

/**
 * Resolves when no process holds the profile. A Chromium of ours that does not end by itself is ended: its parent, which
 * alone could make it do anything, is gone.
 */
export async function freeProfile(profile: string): Promise<void> {
  const until = Date.now() + PATIENCE;
  let holder = holderOf(profile);
  while (holder !== null && Date.now() < until) {
    await delay(50);
    holder = holderOf(profile);
  }
  if (holder !== null) {
    process.kill(holder, 'SIGKILL');
    while (isRunning(holder)) await delay(20);
  }
  // Left by a Chromium that was killed, these would make the next one believe in it, above all under another host name.
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    rmSync(join(profile, name), { force: true });
}

/** The living process that holds the profile, or `null`. Chromium's lock is a link to `HOST-PID`. */
function holderOf(profile: string): number | null {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]);
    return Number.isInteger(pid) && isRunning(pid) && isChromiumOf(profile, pid) ? pid : null;
  } catch {
    return null;
  }
}

/** Whether the process runs on this very profile; where the system does not tell, it is taken to. */
function isChromiumOf(profile: string, pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`);
  } catch {
    return process.platform !== 'linux';
  }
}
