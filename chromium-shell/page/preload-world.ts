/** Runs the preload in a world of its own, before the page's scripts: `require('electron')`, and the line to main. */
import type { ContextBridge } from 'electron';
import { decode, encode } from '../encoding';
import type { MessageToMain, MessageToPage } from '../messages';
import { NotProvidedError, provideNothing, provideOnly } from '../refusal';
import { guardPage, setAccelerators, watchAccelerators, watchReturn } from './guards';
import { createIpcRenderer } from './ipc-renderer';
import { createWorldBridge } from './world-bridge';

/** What of Electron a sandboxed preload can require, and the shell does not have. */
const NOT_PROVIDED = ['clipboard', 'crashReporter', 'nativeImage', 'sharedTexture', 'webFrame', 'webUtils'];

export interface PreloadConfig {
  /** Names the events between the two worlds. */
  secret: string;
  /** The function that Chromium puts into this world: a line of text to main. */
  binding: string;
  platform: string;
}

export type Preload = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: object,
) => void;

/** What main calls in this world. */
export interface PreloadWorld {
  receive(text: string): void;
  /** Takes the message from the file that main has put into `fileInput`. Resolves when it is read. */
  receiveFile(): Promise<void>;
  fileInput: HTMLInputElement;
}

export function startPreloadWorld(config: PreloadConfig, preload: Preload | null): PreloadWorld {
  const binding = (globalThis as unknown as Record<string, (text: string) => void>)[config.binding];
  if (binding === undefined) throw new Error('The line to the main process is missing.');
  const post = (message: MessageToMain): void => binding(encode(message));

  const bridge = createWorldBridge('preload', config.secret);
  const { ipcRenderer, reply, deliver } = createIpcRenderer(post, (sender) =>
    provideOnly({ sender, ports: [] }, 'IpcRendererEvent'),
  );
  const contextBridge: Pick<ContextBridge, 'exposeInMainWorld'> = {
    exposeInMainWorld(key, api) {
      if (key in window)
        throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`);
      bridge.expose(key, api);
    },
  };

  guardPage(config.secret, post);
  watchAccelerators(post);
  watchReturn(post);

  const colors = window.matchMedia('(prefers-color-scheme: dark)');
  post(['hello', colors.matches]);
  colors.addEventListener('change', () => post(['system-theme', colors.matches]));

  const electron = provideOnly(
    {
      ipcRenderer: provideOnly(ipcRenderer, 'ipcRenderer'),
      contextBridge: provideOnly(contextBridge, 'contextBridge'),
      ...Object.fromEntries(NOT_PROVIDED.map((name) => [name, provideNothing(name)])),
    },
    'electron',
  );
  runPreload(preload, electron, config, post);

  // One after the other, though the long ones take time to be read.
  let queue: Promise<void> | null = null;
  const fileInput = Object.assign(document.createElement('input'), { type: 'file' });
  const take = (text: string): void => {
    const message = decode(text) as MessageToPage;
    if (message[0] === 'reply') reply(message[1], message[2]);
    else if (message[0] === 'event') deliver(message[1], message[2]);
    else setAccelerators(message[1]);
  };
  const enqueue = (work: Promise<void>): Promise<void> => {
    // A message that cannot be read must not hold up the next.
    const settled = work
      .catch(() => {})
      .then(() => {
        if (queue === settled) queue = null;
      });
    queue = settled;
    return work;
  };
  return {
    fileInput,
    receive(text) {
      if (queue === null) take(text);
      else void enqueue(queue.then(() => take(text)));
    },
    receiveFile() {
      const text =
        fileInput.files?.[0]?.text() ?? Promise.reject(new Error('The message of the main process is gone.'));
      const before = queue ?? Promise.resolve();
      return enqueue(Promise.all([text, before]).then(([read]) => take(read)));
    },
  };
}

function runPreload(
  preload: Preload | null,
  electron: object,
  { platform }: PreloadConfig,
  post: (message: MessageToMain) => void,
): void {
  if (preload === null) return;
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new NotProvidedError(`require('${name}') in a preload`);
  };
  const module = { exports: {} };
  const process = provideOnly(
    { platform, type: 'renderer', sandboxed: true, contextIsolated: true, isMainFrame: true },
    'process',
  );
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    post(['preload-failed', error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    throw error;
  }
}
