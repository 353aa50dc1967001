/** Electron's `BrowserWindow`: a window of Chromium, or without a display a page as large as one. */
import type { BrowserWindowConstructorOptions, BrowserWindow as ElectronWindow, Rectangle } from 'electron';
import type { CDPSession, Page } from 'playwright';
import { app } from './app';
import { createEvent, Emitter } from './emitter';
import { ShellMenu } from './menu';
import { nativeTheme } from './native-theme';
import { openWindows } from './open-windows';
import { provideOnly } from './refusal';
import { runningChromium } from './running-chromium';
import { ShellWebContents } from './web-contents';
import { readWindowOptions, type WindowOptions } from './window-options';
import { WindowPlace } from './window-place';

type Provided = Pick<
  ElectronWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'isVisible'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'minimize'
  | 'maximize'
  | 'unmaximize'
  | 'restore'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
>;

const EVENTS = [
  'close',
  'closed',
  'focus',
  'maximize',
  'minimize',
  'move',
  'ready-to-show',
  'resize',
  'restore',
  'show',
  'unmaximize',
];

let lastId = 0;

export class ShellBrowserWindow extends Emitter implements Provided {
  readonly id: number;
  readonly webContents: ShellWebContents;
  private readonly options: WindowOptions;
  private readonly place: WindowPlace;
  private opened: Promise<Page> | null = null;
  private page: Page | null = null;
  private isGone = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', EVENTS);
    lastId += 1;
    this.id = lastId;
    this.options = readWindowOptions(options);
    this.place = new WindowPlace(this.options, (event) => this.emit(event));
    this.webContents = ShellWebContents.create(this.id, this.options.preload);
  }

  /** Opens the window. Not for the constructor to do: what it opens is known by the proxy that stands before it. */
  start(): void {
    openWindows.add(this);
    this.webContents.signals = {
      accelerator: (item) => ShellMenu.getApplicationMenu()?.press(item, this),
      systemTheme: (isDark) => nativeTheme.pageReported(isDark),
      focused: () => this.emit('focus'),
      documentStarted: () => this.menuChanged(),
      replacePage: async () => {
        this.opened = this.openPage();
        await this.opened;
      },
    };
    app.emit('web-contents-created', createEvent({}), this.webContents);
    app.emit('browser-window-created', createEvent({}), this);
    this.opened = this.open();
    // Whoever loads an address into the window hears of it.
    this.opened.catch(() => {});
  }

  static getAllWindows(): ShellBrowserWindow[] {
    return openWindows.all().filter((window) => window instanceof ShellBrowserWindow);
  }

  static fromWebContents(contents: object): ShellBrowserWindow | null {
    return ShellBrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  static fromId(id: number): ShellBrowserWindow | null {
    return ShellBrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }

  async loadURL(url: string): Promise<void> {
    await this.opened;
    await this.webContents.loadURL(url);
  }

  /** Chromium's windows cannot be hidden: this brings the window forward. */
  show(): void {
    this.focus();
    this.emit('show');
  }

  focus(): void {
    this.page?.bringToFront().catch(() => {});
  }

  isVisible(): boolean {
    return !this.isGone && !this.place.isMinimized;
  }

  isMinimized(): boolean {
    return this.place.isMinimized;
  }

  isMaximized(): boolean {
    return this.place.isMaximized;
  }

  isFullScreen(): boolean {
    return this.place.isFullScreen;
  }

  minimize(): void {
    this.place.setState('minimized');
  }

  maximize(): void {
    this.place.setState('maximized');
  }

  unmaximize(): void {
    this.place.setState('normal');
  }

  restore(): void {
    this.place.setState('normal');
  }

  getBounds(): Rectangle {
    return this.place.bounds;
  }

  getNormalBounds(): Rectangle {
    return this.place.normalBounds;
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.place.setBounds(bounds);
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  close(): void {
    this.tryClose();
  }

  /** Closes the window unless a listener of `close` prevents it, which the answer tells, or the page holds it up. */
  tryClose(): boolean {
    if (this.isGone) return true;
    const event = createEvent({});
    this.emit('close', event);
    if (event.defaultPrevented) return this.isGone;
    void this.opened?.then((page) => page.close({ runBeforeUnload: true })).catch(() => this.vanish());
    return true;
  }

  /** Closes the window without asking anybody. */
  destroy(): void {
    if (this.isGone) return;
    this.page?.close().catch(() => {});
    this.vanish();
  }

  /** Tells the page which keys to hand over. */
  menuChanged(): void {
    this.webContents.setAccelerators(ShellMenu.getApplicationMenu()?.accelerators ?? []);
  }

  private async open(): Promise<Page> {
    const page = await this.openPage();
    this.webContents.on('dom-ready', () => this.emit('ready-to-show'));
    if (this.options.isShown) this.emit('show');
    return page;
  }

  /** Shows a page that is empty as yet, in the place of the one before. */
  private async openPage(): Promise<Page> {
    const { width, height, position } = this.options;
    const chromium = await runningChromium({ size: { width, height }, position });
    const { page, cdp } = await chromium.openPage();
    const before = this.page;
    this.page = page;
    page.on('close', () => {
      if (page === this.page) this.vanish();
    });
    await Promise.all([
      this.webContents.attach(chromium, page, cdp),
      this.place.attach(page, cdp, chromium),
      nativeTheme.attach(page),
      this.paint(cdp),
    ]);
    before?.close().catch(() => {});
    return page;
  }

  private vanish(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.place.detach();
    this.webContents.detach();
    this.emit('closed');
    openWindows.remove(this);
  }

  /** The window's colour, until its page has one. */
  private async paint(cdp: CDPSession): Promise<void> {
    const [r, g, b] = (this.options.backgroundColor.match(/[0-9a-f]{2}/gi) ?? []).map((pair) =>
      Number.parseInt(pair, 16),
    );
    if (r === undefined || g === undefined || b === undefined) return;
    await cdp.send('Emulation.setDefaultBackgroundColorOverride', { color: { r, g, b, a: 1 } });
  }
}

/** Electron's class: each window that it makes refuses what the shell does not provide. */
export const BrowserWindow = provideOnly(
  new Proxy(ShellBrowserWindow, {
    construct(target, [options]) {
      const window = provideOnly(new target(options), 'BrowserWindow');
      window.start();
      return window;
    },
  }),
  'BrowserWindow',
);
