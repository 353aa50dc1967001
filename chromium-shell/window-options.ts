/** The options of `new BrowserWindow` that the shell knows, and the values that it can honour. */
import type { BrowserWindowConstructorOptions } from 'electron';
import { refuseUnknownOptions } from './refusal';

type Key = keyof BrowserWindowConstructorOptions;
type WebKey = keyof Electron.WebPreferences;
type Rules<K extends string> = Partial<Record<K, true | ((value: unknown) => boolean)>>;

const only = (wanted: unknown) => (value: unknown) => value === wanted;

const WINDOW_OPTIONS = {
  width: true,
  height: true,
  x: true,
  y: true,
  minWidth: true,
  minHeight: true,
  show: true,
  title: true,
  backgroundColor: true,
  // Chromium's windows have their own icon, frame and no menu bar.
  icon: true,
  autoHideMenuBar: true,
  resizable: only(true),
  frame: only(true),
  titleBarStyle: only('default'),
  webPreferences: true,
} satisfies Rules<Key>;

const WEB_PREFERENCES = {
  preload: true,
  contextIsolation: only(true),
  sandbox: only(true),
  nodeIntegration: only(false),
  nodeIntegrationInWorker: only(false),
  nodeIntegrationInSubFrames: only(false),
  webSecurity: only(true),
  allowRunningInsecureContent: only(false),
  experimentalFeatures: only(false),
  webviewTag: only(false),
  javascript: only(true),
  spellcheck: only(false),
  navigateOnDragDrop: only(false),
  devTools: true,
  // Chromium is started so that no window is ever slowed down.
  backgroundThrottling: true,
  safeDialogs: only(false),
  disableDialogs: only(false),
} satisfies Rules<WebKey>;

export interface WindowOptions {
  width: number;
  height: number;
  /** `null` where Chromium chooses. */
  position: { x: number; y: number } | null;
  minWidth: number;
  minHeight: number;
  title: string;
  backgroundColor: string;
  isShown: boolean;
  preload: string | null;
}

/** @throws NotProvidedError for an option that the shell does not know or a value that it cannot honour */
export function readWindowOptions(options: BrowserWindowConstructorOptions): WindowOptions {
  refuseUnknownOptions(options, 'BrowserWindow', WINDOW_OPTIONS);
  const { webPreferences = {}, width = 800, height = 600, x, y } = options;
  refuseUnknownOptions(webPreferences, 'webPreferences', WEB_PREFERENCES);
  const minWidth = options.minWidth ?? 0;
  const minHeight = options.minHeight ?? 0;
  return {
    width: Math.max(width, minWidth),
    height: Math.max(height, minHeight),
    position: x === undefined || y === undefined ? null : { x, y },
    minWidth,
    minHeight,
    title: options.title ?? '',
    backgroundColor: options.backgroundColor ?? '#ffffff',
    isShown: options.show ?? true,
    preload: webPreferences.preload ?? null,
  };
}
