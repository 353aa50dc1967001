/** Who may go where: whether a navigation of a page is offered to the application, and what came of that. */
import { createEvent } from './emitter';
import type { ShellWebFrame } from './web-frame-main';

export interface Navigation {
  /** As the application knows it. */
  url: string;
  frame: ShellWebFrame;
  isMainFrame: boolean;
  isRedirect: boolean;
}

export class Navigations {
  readonly #emit: (name: string, ...args: unknown[]) => void;
  /** Addresses that the application itself has asked for, and that nobody is asked about. */
  readonly #expected = new Set<string>();
  /** Where the page itself last wanted to go, by a link or a script. */
  #askedByPage = '';

  constructor(emit: (name: string, ...args: unknown[]) => void) {
    this.#emit = emit;
  }

  /** The application goes there itself, until the function that this returns is called. */
  expect(url: string): () => void {
    const address = withoutFragment(url);
    this.#expected.add(address);
    return () => this.#expected.delete(address);
  }

  pageAsked(url: string): void {
    this.#askedByPage = withoutFragment(url);
  }

  /** Whether it may go on. */
  isAllowed({ url, frame, isMainFrame, isRedirect }: Navigation): boolean {
    if (isMainFrame && !isRedirect) {
      const address = withoutFragment(url);
      if (this.#expected.delete(address)) return true;
      // The reader's own reload, with Chromium's keys, is nothing that Electron asks about either.
      if (address === withoutFragment(frame.url) && address !== this.#askedByPage) return true;
      this.#askedByPage = '';
    }
    const names = isRedirect ? ['will-redirect'] : ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])];
    const events = names.map((name) => {
      const event = createEvent({ url, isMainFrame, isSameDocument: false, frame, initiator: frame });
      this.#emit(name, event, url, false, isMainFrame, 0, 0);
      return event;
    });
    return !events.some((event) => event.defaultPrevented);
  }
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
