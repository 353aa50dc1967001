/** Electron's `DownloadItem`: a file that a page gives away. */
import { join } from 'node:path';
import type { DownloadItem } from 'electron';
import type { Download } from 'playwright';
import { app } from './app';
import { toAppUrl } from './app-origin';
import { provideOnly } from './refusal';

type Provided = Pick<DownloadItem, 'getFilename' | 'getURL' | 'setSavePath' | 'getSavePath' | 'cancel'>;

export interface ShellDownload {
  /** What the application sees. */
  facade: Provided;
  cancel(): Promise<void>;
  /** Writes the file to where the application wants it, or into the reader's downloads. */
  save(): Promise<void>;
}

export function createDownload(download: Download, schemes: ReadonlySet<string>): ShellDownload {
  let savePath = '';
  let isCanceled = false;
  const cancel = async () => {
    isCanceled = true;
    await download.cancel().catch(() => {});
  };
  const facade = {
    getFilename: () => download.suggestedFilename(),
    getURL: () => toAppUrl(download.url(), schemes),
    getSavePath: () => savePath,
    setSavePath: (path: string) => {
      savePath = path;
    },
    cancel: () => void cancel(),
  } satisfies Provided;
  return {
    facade: provideOnly(facade, 'DownloadItem'),
    cancel,
    async save() {
      if (isCanceled) return;
      const target = savePath || join(app.getPath('downloads'), download.suggestedFilename());
      await download.saveAs(target).catch((error: unknown) => {
        process.stderr.write(`${target} could not be written: ${error}\n`);
      });
    },
  };
}
