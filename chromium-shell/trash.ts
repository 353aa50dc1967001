/** The trash of Linux desktops, as https://specifications.freedesktop.org/trash-spec/1.0/ lays it down. */
import { mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';

/**
 * Moves a file or folder into the trash: that of the reader's home or, for what is on another drive, that drive's own.
 *
 * @throws Error where neither takes it
 */
export async function moveToTrash(path: string): Promise<void> {
  const item = resolve(path);
  // Missing is an error in any trash.
  await stat(item);
  try {
    await moveInto(homeTrash(), item, item);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    const top = await topOfDrive(item);
    await moveInto(join(top, `.Trash-${process.getuid?.() ?? 0}`), item, relative(top, item));
  }
}

function homeTrash(): string {
  const data = process.env.XDG_DATA_HOME;
  // As the base directory specification has it, a relative path counts as none.
  return join(data && isAbsolute(data) ? data : join(homedir(), '.local/share'), 'Trash');
}

/** @param remembered where the item is to go back to, as the trash writes it down */
async function moveInto(trash: string, item: string, remembered: string): Promise<void> {
  const files = join(trash, 'files');
  const notes = join(trash, 'info');
  for (const folder of [files, notes]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const ending = extname(item);
  const stem = basename(item, ending);
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${stem}${ending}` : `${stem}.${number}${ending}`;
    const note = join(notes, `${name}.trashinfo`);
    // The note takes the name, for whoever else trashes something at this moment.
    const handle = await open(note, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      return null;
    });
    if (handle === null) continue;
    try {
      await handle.writeFile(trashInfo(remembered, new Date()));
      await handle.close();
      await rename(item, join(files, name));
    } catch (error) {
      await handle.close();
      await unlink(note).catch(() => {});
      throw error;
    }
    return;
  }
}

function trashInfo(path: string, now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return `[Trash Info]\nPath=${escaped}\nDeletionDate=${local.toISOString().slice(0, 19)}\n`;
}

/** The topmost folder that is on the same drive. */
async function topOfDrive(item: string): Promise<string> {
  let top = dirname(item);
  const { dev } = await stat(top);
  for (;;) {
    const above = dirname(top);
    if (above === top || (await stat(above)).dev !== dev) return top;
    top = above;
  }
}
