/** Electron's `app`: the life of the application, its folders and its command line. */
import { join } from 'node:path';
import type { App } from 'electron';
import { defaultPath, PATH_NAMES, type PathName } from './app-paths';
import { ShellCommandLine } from './command-line';
import { createEvent, Emitter } from './emitter';
import { openWindows } from './open-windows';
import { NotProvidedError, provideOnly } from './refusal';
import { SingleInstanceLock } from './single-instance';

type Provided = Pick<
  App,
  | 'name'
  | 'isPackaged'
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getAppPath'
  | 'getVersion'
  | 'getName'
  | 'setName'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
>;

const EVENTS = [
  // macOS only.
  'activate',
  'open-file',
  'before-quit',
  'quit',
  'ready',
  'second-instance',
  'web-contents-created',
  'browser-window-created',
  'will-finish-launching',
  'will-quit',
  'window-all-closed',
];

/** What the application is, as its package.json says. */
export interface AppIdentity {
  name: string;
  version: string;
  /** Absolute path of the folder with package.json. */
  folder: string;
}

export class ShellApp extends Emitter implements Provided {
  name = 'Electron';
  readonly isPackaged = false;
  readonly commandLine = provideOnly(new ShellCommandLine(process.argv.slice(1)), 'commandLine');
  /** Ends what the shell itself has started; set by who starts it. */
  endChromium: () => Promise<void> = async () => {};
  private version = '0.0.0';
  private folder = process.cwd();
  private readonly paths = new Map<PathName, string>();
  private lock: SingleInstanceLock | null = null;
  private state: 'starting' | 'ready' | 'quitting' | 'ended' = 'starting';
  private markReady: () => void = () => {};
  private readonly ready = new Promise<void>((resolve) => {
    this.markReady = resolve;
  });
  /** A process with nothing to wait for would end; an application does not. */
  private readonly life = setInterval(() => {}, 2 ** 31 - 1);

  constructor() {
    super('app', EVENTS);
    openWindows.onLastClosed(() => this.lastWindowClosed());
  }

  identify({ name, version, folder }: AppIdentity): void {
    this.name = name;
    this.version = version;
    this.folder = folder;
  }

  /** Called when the application's main script has run. */
  becomeReady(): void {
    if (this.state !== 'starting') return;
    this.state = 'ready';
    this.emit('will-finish-launching');
    this.markReady();
    this.emit('ready', createEvent({}), {});
  }

  whenReady(): Promise<void> {
    return this.ready;
  }

  isReady(): boolean {
    return this.state !== 'starting';
  }

  quit(): void {
    if (this.state === 'ended') return;
    if (this.state !== 'quitting') {
      const event = createEvent({});
      this.emit('before-quit', event);
      if (event.defaultPrevented) return;
      this.state = 'quitting';
      this.lock?.markEnding();
    }
    const windows = openWindows.all();
    if (windows.length === 0) this.finish();
    // As in Electron, a window that prevents its closing ends the quitting.
    else if (!windows.map((window) => window.tryClose()).every((isClosing) => isClosing)) this.state = 'ready';
  }

  exit(exitCode = 0): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    for (const window of openWindows.all()) window.destroy();
    void this.end(exitCode);
  }

  getPath(name: string): string {
    const known = nameOfPath(name);
    return this.paths.get(known) ?? this.derivedPath(known);
  }

  setPath(name: string, path: string): void {
    this.paths.set(nameOfPath(name), path);
  }

  getAppPath(): string {
    return this.folder;
  }

  getVersion(): string {
    return this.version;
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  requestSingleInstanceLock(additionalData: Record<PropertyKey, unknown> = {}): boolean {
    this.lock ??= new SingleInstanceLock(this.getPath('userData'), ({ argv, workingDirectory, additionalData: data }) =>
      this.emit('second-instance', createEvent({}), argv, workingDirectory, data),
    );
    return this.lock.request({ argv: process.argv, workingDirectory: process.cwd(), additionalData });
  }

  hasSingleInstanceLock(): boolean {
    return this.lock?.isHeld ?? false;
  }

  releaseSingleInstanceLock(): void {
    this.lock?.release();
  }

  private derivedPath(name: PathName): string {
    if (name === 'sessionData') return this.getPath('userData');
    if (name === 'logs' && this.paths.has('userData')) return join(this.getPath('userData'), 'logs');
    return defaultPath(name, this.name);
  }

  private lastWindowClosed(): void {
    if (this.state === 'quitting') {
      this.finish();
    } else if (this.state === 'ready') {
      if (this.listenerCount('window-all-closed') === 0) this.quit();
      else this.emit('window-all-closed');
    }
  }

  private finish(): void {
    const event = createEvent({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) {
      this.state = 'ready';
      return;
    }
    this.state = 'ended';
    void this.end(0);
  }

  private async end(exitCode: number): Promise<void> {
    await Promise.race([this.endChromium().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 3000))]);
    this.emit('quit', createEvent({}), exitCode);
    this.releaseSingleInstanceLock();
    clearInterval(this.life);
    process.exit(exitCode);
  }
}

function nameOfPath(name: string): PathName {
  const known = PATH_NAMES.find((candidate) => candidate === name);
  if (known === undefined) throw new NotProvidedError(`app.getPath('${name}')`);
  return known;
}

export const app = provideOnly(new ShellApp(), 'app');
