/** Where a window stands and how: asked of Chromium now and then, as it tells of no change by itself. */
import type { Rectangle } from 'electron';
import type { CDPSession, Page } from 'playwright';
import type { ChromiumProcess } from './chromium-process';
import type { WindowOptions } from './window-options';

type State = 'normal' | 'minimized' | 'maximized' | 'fullscreen';
type PlaceEvent = 'move' | 'resize' | 'maximize' | 'unmaximize' | 'minimize' | 'restore';

/** In milliseconds. */
const BETWEEN_LOOKS = 500;

export class WindowPlace {
  bounds: Rectangle;
  /** Where the window stands when it is neither minimized nor maximized. */
  normalBounds: Rectangle;
  readonly #tell: (event: PlaceEvent) => void;
  readonly #smallest: { width: number; height: number };
  #state: State = 'normal';
  /** Sets the window; `null` while there is none. */
  #apply: ((change: Partial<Rectangle> | State) => Promise<unknown>) | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: WindowOptions, tell: (event: PlaceEvent) => void) {
    const { width, height, position, minWidth, minHeight } = options;
    this.bounds = { x: position?.x ?? 0, y: position?.y ?? 0, width, height };
    this.normalBounds = this.bounds;
    this.#smallest = { width: minWidth, height: minHeight };
    this.#tell = tell;
  }

  get isMinimized(): boolean {
    return this.#state === 'minimized';
  }

  get isMaximized(): boolean {
    return this.#state === 'maximized';
  }

  get isFullScreen(): boolean {
    return this.#state === 'fullscreen';
  }

  /** Without a display the page is as large as the window would be, and that is all there is to it. */
  async attach(page: Page, cdp: CDPSession, chromium: ChromiumProcess): Promise<void> {
    this.detach();
    if (chromium.isHeadless) {
      this.#apply = async () => page.setViewportSize({ width: this.bounds.width, height: this.bounds.height });
      await this.#apply(this.bounds);
      return;
    }
    const { windowId } = await cdp.send('Browser.getWindowForTarget');
    this.#apply = (change) =>
      cdp.send('Browser.setWindowBounds', {
        windowId,
        bounds: typeof change === 'string' ? { windowState: change } : change,
      });
    if (this.#state !== 'normal') await this.#apply(this.#state);
    const look = async () => {
      const { bounds } = await cdp.send('Browser.getWindowBounds', { windowId });
      const { left: x = 0, top: y = 0, width = 0, height = 0, windowState = 'normal' } = bounds;
      this.#become(windowState, { x, y, width, height });
    };
    this.#timer = setInterval(() => void look().catch(() => {}), BETWEEN_LOOKS);
    this.#timer.unref();
  }

  detach(): void {
    clearInterval(this.#timer);
    this.#apply = null;
  }

  setBounds(change: Partial<Rectangle>): void {
    const width = Math.max(change.width ?? this.bounds.width, this.#smallest.width);
    const height = Math.max(change.height ?? this.bounds.height, this.#smallest.height);
    const bounds = { x: change.x ?? this.bounds.x, y: change.y ?? this.bounds.y, width, height };
    this.#become('normal', bounds);
    void this.#apply?.(bounds).catch(() => {});
  }

  setState(state: State): void {
    this.#become(state, this.bounds);
    void this.#apply?.(state).catch(() => {});
  }

  #become(state: State, bounds: Rectangle): void {
    const before = { state: this.#state, bounds: this.bounds };
    this.#state = state;
    this.bounds = bounds;
    if (state === 'normal') this.normalBounds = bounds;
    if (state !== before.state) {
      if (before.state === 'maximized') this.#tell('unmaximize');
      if (before.state === 'minimized') this.#tell('restore');
      if (state === 'maximized') this.#tell('maximize');
      if (state === 'minimized') this.#tell('minimize');
    }
    if (bounds.x !== before.bounds.x || bounds.y !== before.bounds.y) this.#tell('move');
    if (bounds.width !== before.bounds.width || bounds.height !== before.bounds.height) this.#tell('resize');
  }
}
