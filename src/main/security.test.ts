import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { externalLink, hardenContents, hardenSession, staysInside } from './security';

type Listener = (...args: unknown[]) => unknown;

/** Takes every handler that is set on it, so that the test can call them as Electron would. */
function recorder() {
  const set = new Map<string, Listener>();
  const take = (name: string) => (handler: Listener) => set.set(name, handler);
  const target = {
    on: (name: string, listener: Listener) => set.set(name, listener),
    webRequest: { onBeforeRequest: take('onBeforeRequest') },
    setPermissionRequestHandler: take('setPermissionRequestHandler'),
    setPermissionCheckHandler: take('setPermissionCheckHandler'),
    setDevicePermissionHandler: take('setDevicePermissionHandler'),
    setWindowOpenHandler: take('setWindowOpenHandler'),
  };
  const call = (name: string, ...args: unknown[]) => {
    const handler = set.get(name);
    if (!handler) throw new Error(`Nothing is set for ${name}`);
    return handler(...args);
  };
  return { target: target as never, call };
}

function isPrevented(call: (event: { preventDefault(): void }) => unknown): boolean {
  let prevented = false;
  call({
    preventDefault: () => {
      prevented = true;
    },
  });
  return prevented;
}

describe('the session', () => {
  const { target, call } = recorder();
  let refused = 0;
  hardenSession(target, () => {
    refused++;
  });

  test('refuses every permission, asked for or looked up', () => {
    for (const permission of ['media', 'clipboard-read', 'fileSystem', 'geolocation', 'openExternal', 'unheard-of']) {
      const answers: unknown[] = [];
      call('setPermissionRequestHandler', null, permission, (answer: unknown) => answers.push(answer));
      expect(answers).toEqual([false]);
      expect(call('setPermissionCheckHandler', null, permission)).toBe(false);
    }
    expect(call('setDevicePermissionHandler', {})).toBe(false);
  });

  test('downloads nothing', () => {
    expect(isPrevented((event) => call('will-download', event))).toBe(true);
  });

  test.each([
    ['app://offprint/index.html', false],
    ['blob:app://offprint/1', false],
    ['data:image/png;base64,', false],
    ['https://example.org/', true],
    ['http://127.0.0.1/', true],
    ['ws://127.0.0.1/', true],
    ['wss://example.org/', true],
    ['ftp://example.org/', true],
    ['file:///etc/passwd', true],
    ['nonsense', true],
  ])('%s is cancelled: %s', (url, cancel) => {
    const answers: unknown[] = [];
    const before = refused;
    call('onBeforeRequest', { url }, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([{ cancel }]);
    expect(refused - before).toBe(cancel ? 1 : 0);
  });
});

test('a page goes nowhere, opens nothing and embeds nothing', () => {
  const { target, call } = recorder();
  hardenContents(target);
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    expect(isPrevented((event) => call(name, event))).toBe(true);
  }
  expect(call('setWindowOpenHandler', { url: 'app://offprint/' })).toEqual({ action: 'deny' });
});

describe('externalLink', () => {
  test('takes https only, without credentials', () => {
    expect(externalLink('https://example.org/a b?c=d#e')).toBe('https://example.org/a%20b?c=d#e');
    expect(externalLink('HTTPS://EXAMPLE.org')).toBe('https://example.org/');
    for (const other of [
      'http://example.org',
      'https://user@example.org',
      'https://user:word@example.org',
      'https://:word@example.org',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'app://offprint/',
      'smb://host/share',
      'example.org',
      ' ',
      'https://',
    ]) {
      expect(externalLink(other)).toBeNull();
    }
  });

  test('gives an https address or nothing', () => {
    const address = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.tuple(fc.string(), fc.webUrl()).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(address, (text) => {
        const link = externalLink(text);
        if (link !== null) expect(link.startsWith('https://')).toBe(true);
        expect(staysInside(text) && link !== null).toBe(false);
      }),
    );
  });
});
