import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAppProtocol } from './app-protocol';

let root: string;
let serve: ReturnType<typeof createAppProtocol>;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-app-'));
  const build = join(root, 'renderer');
  mkdirSync(join(build, 'assets'), { recursive: true });
  writeFileSync(join(build, 'index.html'), '<!doctype html>page');
  writeFileSync(join(build, 'assets', 'index-B_x-9.js'), 'page()');
  writeFileSync(join(build, 'assets', '.hidden.js'), 'secret');
  writeFileSync(join(build, 'notes.txt'), 'secret');
  mkdirSync(join(build, 'folder.js'));
  writeFileSync(join(root, 'secret.js'), 'secret');
  mkdirSync(join(root, 'renderer-other'));
  writeFileSync(join(root, 'renderer-other', 'secret.js'), 'secret');
  symlinkSync(join(root, 'secret.js'), join(build, 'link.js'));
  symlinkSync(join(root, 'renderer-other'), join(build, 'linked'));
  serve = createAppProtocol(build);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const get = (url: string) => serve({ method: 'GET', url });

test('serves the page and what belongs to it', async () => {
  const page = await get('app://offprint/');
  expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
    200,
    'text/html; charset=utf-8',
    '<!doctype html>page',
  ]);
  const script = await get('app://offprint/assets/index-B_x-9.js?v=1#x');
  expect([script.status, script.headers.get('content-type'), await script.text()]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    'page()',
  ]);
});

test('sends the policy with every answer', async () => {
  for (const url of ['app://offprint/', 'app://offprint/assets/index-B_x-9.js', 'app://offprint/nothing']) {
    const { headers } = await get(url);
    expect(headers.get('content-security-policy')?.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'none'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
      "worker-src 'self'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  }
});

test.each([
  'app://offprint/secret.js',
  'app://offprint/../secret.js',
  'app://offprint/assets/../../secret.js',
  'app://offprint/%2e%2e/secret.js',
  'app://offprint/..%2fsecret.js',
  'app://offprint/..%5csecret.js',
  'app://offprint/..\\secret.js',
  'app://offprint/assets\\..\\..\\secret.js',
  'app://offprint//etc/passwd.js',
  'app://offprint/index.html%00.js',
  'app://offprint/index.html\0.js',
  'app://offprint/link.js',
  'app://offprint/linked/secret.js',
  'app://offprint/../renderer-other/secret.js',
  'app://offprint/assets/.hidden.js',
  'app://offprint/notes.txt',
  'app://offprint/assets',
  'app://offprint/assets/',
  'app://offprint/folder.js',
  'app://offprint/index.html/',
  'app://other/index.html',
  'app://offprint:80/index.html',
  'app://user@offprint/index.html',
  'file:///etc/passwd',
  'https://offprint/index.html',
  'index.html',
  '',
])('does not give %j', async (url) => {
  const response = await get(url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
});

test.each(['POST', 'PUT', 'HEAD', 'OPTIONS'])('takes no %s', async (method) => {
  expect((await serve({ method, url: 'app://offprint/' })).status).toBe(405);
});

test('never gives what is not in the build, whatever is asked for', async () => {
  const part = fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '/',
    '\\',
    '%2f',
    '%5c',
    '%00',
    'linked',
    'secret.js',
    'assets',
    '',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      const response = await get(`app://offprint/${parts.join('')}`);
      expect(await response.text()).not.toContain('secret');
    }),
  );
});
