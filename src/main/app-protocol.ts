/** Serves the page at `app://offprint/`: the files of the build and nothing else on the machine. */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isAppUrl } from './app-url';

/** What a page of ours may do at all; there is no inline script, no frame, no form and no network. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/**
 * Names as the build gives them. There is no `%` among the characters, so no escape of any kind; and no part begins
 * with a dot, so none leads upwards.
 */
const PLAIN_PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/;

/**
 * Answers requests for `app://offprint/…` with files from `folder`. Everything that is not plainly one of them is 404.
 *
 * @param folder absolute; links in it are followed only where they stay inside
 */
export function createAppProtocol(folder: string): (request: Pick<Request, 'method' | 'url'>) => Promise<Response> {
  return async ({ method, url }) => {
    if (method !== 'GET') return answer(405, null, 'text/plain');
    const path = isAppUrl(url) ? new URL(url).pathname : '';
    const name = path === '/' ? '/index.html' : path;
    const type = TYPES[extname(name)];
    if (type === undefined || !PLAIN_PATH.test(name)) return answer(404, null, 'text/plain');
    try {
      const root = await realpath(folder);
      const file = await realpath(join(root, name));
      if (!file.startsWith(root + sep)) return answer(404, null, 'text/plain');
      return answer(200, await readFile(file), type);
    } catch {
      return answer(404, null, 'text/plain');
    }
  };
}

function answer(status: number, body: Buffer | null, type: string): Response {
  return new Response(body, { status, headers: { 'Content-Type': type, ...SECURITY_HEADERS } });
}
