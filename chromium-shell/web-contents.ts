/** Electron's `WebContents`: the page of a window. */
import type { WebContents } from 'electron';
import type { CDPSession, Page } from 'playwright';
import { toAppUrl, toChromiumUrl } from './app-origin';
import type { ChromiumProcess } from './chromium-process';
import { createEvent, Emitter } from './emitter';
import { ipcMain } from './ipc-main';
import type { Accelerator, MessageToMain, WindowDisposition } from './messages';
import { createImage } from './native-image';
import { Navigations } from './navigations';
import { PageChannel } from './page-channel';
import { followPage } from './page-events';
import { servePage } from './page-requests';
import { protocol } from './protocol';
import { NotProvidedError, provideOnly } from './refusal';
import { defaultSession } from './session';
import { ShellWebFrame } from './web-frame-main';

type Provided = Pick<
  WebContents,
  | 'id'
  | 'send'
  | 'getURL'
  | 'getTitle'
  | 'loadURL'
  | 'reload'
  | 'isDestroyed'
  | 'isLoading'
  | 'isCrashed'
  | 'setWindowOpenHandler'
  | 'getType'
>;

const EVENTS = [
  'console-message',
  'destroyed',
  'did-fail-load',
  'did-finish-load',
  'did-navigate',
  'dom-ready',
  'preload-error',
  'render-process-gone',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-redirect',
];

/** What the page tells that the window, rather than its contents, acts on. */
export interface WindowSignals {
  accelerator(id: number): void;
  systemTheme(isDark: boolean): void;
  /** The reader has come back to the window. */
  focused(): void;
  /** A document with the preload is there. */
  documentStarted(): void;
  /** Attaches another page in the place of one that has crashed. */
  replacePage(): Promise<void>;
}

type OpenHandler = (details: never) => { action: 'allow' | 'deny' };

export class ShellWebContents extends Emitter implements Provided {
  readonly id: number;
  readonly session = defaultSession;
  private readonly preload: string | null;
  /** Set by the window before anything can be heard of the page. */
  signals: WindowSignals | null = null;
  private page: Page | null = null;
  private channel: PageChannel | null = null;
  private openHandler: OpenHandler | null = null;
  private readonly navigations = new Navigations((name, ...args) => this.emit(name, ...args));
  private title = '';
  private isPageLoading = false;
  private hasCrashed = false;
  private isGone = false;

  private constructor(id: number, preload: string | null) {
    super('WebContents', EVENTS);
    this.id = id;
    this.preload = preload;
  }

  /** Whatever sees the contents sees them like this, so that `event.sender === window.webContents`. */
  static create(id: number, preload: string | null): ShellWebContents {
    return provideOnly(new ShellWebContents(id, preload), 'WebContents');
  }

  /** Connects the page, which shows nothing yet. */
  async attach(chromium: ChromiumProcess, page: Page, cdp: CDPSession): Promise<void> {
    this.page = page;
    this.channel = null;
    this.hasCrashed = false;
    followPage(page, this, {
      emit: (name, ...args) => this.emit(name, ...args),
      crashed: () => {
        this.hasCrashed = true;
      },
      titled: (title) => {
        this.title = title;
      },
    });
    cdp.on('Page.frameRequestedNavigation', ({ url }) => {
      this.navigations.pageAsked(toAppUrl(url, protocol.schemes));
    });
    const [channel] = await Promise.all([
      PageChannel.open({
        cdp,
        preload: this.preload,
        folder: chromium.messageFolder,
        onMessage: (message) => this.receive(message),
      }),
      servePage({
        page,
        protocol,
        webRequest: defaultSession.webRequest,
        mayNavigate: (request, url, isRedirect) => {
          const frame = request.frame();
          const isMainFrame = frame.parentFrame() === null;
          return this.navigations.isAllowed({ url, frame: ShellWebFrame.of(frame), isMainFrame, isRedirect });
        },
      }),
      defaultSession.attach(chromium.browserCdp, this),
    ]);
    this.channel = channel;
  }

  get mainFrame(): ShellWebFrame {
    return ShellWebFrame.of(this.pageOrThrow().mainFrame());
  }

  send(channel: string, ...args: unknown[]): void {
    this.channel?.post(['event', channel, args]);
  }

  getURL(): string {
    const url = toAppUrl(this.page?.url() ?? '', protocol.schemes);
    return url === 'about:blank' ? '' : url;
  }

