/** What a page of Chromium tells of itself, as events of Electron's `WebContents`. */
import type { Download, Page } from 'playwright';
import { toAppUrl } from './app-origin';
import { createDownload } from './download';
import { createEvent } from './emitter';
import { protocol } from './protocol';
import { defaultSession } from './session';

export interface PageListener {
  emit(name: string, ...args: unknown[]): void;
  crashed(): void;
  titled(title: string): void;
}

const CONSOLE_LEVELS: Readonly<Record<string, 'error' | 'warning' | 'debug'>> = {
  error: 'error',
  warning: 'warning',
  debug: 'debug',
};

/** @param contents what a download is said to come from */
export function followPage(page: Page, contents: object, { emit, crashed, titled }: PageListener): void {
  // A dialog stays until somebody answers it: without a listener playwright would dismiss it. Only the question
  // whether to leave a page is answered, as Electron does: the page stays.
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') dialog.dismiss().catch(() => {});
  });
  page.on('domcontentloaded', () => emit('dom-ready', createEvent({})));
  page.on('load', async () => {
    titled(await page.title().catch(() => ''));
    emit('did-finish-load', createEvent({}));
  });
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return;
    emit('did-navigate', createEvent({}), toAppUrl(frame.url(), protocol.schemes), 200, 'OK');
  });
  page.on('crash', () => {
    crashed();
    emit('render-process-gone', createEvent({}), { reason: 'crashed', exitCode: 1 });
  });
  page.on('console', (message) => {
    const { url, lineNumber } = message.location();
    const level = CONSOLE_LEVELS[message.type()] ?? 'info';
    const sourceId = toAppUrl(url, protocol.schemes);
    emit('console-message', createEvent({ level, message: message.text(), lineNumber: lineNumber + 1, sourceId }));
  });
  page.on('download', (download) => offerDownload(download, contents));
}

function offerDownload(download: Download, contents: object): void {
  const event = createEvent({});
  const item = createDownload(download, protocol.schemes);
  defaultSession.emit('will-download', event, item.facade, contents);
  if (event.defaultPrevented) void item.cancel();
  else void item.save();
}
