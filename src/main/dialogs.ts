/** What the reader is asked in the system's own dialogs. */
import { type BrowserWindow, dialog } from 'electron';

interface FolderQuestion {
  title: string;
  buttonLabel: string;
  defaultPath: string;
}

/** @returns absolute; `null` where they think better of it */
export async function askForFolder(window: BrowserWindow, question: FolderQuestion): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...question,
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** @returns absolute; `null` where they think better of it */
export function askForBackup(window: BrowserWindow, defaultPath: string): Promise<string | null> {
  return askForFile(window, {
    ...{ title: 'Choose a backup', buttonLabel: 'Look at this backup', defaultPath },
    filters: [{ name: 'Backups of Offprint', extensions: ['jsonl'] }],
  });
}

/** @returns absolute; `null` where they think better of it */
export function askForLibrary(window: BrowserWindow, defaultPath: string): Promise<string | null> {
  return askForFile(window, {
    ...{ title: 'Choose a library', buttonLabel: 'Look at this library', defaultPath },
    filters: LIBRARIES,
  });
}

/** @returns absolute; `null` where they think better of it */
export async function askWhereToSave(window: BrowserWindow, defaultPath: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    ...{ title: 'Export the whole library', buttonLabel: 'Export', defaultPath },
    filters: LIBRARIES,
    properties: ['createDirectory'],
  });
  return canceled ? null : filePath;
}

const LIBRARIES = [{ name: 'Libraries of Offprint', extensions: ['zip'] }];

async function askForFile(window: BrowserWindow, options: Electron.OpenDialogOptions): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { ...options, properties: ['openFile'] });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Lets the reader choose what becomes of marks that cannot be saved. */
export async function isToLose(window: BrowserWindow, unsaved: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Some marks are not saved',
    detail: `${unsaved} If Offprint is closed now, they are lost.`,
    buttons: ['Keep Offprint open', 'Close and lose them'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
