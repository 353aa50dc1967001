/** Electron's `session.webRequest`: one listener that may cancel requests. */
import type { WebRequest } from 'electron';

type Provided = Pick<WebRequest, 'onBeforeRequest'>;
type Details = Pick<Electron.OnBeforeRequestListenerDetails, 'id' | 'url' | 'method' | 'resourceType' | 'timestamp'>;
type Listener = (details: never, callback: (response: Electron.CallbackResponse) => void) => void;

export class ShellWebRequest implements Provided {
  private listener: Listener | null = null;
  private matches: (url: string) => boolean = () => true;
  private lastId = 0;

  onBeforeRequest(filter: Electron.WebRequestFilter, listener: Listener | null): void;
  onBeforeRequest(listener: Listener | null): void;
  onBeforeRequest(first: Electron.WebRequestFilter | Listener | null, second?: Listener | null): void {
    if (typeof first === 'function' || first === null) {
      this.listener = first;
      this.matches = () => true;
      return;
    }
    const patterns = first.urls.map(patternOf);
    this.listener = second ?? null;
    this.matches = (url) => patterns.some((pattern) => pattern.test(url));
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

/** `*://*\/*` and the like, `<all_urls>` included. */
function patternOf(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  return new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
}
