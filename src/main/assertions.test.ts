/** What must hold of the whole of main, whoever changes it: see `security.test.ts` for what the guards do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'electron';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { JournalChange, JsonOf } from '../preload/api';
import { digestNameFrom } from './digests/digest-name';
import { ignoredBy } from './digests/ignored-files';
import { settingsSchema } from './handlers';
import { checkBackup } from './marks/backup-file';
import { parseChanges } from './marks/journal-changes';
import { changeLine, isWhole, parseHead, summed } from './marks/journal-lines';
import { externalLink, hardenSession, SAFE_PREFERENCES } from './security';
import { isArchiveName } from './transfer/archive-format';

const ROOT = join(import.meta.dirname, '../..');

function sourcesIn(folder: string): { name: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|^digests\/faults\//.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

const main = sourcesIn(join(ROOT, 'src/main'));
const named = (pattern: RegExp) => main.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe('every window', () => {
  test('is sandboxed, isolated and without Node, on pages that are held to the web’s rules', () => {
    expect(SAFE_PREFERENCES).toMatchObject({
      ...{ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true },
      ...{ nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false },
      ...{ allowRunningInsecureContent: false, webviewTag: false, navigateOnDragDrop: false, spellcheck: false },
    });
  });

  test('is made in one place, with these preferences and nothing that takes one back', () => {
    expect(named(/new (BrowserWindow|BrowserView|WebContentsView|BaseWindow)\b/)).toEqual(['window.ts']);
    const [window = ''] = main.filter(({ name }) => name === 'window.ts').map(({ text }) => text);
    const preferences = /webPreferences: \{([^}]*)\}/.exec(window)?.[1] ?? '';
    expect(preferences).toMatch(/^\s*\.\.\.SAFE_PREFERENCES,/);
    for (const option of Object.keys(SAFE_PREFERENCES)) expect(preferences).not.toContain(`${option}:`);
    expect(window).toContain('hardenContents(window.webContents)');
  });

  test('shows the page of the application, and no other', () => {
    const loads = main.flatMap(({ text }) => text.match(/\.load(URL|File)\([^)]*\)/g) ?? []);
    expect(new Set(loads)).toEqual(new Set(['.loadURL(APP_URL)']));
  });
});

describe('main', () => {
  test('asks the network for nothing', () => {
    const reaching =
      /['"]node:(http|https|net|tls|dgram|dns|http2)(\/promises)?['"]|\bfetch\(|\bnet\.request|autoUpdater|\bWebSocket\(/;
    expect(named(reaching)).toEqual([]);
  });

  test('starts no program, and hands links to the system’s browser in one place', () => {
    expect(named(/node:child_process/)).toEqual([]);
    expect(named(/shell\.openExternal\(/)).toEqual(['index.ts']);
    const [handlers = ''] = main.filter(({ name }) => name === 'handlers.ts').map(({ text }) => text);
    expect(handlers).toMatch(/externalLink\(address\)[\s\S]{0,200}openInBrowser\(url\)/);
  });

  test('takes every call through the gate', () => {
    expect(named(/ipcMain\.(handle|on|once|handleOnce)\(/)).toEqual(['index.ts']);
    const [index = ''] = main.filter(({ name }) => name === 'index.ts').map(({ text }) => text);
    expect(index.match(/ipcMain\./g)).toHaveLength(1);
    expect(index).toMatch(/createHandle\(\{[\s\S]*isFromPage\(event, window\.webContents\)/);
  });
});

test('the preload exposes two functions, and nothing of Electron', () => {
  const preload = readFileSync(join(ROOT, 'src/preload/index.ts'), 'utf8');
  expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1);
  expect(preload).toContain("exposeInMainWorld('offprint', api)");
  const [, api = ''] = /const api: OffprintApi = \{\n([\s\S]*?)\n\};/.exec(preload) ?? [];
  expect(Array.from(api.matchAll(/^ {2}(\w+|\.\.\.|\[)/gm), ([, name]) => name)).toEqual(['call', 'on']);
  expect(preload).not.toMatch(/sendSync|process\.|require\(/);
});

test('what is packaged runs as nothing but Offprint', () => {
  const builder = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
  const fuses = Object.fromEntries(
    Array.from(/electronFuses:\n((?: {2}.*\n)+)/.exec(builder)?.[1]?.matchAll(/ {2}(\w+): (\w+)\n/g) ?? [], (found) => [
      found[1],
      found[2],
    ]),
  );
  expect(fuses).toEqual({
    ...{ runAsNode: 'false', enableNodeOptionsEnvironmentVariable: 'false', enableNodeCliInspectArguments: 'false' },
    ...{
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      grantFileProtocolExtraPrivileges: 'false',
    },
  });
  expect(builder).toMatch(/^publish: null$/m);
});

type Asked = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1];
type Looked = Parameters<NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>>[1];

/** Every name that Electron has; the compiler misses one that comes new. */
const PERMISSIONS = {
  ar: true,
  'automatic-fullscreen': true,
  'background-fetch': true,
  'background-sync': true,
  'captured-surface-control': true,
  'clipboard-read': true,
  'clipboard-sanitized-write': true,
  'deprecated-sync-clipboard-read': true,
  'display-capture': true,
  fileSystem: true,
  fullscreen: true,
  geolocation: true,
  'geolocation-approximate': true,
  'hand-tracking': true,
  hid: true,
  'idle-detection': true,
  keyboardLock: true,
  'local-fonts': true,
  'local-network': true,
  'local-network-access': true,
  'loopback-network': true,
  media: true,
  mediaKeySystem: true,
  midi: true,
  midiSysex: true,
  nfc: true,
  notifications: true,
  openExternal: true,
  'payment-handler': true,
  'periodic-background-sync': true,
  'persistent-storage': true,
  pointerLock: true,
  'screen-wake-lock': true,
  sensors: true,
  serial: true,
  'smart-card': true,
  'speaker-selection': true,
  'storage-access': true,
  'system-wake-lock': true,
  'top-level-storage-access': true,
  unknown: true,
  usb: true,
  vr: true,
  'web-app-installation': true,
  'web-printing': true,
  'window-management': true,
} satisfies Record<Asked | Looked, true>;

