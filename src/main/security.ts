/** Refuses what a page of Offprint never needs, whoever asks for it. */
import type { Session, WebContents, WebPreferences } from 'electron';

/** What every window is made with. */
export const SAFE_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // The system's dictionaries would be fetched from the network.
  spellcheck: false,
} as const satisfies WebPreferences;

/**
 * No permission, no download, and no request that would leave the machine.
 *
 * @param onRefused told of each request that was refused
 */
export function hardenSession(session: Session, onRefused: () => void): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !staysInside(url);
    if (cancel) onRefused();
    answer({ cancel });
  });
}

/** No way out of the page: no other address, no other window, nothing embedded. */
export function hardenContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

const INSIDE: ReadonlySet<string> = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** Whether a request is answered by Offprint itself. */
export function staysInside(url: string): boolean {
  return URL.canParse(url) && INSIDE.has(new URL(url).protocol);
}

/** An address that may be handed to the system's browser, as it is to be handed over; `null` for any other. */
export function externalLink(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
}
