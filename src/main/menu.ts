/** The application menu. Its own items only name commands: what they do stands in the page. */
import type { MenuItemConstructorOptions } from 'electron';

/** @param run told the id of the command that was chosen */
export function menuTemplate(platform: NodeJS.Platform, run: (id: string) => void): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const file: MenuItemConstructorOptions[] = [
    { label: 'Add Digests…', accelerator: 'CmdOrCtrl+O', click: () => run('add-digests') },
    { label: 'Seeds Folders…', click: () => run('choose-seeds-folder') },
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ];
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    { type: 'separator' },
    { label: 'Find', accelerator: 'CmdOrCtrl+F', click: () => run('find') },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    { role: 'toggleDevTools' },
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: file },
    { label: '&Edit', submenu: edit },
    { label: '&View', submenu: view },
    { role: 'windowMenu' },
  ];
}
