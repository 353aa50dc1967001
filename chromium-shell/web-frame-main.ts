/** Electron's `WebFrameMain`: a frame of a page, as main sees it. */
import type { Frame } from 'playwright';
import { toAppOrigin, toAppUrl } from './app-origin';
import { protocol } from './protocol';
import { provideOnly } from './refusal';

const wrappers = new WeakMap<Frame, ShellWebFrame>();
let lastId = 0;

export class ShellWebFrame {
  readonly frameTreeNodeId: number;
  /** Of one document after another, where Electron's changes with the renderer process. */
  readonly routingId: number;
  private readonly frame: Frame;

  private constructor(frame: Frame) {
    lastId += 1;
    this.frameTreeNodeId = lastId;
    this.routingId = lastId;
    this.frame = frame;
  }

  /** The same object for the same frame, so that frames can be compared. */
  static of(frame: Frame): ShellWebFrame {
    let wrapper = wrappers.get(frame);
    if (wrapper === undefined) {
      wrapper = provideOnly(new ShellWebFrame(frame), 'WebFrameMain');
      wrappers.set(frame, wrapper);
    }
    return wrapper;
  }

  get url(): string {
    return toAppUrl(this.frame.url(), protocol.schemes);
  }

  get origin(): string {
    return toAppOrigin(this.frame.url(), protocol.schemes);
  }

  get name(): string {
    return this.frame.name();
  }

  get parent(): ShellWebFrame | null {
    const parent = this.frame.parentFrame();
    return parent === null ? null : ShellWebFrame.of(parent);
  }

  get top(): ShellWebFrame {
    return ShellWebFrame.of(this.frame.page().mainFrame());
  }

  get frames(): ShellWebFrame[] {
    return this.frame.childFrames().map((child) => ShellWebFrame.of(child));
  }

  get detached(): boolean {
    return this.frame.isDetached();
  }

  isDestroyed(): boolean {
    return this.frame.isDetached();
  }
}
