/** The Chromium that shows the windows: started with the first of them, one per profile. */
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright';
import { ensureChromium } from '../scripts/find-chromium.mjs';
import { freeProfile } from './profile-lock';
import { writePreferences } from './profile-preferences';

// As CommonJS, which it is: an import would first have its megabytes searched for names of exports, for 0.2 s.
const { chromium } = createRequire(import.meta.url)('playwright') as typeof import('playwright');

export interface ChromiumOptions {
  /** The application's folder of that name; the profile is `chromium` in it. */
  sessionData: string;
  isHeadless: boolean;
  /** Of the first window, in pixels. */
  size: { width: number; height: number };
  position: { x: number; y: number } | null;
  /** Further arguments of Chromium. */
  arguments: string[];
}

/** What the first window shows until it is told what to. */
const EMPTY_PAGE = 'data:text/html,';
/** How long it is waited for, in milliseconds. */
const PATIENCE = 10_000;

/** What the shell's Chromium must never do: go to the network, or ask the reader about itself. */
const ARGUMENTS = [
  // Not even a name is looked up, whatever a page asks for; a proxy would do so in Chromium's place.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-proxy-server',
  '--disable-quic',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--no-pings',
  '--noerrdialogs',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  // A window without Chromium's address bar, whose list of suggestions is a page with a process of its own.
  `--app=${EMPTY_PAGE}`,
];

/** Of playwright's own arguments those that make a page look or behave as in a test. */
const UNWANTED_ARGUMENTS = [
  '--enable-automation',
  '--hide-scrollbars',
  '--disable-field-trial-config',
  '--unsafely-disable-devtools-self-xss-warnings',
];

export class ChromiumProcess {
  readonly context: BrowserContext;
  readonly browserCdp: CDPSession;
  /** Where messages wait on their way to a page. */
  readonly messageFolder: string;
  readonly isHeadless: boolean;
  #firstPage: Page | null;

  private constructor(context: BrowserContext, browserCdp: CDPSession, options: ChromiumOptions) {
    this.context = context;
    this.browserCdp = browserCdp;
    this.isHeadless = options.isHeadless;
    this.messageFolder = messageFolderOf(options.sessionData);
    this.#firstPage = context.pages()[0] ?? null;
  }

  static async start(options: ChromiumOptions): Promise<ChromiumProcess> {
    const executablePath = ensureChromium((line) => process.stderr.write(`${line}\n`));
    if (executablePath === null) throw new Error('Offprint needs Chromium or Chrome to show its window.');
    const profile = join(options.sessionData, 'chromium');
    await mkdir(profile, { recursive: true });
    await freeProfile(profile);
    await Promise.all([
      writePreferences(profile),
      rm(messageFolderOf(options.sessionData), { recursive: true, force: true }),
    ]);
    const isRoot = process.getuid?.() === 0;
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: options.isHeadless,
      viewport: options.isHeadless ? options.size : null,
      // Chromium's sandbox does not work for root.
      chromiumSandbox: !isRoot && !options.arguments.includes('--no-sandbox'),
      ignoreDefaultArgs: UNWANTED_ARGUMENTS,
      args: [...ARGUMENTS, ...options.arguments, ...(options.isHeadless ? [] : windowArguments(options))],
      // The system's own choices, rather than a test's.
      colorScheme: null,
      reducedMotion: null,
      forcedColors: null,
      contrast: null,
      serviceWorkers: 'block',
      acceptDownloads: true,
      // The shell decides what a signal means.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const browser = context.browser();
    if (browser === null) throw new Error('Chromium ended while it was starting.');
    const started = new ChromiumProcess(context, await browser.newBrowserCDPSession(), options);
    await started.#refusePopups();
    return started;
  }

  /** A page that shows nothing yet, and a session of the DevTools protocol for it. */
  async openPage(): Promise<{ page: Page; cdp: CDPSession }> {
    const page = this.#firstPage ?? (await this.context.newPage());
    // On its way to a busy machine's first window, the empty page would take the place of the one that is asked for.
    if (page === this.#firstPage) await page.waitForURL(EMPTY_PAGE, { timeout: PATIENCE }).catch(() => {});
    this.#firstPage = null;
    return { page, cdp: await this.context.newCDPSession(page) };
  }

  /** Ends Chromium in good order. */
  async close(): Promise<void> {
    await this.context.close();
    await rm(this.messageFolder, { recursive: true, force: true });
  }

  /** Closes whatever window a page opens past the guards, before it shows anything. */
  async #refusePopups(): Promise<void> {
    this.browserCdp.on('Target.targetCreated', ({ targetInfo: { type, targetId, openerId } }) => {
      if (type !== 'page' || openerId === undefined) return;
      this.browserCdp.send('Target.closeTarget', { targetId }).catch(() => {});
    });
    await this.browserCdp.send('Target.setDiscoverTargets', { discover: true });
  }
}

function messageFolderOf(sessionData: string): string {
  return join(sessionData, 'chromium-shell.messages');
}

function windowArguments({ size, position }: ChromiumOptions): string[] {
  return [
    // Without it Chromium warns, in the window, of some of the arguments above.
    '--test-type=',
    `--window-size=${size.width},${size.height}`,
    ...(position === null ? [] : [`--window-position=${position.x},${position.y}`]),
  ];
}
