/**
 * FAULTS.md 18, 20 and 21: a system that sends no events, has no watches left, or no file handles. The system's own limits
 * are everybody's, so its answers are what is simulated here; the folders and files are real.
 */
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { digest, eventually, inBox, settlesAs } from './watched-box';

const system = vi.hoisted(() => ({ hints: 'sent', isOutOfHandles: false, isNetworkDrive: false }));

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}

vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs')>();
  const watch = (...args: Parameters<typeof original.watch>) => {
    if (system.hints === 'refused') throw failure('ENOSPC');
    return system.hints === 'none' ? Object.assign(new EventEmitter(), { close: () => {} }) : original.watch(...args);
  };
  const open = (...args: unknown[]) => {
    const done = args.at(-1) as (error: Error) => void;
    if (system.isOutOfHandles) setImmediate(() => done(failure('EMFILE')));
    else Reflect.apply(original.open, original, args);
  };
  return { ...original, watch, open };
});

vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs/promises')>();
  const readdir = (...args: unknown[]) => {
    if (system.isOutOfHandles) throw failure('EMFILE');
    return Reflect.apply(original.readdir, original, args);
  };
  const NFS = 0x6969;
  const statfs = async (path: string) => {
    const stats = await original.statfs(path);
    return system.isNetworkDrive ? { ...stats, type: NFS } : stats;
  };
  return { ...original, readdir, statfs };
});

afterEach(() => {
  Object.assign(system, { hints: 'sent', isOutOfHandles: false, isNetworkDrive: false });
});

describe('a system', { timeout: 60_000 }, () => {
  it(
    'fault 18: that sends no events from a network drive is asked again and again',
    inBox(async ({ write, watch }) => {
      Object.assign(system, { hints: 'none', isNetworkDrive: true });
      const watched = await watch();
      write('a.txt', digest('On moss'));
      await eventually(() => expect(watched.shown).toEqual({ 'a.txt': ['On moss'] }));
      write('a.txt', digest('On moss', 'On fern'));
      await eventually(() => expect(watched.shown).toEqual({ 'a.txt': ['On moss', 'On fern'] }));
      expect(watched.folder.problem).toBeNull();
    }),
  );

  it(
    'fault 20: that has no watches left is asked every few seconds, says so, and sends hints when it can again',
    inBox(async ({ seed, write, watch }) => {
      system.hints = 'refused';
      mkdirSync(seed('inner'));
      const watched = await watch({ includesSubfolders: true });
      expect(watched.folder.problem).toContain('no folder watches left');
      write('inner/a.txt', digest('On moss'));
      await eventually(() => expect(watched.shown).toEqual({ 'inner/a.txt': ['On moss'] }));
      system.hints = 'sent';
      await eventually(() => expect(watched.folder.problem).toBeNull());
      write('b.txt', digest('On fern'));
      await settlesAs(watched, { 'inner/a.txt': ['On moss'], 'b.txt': ['On fern'] });
    }),
  );

  it(
    'fault 21: that has no file handles left takes nothing away, and goes on when it has some',
    inBox(async ({ write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      system.isOutOfHandles = true;
      write('b.txt', digest('On fern'));
      watched.folder.lookAgain();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      system.isOutOfHandles = false;
      await settlesAs(watched, { 'a.txt': ['On moss'], 'b.txt': ['On fern'] });
      expect(watched.kinds).toEqual(['read a.txt', 'read b.txt']);
    }),
  );
});
