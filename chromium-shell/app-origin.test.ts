import { expect, test } from 'vitest';
import { toAppOrigin, toAppUrl, toChromiumPolicy, toChromiumUrl } from './app-origin';

const schemes = new Set(['app']);

test.each([
  ['app://offprint/', 'https://offprint.app.invalid/'],
  ['app://offprint/a/b.js?x=1#y', 'https://offprint.app.invalid/a/b.js?x=1#y'],
  ['app://two.parts/', 'https://two.parts.app.invalid/'],
])('%s is %s and back', (app, chromium) => {
  expect(toChromiumUrl(app, schemes)).toBe(chromium);
  expect(toAppUrl(chromium, schemes)).toBe(app);
});

test('an address without a path gets one, as it would in Electron', () => {
  expect(toChromiumUrl('app://offprint', schemes)).toBe('https://offprint.app.invalid/');
  expect(toChromiumUrl('APP://offprint', schemes)).toBe('https://offprint.app.invalid/');
});

test.each(['https://example.org/', 'file:///etc/passwd', 'about:blank', 'blob:x', 'other://offprint/', 'no address'])(
  '%s stays as it is',
  (url) => {
    expect(toChromiumUrl(url, schemes)).toBe(url);
    expect(toAppUrl(url, schemes)).toBe(url);
  },
);

test.each([
  'http://offprint.app.invalid/',
  'https://offprint.app.invalid:8443/',
  'https://offprint.other.invalid/',
  'https://app.invalid/',
  'https://offprint.app.invalid.example.org/',
])('%s is not taken for the application', (url) => {
  expect(toAppUrl(url, schemes)).toBe(url);
});

test('origins', () => {
  expect(toAppOrigin('https://offprint.app.invalid/x', schemes)).toBe('app://offprint');
  expect(toAppOrigin('about:blank', schemes)).toBe('null');
});

test('sources of a policy', () => {
  expect(toChromiumPolicy("default-src 'none'; script-src app://offprint; img-src app: data:", schemes)).toBe(
    "default-src 'none'; script-src https://offprint.app.invalid; img-src https://*.app.invalid data:",
  );
  expect(toChromiumPolicy("connect-src 'self' https://example.org", schemes)).toBe(
    "connect-src 'self' https://example.org",
  );
});
