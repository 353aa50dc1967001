/** The shell as a whole: a small application on a real Chromium, from its first window to its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findChromium } from '../scripts/find-chromium.mjs';
import { BUILT_SHELL, buildShell } from './build.mjs';

const FIXTURE = fileURLToPath(new URL('fixture', import.meta.url));
const RUN = join(BUILT_SHELL, 'run.js');
const hasChromium = findChromium() !== null;
const profile = mkdtempSync(join(tmpdir(), 'shell-profile-'));
afterAll(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

/** The fixture while it runs, and what it has told. */
class Fixture {
  readonly told: [what: string, value: unknown][] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(...flags: string[]) {
    const args = [RUN, FIXTURE, '--headless', `--user-data-dir=${profile}`, ...flags];
    this.#child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#ended = once(this.#child, 'exit');
    if (this.#child.stdout === null) throw new Error('The fixture cannot be heard.');
    createInterface(this.#child.stdout).on('line', (line) => this.told.push(JSON.parse(line)));
  }

  all(what: string): unknown[] {
    return this.told.filter(([name]) => name === what).map(([, value]) => value);
  }

  /** What it tells under that name, sooner or later. */
  async hears(what: string): Promise<unknown> {
    await vi.waitUntil(() => this.all(what).length > 0, { timeout: 30_000, interval: 20 });
    return this.all(what)[0];
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async end(): Promise<unknown> {
    const [code] = (await this.#ended) as [number | null];
    return code;
  }
}

describe.skipIf(!hasChromium)(
  `an application on ${findChromium() ?? 'no Chromium: none is installed'}`,
  { timeout: 60_000 },
  () => {
    let first: Fixture;
    let report: Record<string, unknown>;

    beforeAll(async () => {
      await buildShell();
      first = new Fixture('--remote-debugging-port=0');
      report = (await first.hears('report')) as Record<string, unknown>;
    });

    test('what it is and where it is', () => {
      expect(first.all('app')).toEqual([['Shell Fixture', '1.2.3', false]]);
      expect(first.all('loaded')).toEqual(['app://fixture/']);
      expect(report).toMatchObject({ isSecure: true, size: [900, 600], isDark: true });
    });

    test('what the shell does not provide is refused by name', () => {
      const [refused] = first.all('refused') as [string[]];
      const named = [
        'BrowserWindow.setTouchBar',
        "the event 'swipe' of BrowserWindow",
        'the option BrowserWindow.kiosk',
        'webPreferences.nodeIntegration: true',
        'Tray',
        'net.request',
        'app.setBadgeCount',
        "the menu role 'speech'",
      ];
      expect(refused.map((message, index) => message.includes(`does not provide ${named[index]}.`))).toEqual(
        named.map(() => true),
      );
      expect(
        (report.bridge as { refused: string[] }).refused.map((message) => /provide ([^ ]+)/.exec(message)?.[1]),
      ).toEqual(['ipcRenderer.sendSync.', "require('node:fs')", 'webFrame.setZoomFactor.']);
    });

    test('calls carry what a structured clone does', () => {
      expect(report).toMatchObject({
        bytes: [1, 2, 255],
        date: 86_400_000,
        hasNothing: true,
        isMap: true,
        lone: true,
        long: true,
        kinds: [
          ['bytes', '[object Uint8Array]'],
          ['date', '[object Date]'],
          ['error', '[object Error]'],
        ],
      });
    });

    test('main knows who calls', () => {
      expect(report).toMatchObject({ url: 'app://fixture/', origin: 'app://fixture', isSender: true, isTop: true });
    });

    test('of an error the message reaches the page, as in Electron', () => {
      expect(report).toMatchObject({
        failure: "Error invoking remote method 'fail': TypeError: It did not work.",
        missing: "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
        unclonable: "Error invoking remote method 'unclonable': Error: An object could not be cloned.",
        symbolArgument: 'An object could not be cloned.',
        functionArgument: 'An object could not be cloned.',
      });
    });

    test('the bridge copies, and keeps the two worlds apart', () => {
      expect(report.bridge).toMatchObject({
        sum: 3,
        failure: 'in the preload',
        isFrozen: true,
        point: [4, 'undefined', true],
        isReplaced: false,
      });
      expect(report).toMatchObject({ preloadGlobals: [], bindings: [] });
    });

    test('events arrive in order, short and long, until the listener goes', () => {
      expect(report.pings).toEqual(Array.from({ length: 40 }, (_, index) => [index, index % 4 === 0 ? 200_000 : 0]));
    });

    test('the policy of the response holds, for the page and for its worker', () => {
      expect(report).toMatchObject({ wasInlineRun: false, fromWorker: [42, true] });
    });

    test('windows, navigations and permissions are the application’s to give', () => {
      expect(report).toMatchObject({ opened: true, permission: 'denied' });
      expect(first.all('open')).toContainEqual(['https://example.org/opened', 'foreground-tab']);
      expect(first.all('will-navigate')).toEqual(['https://example.org/gone', 'about:blank']);
      expect(first.all('will-frame-navigate')).toEqual(['https://example.org/gone', 'about:blank']);
      expect(new URL(report.address as string).protocol).toBe('https:');
    });

    test('a small call takes no more than a few milliseconds', () => {
      // About 1 ms on an idle machine; the bound is for one that is not.
      expect(report.perCall).toBeLessThan(25);
    });

    test('the window can be pictured', async () => {
      expect(await first.hears('picture')).toEqual({ width: 900, height: 600 });
    });

    test('what a person does in the window', async () => {
      const page = await connect();
      await page.click('#blank');
      await page.click('#plain', { modifiers: ['Control'] });
      await expect
        .poll(() => first.all('open'))
        .toEqual(
          expect.arrayContaining([
            ['https://example.org/blank', 'foreground-tab'],
            ['app://fixture/other', 'background-tab'],
          ]),
        );
      await page.keyboard.press('Control+o');
      await first.hears('add');
      await page.click('#download');
      expect(await first.hears('will-download')).toBe('x.txt');

      const asked: string[] = [];
      page.on('dialog', (dialog) => {
        asked.push(dialog.defaultValue());
        void dialog.accept(asked.length === 1 ? '/no/such/folder' : profile);
      });
      const chosen = await page.evaluate(() =>
        (window as unknown as { shell: { call(name: string): Promise<unknown> } }).shell.call('choose'),
      );
      expect(asked).toEqual(['/', '/no/such/folder']);
      expect(chosen).toEqual({ canceled: false, filePaths: [profile] });
      expect(page.context().pages()).toHaveLength(1);
      await page.context().browser()?.close();
    });

    test('a second instance hands over and goes', async () => {
      const second = new Fixture('--seconds-flag');
      expect(await second.end()).toBe(3);
      expect(second.all('second')).toHaveLength(1);
      expect(await first.hears('second-instance')).toEqual([true, process.cwd(), { from: second.pid }]);
    });

    test('a crash of the page is told, and outlived', async () => {
      const page = await connect();
      const cdp = await page.context().newCDPSession(page);
      cdp.send('Page.crash').catch(() => {});
      expect(await first.hears('gone')).toBe('crashed');
      await first.hears('loaded again');
      await expect.poll(() => first.all('report').length, { timeout: 20_000 }).toBe(2);
    });

    test('killed, it starts again at once, with its database', async () => {
      first.signal('SIGKILL');
      await first.end();
      const again = new Fixture();
      const { runs } = (await again.hears('report')) as { runs: number };
      expect(runs).toBe(3);
      again.signal('SIGTERM');
      expect(await again.end()).toBe(0);
      expect(again.told.map(([what]) => what).filter((what) => /clos|quit/.test(what))).toEqual([
        'before-quit',
        'close',
        'before-quit',
        'close',
        'closed',
        'will-quit',
        'quit',
      ]);
    });
  },
);

/** A page of the fixture's Chromium, for a second client. */
async function connect(): Promise<Page> {
  const [port] = readFileSync(join(profile, 'chromium/DevToolsActivePort'), 'utf8').split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('There is no page.');
  return page;
}
