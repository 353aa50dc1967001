/** Electron's `session.webRequest`: one listener that may cancel requests, and one that is told of those that are sent. */
import type { WebRequest } from 'electron';

type Provided = Pick<WebRequest, 'onBeforeRequest' | 'onSendHeaders'>;
type Details = Pick<Electron.OnBeforeRequestListenerDetails, 'id' | 'url' | 'method' | 'resourceType' | 'timestamp'>;
type Listener = (details: never, callback: (response: Electron.CallbackResponse) => void) => void;

type SentListener = (details: never) => void;

export class ShellWebRequest implements Provided {
  private listener: Listener | null = null;
  private matches: (url: string) => boolean = () => true;
  private sentListener: SentListener | null = null;
  private matchesSent: (url: string) => boolean = () => true;
  private lastId = 0;

  onBeforeRequest(filter: Electron.WebRequestFilter, listener: Listener | null): void;
  onBeforeRequest(listener: Listener | null): void;
  onBeforeRequest(first: Electron.WebRequestFilter | Listener | null, second?: Listener | null): void {
    const isUnfiltered = typeof first === 'function' || first === null;
    this.listener = isUnfiltered ? first : (second ?? null);
    this.matches = isUnfiltered ? () => true : matcherOf(first);
  }

  onSendHeaders(filter: Electron.WebRequestFilter, listener: SentListener | null): void;
  onSendHeaders(listener: SentListener | null): void;
  onSendHeaders(first: Electron.WebRequestFilter | SentListener | null, second?: SentListener | null): void {
    const isUnfiltered = typeof first === 'function' || first === null;
    this.sentListener = isUnfiltered ? first : (second ?? null);
    this.matchesSent = isUnfiltered ? () => true : matcherOf(first);
  }

  /** Tells of a request that nothing held up: it goes to a handler of the application, or out. */
  tellSent(request: Omit<Details, 'id' | 'timestamp'>): void {
    if (this.sentListener === null || !this.matchesSent(request.url)) return;
    const details: Details = { ...request, id: this.lastId, timestamp: Date.now() };
    Reflect.apply(this.sentListener, undefined, [details]);
  }

  /** What the listener wants done with a request; nothing where there is none. */
  ask(request: Omit<Details, 'id' | 'timestamp'>): Promise<Electron.CallbackResponse> {
    const { listener } = this;
    if (listener === null || !this.matches(request.url)) return Promise.resolve({});
    this.lastId += 1;
    const details: Details = { ...request, id: this.lastId, timestamp: Date.now() };
    return new Promise((resolve) => Reflect.apply(listener, undefined, [details, resolve]));
  }
}

function matcherOf({ urls }: Electron.WebRequestFilter): (url: string) => boolean {
  const patterns = urls.map(patternOf);
  return (url) => patterns.some((pattern) => pattern.test(url));
}

/** `*://*\/*` and the like, `<all_urls>` included. */
function patternOf(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  return new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
}
