/** The one window: where it stands, what its page may do, and how it closes. */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_URL } from './app-url';
import { hardenContents, SAFE_PREFERENCES } from './security';
import type { WindowPlace } from './settings';
import { visiblePlace } from './window-place';

/** As `--desk` in the page's `tokens.css`, in either theme, so that nothing flashes before it is drawn. */
const DESK = '#f5f2ec';
const DESK_AT_NIGHT = '#141312';
/** How long the window may be moved about before its place is remembered; in ms. */
const PLACE_SETTLES = 500;

interface WindowOptions {
  /** Absolute path of the built preload. */
  preload: string;
  /** Absolute path of a PNG; macOS shows that of the bundle instead. */
  icon: string;
  place: WindowPlace | null;
  isShown: boolean;
  onMoved(place: WindowPlace): void;
}

export function createWindow({ preload, icon, place, isShown, onMoved }: WindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...visiblePlace(place, areas),
    minWidth: 720,
    minHeight: 480,
    show: isShown,
    title: 'Offprint',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? DESK_AT_NIGHT : DESK,
    webPreferences: {
      ...SAFE_PREFERENCES,
      preload,
      // A window that is not shown would be slowed down to one timer a second.
      backgroundThrottling: isShown,
    },
  });
  hardenContents(window.webContents);
  if (isShown) {
    if (place?.isMaximized) window.maximize();
    rememberPlace(window, onMoved);
  }
  return window;
}

/**
 * Loads the page, and again where its process dies; not for ever, as it may die each time.
 *
 * @param onEnded told of that
 */
export function showPage(window: BrowserWindow, onEnded: (message: string) => void): Promise<void> {
  let livesLeft = 3;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || reason === 'killed' || livesLeft === 0 || window.isDestroyed()) return;
    livesLeft -= 1;
    onEnded(`The page ended unexpectedly (${reason}) and is loaded again.`);
    void window.loadURL(APP_URL);
  });
  return window.loadURL(APP_URL);
}

function rememberPlace(window: BrowserWindow, onMoved: (place: WindowPlace) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    onMoved({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PLACE_SETTLES);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
}
