/** Every request of a window's page: asked of the application's handlers, and answered by its protocol. */
import type { Page, Request as PageRequest, Route } from 'playwright';
import { toAppUrl, toChromiumPolicy, toChromiumUrl } from './app-origin';
import type { ShellProtocol } from './protocol';
import type { ShellWebRequest } from './web-request';

export interface PageRequestsOptions {
  page: Page;
  protocol: ShellProtocol;
  webRequest: ShellWebRequest;
  /** Whether a frame may go to an address; asked for navigations that the application did not start itself. */
  mayNavigate(request: PageRequest, url: string, isRedirect: boolean): boolean;
}

/** Electron's names for the kinds of resources that playwright calls otherwise. */
const RESOURCE_TYPES: Readonly<Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']>> = {
  stylesheet: 'stylesheet',
  image: 'image',
  media: 'media',
  font: 'font',
  script: 'script',
  xhr: 'xhr',
  fetch: 'xhr',
  websocket: 'webSocket',
  ping: 'ping',
};

/** Statuses that lead elsewhere. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Takes over all requests of the page; its workers' as well. */
export async function servePage(options: PageRequestsOptions): Promise<void> {
  const { schemes } = options.protocol;
  await options.page.route('**/*', async (route) => {
    const request = route.request();
    const url = toAppUrl(request.url(), schemes);
    const isNavigation = request.isNavigationRequest();
    if (isNavigation && !options.mayNavigate(request, url, false)) return route.abort('aborted');

    const isTop = isNavigation && request.frame().parentFrame() === null;
    const resourceType = isNavigation
      ? isTop
        ? 'mainFrame'
        : 'subFrame'
      : (RESOURCE_TYPES[request.resourceType()] ?? 'other');
    const verdict = await options.webRequest.ask({ url, method: request.method(), resourceType });
    if (verdict.cancel === true) return route.abort('blockedbyclient');
    const target = verdict.redirectURL ?? url;
    if (verdict.redirectURL !== undefined && isNavigation && !options.mayNavigate(request, target, true)) {
      return route.abort('aborted');
    }

    options.webRequest.tellSent({ url: target, method: request.method(), resourceType });
    const handler = options.protocol.handlers.get(/^[^:]*/.exec(target)?.[0] ?? '');
    if (handler === undefined) return route.continue();
    let response: Response;
    try {
      response = await handler(requestOf(request, target));
    } catch (error) {
      process.stderr.write(`The handler of ${target} failed: ${error}\n`);
      return route.abort('failed');
    }
    const location = response.headers.get('location');
    if (REDIRECTS.has(response.status) && location !== null && isNavigation) {
      if (!options.mayNavigate(request, new URL(location, target).href, true)) return route.abort('aborted');
    }
    return fulfill(route, response, schemes);
  });
}

function requestOf(request: PageRequest, url: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers())) {
    if (!name.startsWith(':')) headers.append(name, value);
  }
  const body = request.postDataBuffer();
  return new Request(url, {
    method: request.method(),
    headers,
    ...(body === null ? {} : { body: new Uint8Array(body) }),
  });
}

async function fulfill(route: Route, response: Response, schemes: ReadonlySet<string>): Promise<void> {
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers) {
    if (name.startsWith('content-security-policy')) headers[name] = toChromiumPolicy(value, schemes);
    else if (name === 'location') headers[name] = toChromiumUrl(value, schemes);
    else headers[name] = value;
  }
  const body = Buffer.from(await response.arrayBuffer());
  await route.fulfill({ status: response.status, headers, body });
}
