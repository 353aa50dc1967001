/** What the reader chooses about backups: a second folder for them, and one to look at. */
import type { BrowserWindow } from 'electron';
import type { BackupHeadline, BackupsState } from '../preload/api';
import { askForBackup, askForFolder } from './dialogs';
import type { Backups } from './marks/backups';
import type { SettingsFile } from './settings';

interface BackupChoicesOptions {
  window: BrowserWindow;
  backups: Backups;
  settings: SettingsFile;
  /** The folder of the reader's documents. */
  documents: string;
}

export class BackupChoices {
  readonly #options: BackupChoicesOptions;

  constructor(options: BackupChoicesOptions) {
    this.#options = options;
  }

  /** Asks for a second folder, and uses it; `null` where they think better of it. */
  async chooseFolder(): Promise<BackupsState | null> {
    const { window, settings, documents } = this.#options;
    const path = await askForFolder(window, {
      title: 'Choose a second folder for backups',
      buttonLabel: 'Keep backups here',
      defaultPath: settings.values.backupFolder ?? documents,
    });
    return path === null ? null : this.#useFolder(path);
  }

  forgetFolder(): Promise<BackupsState> {
    return this.#useFolder(null);
  }

  /** Asks for the file of a backup; `null` where they think better of it. */
  async open(): Promise<BackupHeadline | null> {
    const { window, backups } = this.#options;
    const path = await askForBackup(window, backups.folder);
    return path === null ? null : backups.look(path);
  }

  async #useFolder(backupFolder: string | null): Promise<BackupsState> {
    const { settings, backups } = this.#options;
    await settings.save({ backupFolder });
    return backups.useSecondFolder(backupFolder);
  }
}
