/** What `import … from 'electron'` gives on the Chromium shell: every name of Electron's main process. */
import type * as ElectronCommon from 'electron/common';
import type * as ElectronMain from 'electron/main';
import { app } from './app';
import { BrowserWindow } from './browser-window';
import { dialog } from './dialog';
import { ipcMain } from './ipc-main';
import { Menu, MenuItem } from './menu';
import { nativeTheme } from './native-theme';
import { powerMonitor } from './power-monitor';
import { protocol } from './protocol';
import { provideNothing } from './refusal';
import { endChromium } from './running-chromium';
import { screen } from './screen';
import { session } from './session';
import { shell } from './system-shell';

app.endChromium = endChromium;

/** Typed by Electron, so that a name which it gains or loses is found out by the compiler. */
type Modules = Record<keyof typeof ElectronMain | keyof typeof ElectronCommon, unknown>;

export const autoUpdater = provideNothing('autoUpdater');
export const BaseWindow = provideNothing('BaseWindow');
export const BrowserView = provideNothing('BrowserView');
export const clipboard = provideNothing('clipboard');
export const ClipboardItem = provideNothing('ClipboardItem');
export const contentTracing = provideNothing('contentTracing');
export const crashReporter = provideNothing('crashReporter');
export const desktopCapturer = provideNothing('desktopCapturer');
export const globalShortcut = provideNothing('globalShortcut');
export const ImageView = provideNothing('ImageView');
export const inAppPurchase = provideNothing('inAppPurchase');
export const IpcMainServiceWorker = provideNothing('IpcMainServiceWorker');
export const MessageChannelMain = provideNothing('MessageChannelMain');
export const nativeImage = provideNothing('nativeImage');
export const net = provideNothing('net');
export const netLog = provideNothing('netLog');
export const Notification = provideNothing('Notification');
export const powerSaveBlocker = provideNothing('powerSaveBlocker');
export const pushNotifications = provideNothing('pushNotifications');
export const safeStorage = provideNothing('safeStorage');
export const ShareMenu = provideNothing('ShareMenu');
export const sharedTexture = provideNothing('sharedTexture');
export const systemPreferences = provideNothing('systemPreferences');
export const TouchBar = provideNothing('TouchBar');
export const Tray = provideNothing('Tray');
export const utilityProcess = provideNothing('utilityProcess');
export const View = provideNothing('View');
export const webContents = provideNothing('webContents');
export const WebContentsView = provideNothing('WebContentsView');
export const webFrameMain = provideNothing('webFrameMain');
export const WebSocket = provideNothing('WebSocket');

export const modules = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  autoUpdater,
  BaseWindow,
  BrowserView,
  clipboard,
  ClipboardItem,
  contentTracing,
  crashReporter,
  desktopCapturer,
  globalShortcut,
  ImageView,
  inAppPurchase,
  IpcMainServiceWorker,
  MessageChannelMain,
  nativeImage,
  net,
  netLog,
  Notification,
  powerSaveBlocker,
  pushNotifications,
  safeStorage,
  ShareMenu,
  sharedTexture,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  webContents,
  WebContentsView,
  webFrameMain,
  WebSocket,
} satisfies Modules;

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
};