test.each(Object.keys(PERMISSIONS))('the permission %s is refused, asked for and looked up', (permission) => {
  const set = new Map<string, (...args: unknown[]) => unknown>();
  const take = (name: string) => (handler: (...args: unknown[]) => unknown) => set.set(name, handler);
  hardenSession(
    {
      on: () => {},
      webRequest: { onBeforeRequest: () => {} },
      setPermissionRequestHandler: take('request'),
      setPermissionCheckHandler: take('check'),
      setDevicePermissionHandler: take('device'),
    } as never,
    () => {},
  );
  const answers: unknown[] = [];
  set.get('request')?.(null, permission, (answer: unknown) => answers.push(answer), {});
  expect(answers).toEqual([false]);
  expect(set.get('check')?.(null, permission, 'app://offprint', {})).toBe(false);
  expect(set.get('device')?.({ deviceType: permission })).toBe(false);
});

describe('what is read from a file reaches no prototype', () => {
  const evil = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
  const expectClean = () => expect({}).not.toHaveProperty('polluted');

  test('not by settings', () => {
    const parsed = v.safeParse(
      settingsSchema,
      JSON.parse(`{${evil},"keys":{${evil.replaceAll('{"polluted":1}', '["s"]')}}}`),
    );
    if (parsed.success) expect(Object.keys(parsed.output.keys ?? {})).not.toContain('__proto__');
    expectClean();
  });

  test('not by changes of marks', () => {
    const changes = `[{"table":"marks","key":"__proto__","set":{${evil},"note":"x"}}]` as JsonOf<JournalChange[]>;
    try {
      const [change] = parseChanges(changes);
      if (change) changeLine({ sequence: 1, device: 'd', at: [1, 0] }, change);
    } catch {
      // Refused as a whole is as good.
    }
    expectClean();
  });

  test('not by the first lines of journals and backups', () => {
    expect(parseHead(`{"journal":1,"kept":0,${evil}}`)).not.toHaveProperty('polluted');
    const head = summed(JSON.parse(`{"backup":1,${evil}}`));
    expect(() => checkBackup(head)).toThrow('This is no backup of Offprint.');
    expectClean();
  });
});

describe('no text keeps main busy for ever', () => {
  /** What patterns that try everything come to grief on; the patience of all tests is the limit. */
  const texts = ['a', ' ', '/', '..', '%2e', '\\', '.', '"', '(', 'https://', 'a b', '\n', '#', '*'].map((part) =>
    part.repeat(60_000),
  );
  const all = [...texts, ...texts.map((text) => `${text}!`), ...texts.map((text) => `x${text}\0`)];

  test('names, links and patterns', () => {
    for (const text of all) {
      expect(digestNameFrom(text).length).toBeLessThan(80);
      const link = externalLink(text);
      expect(link === null || link.startsWith('https://')).toBe(true);
      expect(typeof isArchiveName(`digests/1/${text}`)).toBe('boolean');
      expect(
        typeof ignoredBy(['*.html', '**/a*b*c*d*/**'])(`x${text.replaceAll(/[\\/.\0]/g, 'y').slice(0, 4000)}`, false),
      ).toBe('boolean');
    }
  });

  test('lines of journals', () => {
    for (const text of all) {
      const bytes = Buffer.from(text);
      expect(isWhole(bytes, 0, bytes.length)).toBe(false);
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseChanges(text as JsonOf<JournalChange[]>)).toThrow();
      }),
    );
  });
});