  getTitle(): string {
    return this.title;
  }

  getType(): 'window' {
    return 'window';
  }

  /** Rejects as Electron does where the page cannot be loaded. */
  async loadURL(url: string): Promise<void> {
    if (this.hasCrashed) await this.signals?.replacePage();
    const page = this.pageOrThrow();
    const address = toChromiumUrl(url, protocol.schemes);
    const arrive = this.navigations.expect(toAppUrl(address, protocol.schemes));
    this.isPageLoading = true;
    try {
      await page.goto(address, { timeout: 0 });
    } catch (error) {
      if (this.isGone) return;
      const code = /net::(ERR_\w+)/.exec(String(error))?.[1] ?? 'ERR_FAILED';
      this.emit('did-fail-load', createEvent({}), -2, code, url, true);
      throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url });
    } finally {
      this.isPageLoading = false;
      arrive();
    }
  }

  reload(): void {
    void this.loadURL(this.getURL()).catch(() => {});
  }

  isLoading(): boolean {
    return this.isPageLoading;
  }

  isCrashed(): boolean {
    return this.hasCrashed;
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  async capturePage(): Promise<ReturnType<typeof createImage>> {
    return createImage(await this.pageOrThrow().screenshot({ type: 'png', caret: 'initial', timeout: 0 }));
  }

  setAccelerators(list: Accelerator[]): void {
    this.channel?.post(['accelerators', list]);
  }

  /** Evaluates in the preload's world, where the page's own scripts have changed nothing. */
  async evaluate(expression: string): Promise<unknown> {
    if (this.channel === null) throw new Error('The window shows no page yet.');
    return this.channel.evaluate(expression);
  }

  /** The page is gone, whoever closed it. */
  detach(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.channel = null;
    this.emit('destroyed');
  }

  private pageOrThrow(): Page {
    if (this.page === null || this.isGone) throw new Error('The window shows no page.');
    return this.page;
  }

  private receive(message: MessageToMain): void {
    switch (message[0]) {
      case 'hello':
        this.signals?.systemTheme(message[1]);
        this.signals?.documentStarted();
        return;
      case 'system-theme':
        this.signals?.systemTheme(message[1]);
        return;
      case 'focused':
        this.signals?.focused();
        return;
      case 'preload-failed':
        process.stderr.write(`Unable to load preload script: ${this.preload}\n${message[1]}\n`);
        this.emit('preload-error', createEvent({}), this.preload, new Error(message[1]));
        return;
      case 'invoke':
        void this.answer(message[1], message[2], message[3]);
        return;
      case 'send':
        ipcMain.deliver(this.ipcEvent(), message[1], message[2]);
        return;
      case 'accelerator':
        this.signals?.accelerator(message[1]);
        return;
      case 'navigate':
        this.navigateIfAllowed(message[1]);
        return;
      case 'window-open':
        this.offerWindow(message[1], message[2], message[3], message[4]);
    }
  }

  private async answer(call: number, channel: string, args: unknown[]): Promise<void> {
    const outcome = await ipcMain.answer(this.ipcEvent(), channel, args);
    try {
      this.channel?.post(['reply', call, outcome]);
    } catch (error) {
      this.channel?.post(['reply', call, { ok: false, message: String(error) }]);
    }
  }

  private ipcEvent(): object {
    const senderFrame = this.isGone ? null : this.mainFrame;
    return provideOnly(
      { type: 'frame', sender: this, senderFrame, processId: this.id, frameId: senderFrame?.routingId ?? 0 },
      'IpcMainInvokeEvent',
    );
  }

  private navigateIfAllowed(url: string): void {
    const isAllowed = this.navigations.isAllowed({
      url: toAppUrl(url, protocol.schemes),
      frame: this.mainFrame,
      isMainFrame: true,
      isRedirect: false,
    });
    if (isAllowed) void this.loadURL(url).catch(() => {});
  }

  private offerWindow(url: string, frameName: string, features: string, disposition: WindowDisposition): void {
    const details = {
      url: toAppUrl(url, protocol.schemes),
      frameName,
      features,
      disposition,
      referrer: { url: '', policy: 'default' },
    };
    const answer =
      this.openHandler === null ? { action: 'allow' } : Reflect.apply(this.openHandler, undefined, [details]);
    if (answer.action !== 'deny') {
      process.stderr.write(`${new NotProvidedError(`windows that a page opens (${details.url})`).message}\n`);
    }
  }
}
