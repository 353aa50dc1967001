/** Electron's `shell`: hands links and files to the system's own programs. */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type { Shell } from 'electron';
import { NotProvidedError, provideOnly } from './refusal';
import { moveToTrash } from './trash';

type Provided = Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem'>;

/** How long the opener may take to fail, in milliseconds; some stay as long as the program that they start. */
const PATIENCE = 1500;

const systemShell: Provided = {
  openExternal: (url) => open(url),

  async openPath(path) {
    try {
      await open(path);
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  },

  /** Shows the folder; which item is meant, most systems have no way to say. */
  showItemInFolder(path) {
    open(dirname(path)).catch((error: unknown) => process.stderr.write(`${error}\n`));
  },

  async trashItem(path) {
    if (process.platform !== 'linux') throw new NotProvidedError(`shell.trashItem on ${process.platform}`);
    await moveToTrash(path);
  },
};

export const shell = provideOnly(systemShell, 'shell');

/** @throws Error where there is no opener, or it fails at once */
function open(target: string): Promise<void> {
  const [command, ...args] = opener(target);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore' });
    const timer = setTimeout(resolve, PATIENCE);
    timer.unref();
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const reason = error.code === 'ENOENT' ? `${command} is not installed (package xdg-utils)` : error.message;
      reject(new Error(`${target} cannot be opened: ${reason}.`));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(`${target} cannot be opened: ${command} ended with ${code}.`));
    });
    child.unref();
  });
}

function opener(target: string): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', target];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', target];
  return ['xdg-open', target];
}
