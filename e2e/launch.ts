/** Starts the built application as `npm start` does, and gives its window's page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { _electron, chromium, type Page } from 'playwright/test';
import { electronCommand, shellCommand, wantedShell } from '../scripts/app-command.mjs';
import { findElectron } from '../scripts/electron-binary.mjs';

export interface LaunchOptions {
  /** The seeds folder; `null` to leave the choice to Offprint. */
  seeds: string | null;
  userDataDir: string;
  /** Further flags. */
  args?: string[];
  /** Whether it is told to show no window; it asks nobody anything then. */
  isHeadless?: boolean;
  /** On top of this process's own environment. */
  env?: Record<string, string>;
  /** Leaves the application alone until it has printed this, so that its start can be measured; Electron is not. */
  untouchedUntil?: string;
}

export interface Offprint {
  /** Shows the grid of papers, or why there is none. */
  page: Page;
  /** Of the main process. */
  pid: number;
  /** What the application has printed so far. */
  stdout(): string;
  /** Ends it as the reader would; nothing happens where it has ended already. */
  close(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** In milliseconds. */
const START_PATIENCE = 60_000;
const END_PATIENCE = 15_000;

/** Milliseconds that the page's frames and the library's answers come late; see CONTRIBUTING.md. */
const LATENESS = Number(process.env.OFFPRINT_LATENESS ?? 0);

export async function launchOffprint(options: LaunchOptions): Promise<Offprint> {
  const { seeds, userDataDir, args = [], isHeadless = true } = options;
  const flags = [
    ...(isHeadless ? ['--headless'] : []),
    `--user-data-dir=${userDataDir}`,
    ...(seeds === null ? [] : [`--seeds=${seeds}`]),
    ...args,
  ];
  const electron = wantedShell() === 'chromium' ? null : findElectron();
  const offprint =
    electron === null ? await launchOnShell(flags, options) : await launchOnElectron(electron, flags, options.env);
  try {
    await offprint.page.getByRole('grid', { name: 'Papers' }).waitFor({ timeout: START_PATIENCE });
  } catch (error) {
    const text = await offprint.page.textContent('body').catch(() => '(no page)');
    await offprint.kill();
    throw new Error(`The table did not appear. The window shows:\n${text}\n\nIt printed:\n${offprint.stdout()}`, {
      cause: error,
    });
  }
  if (LATENESS > 0) await offprint.page.evaluate(makeLate, LATENESS);
  return offprint;
}

/** Runs in the page: frames, and what is asked of the library, come so many milliseconds late, as on a busy machine. */
function makeLate(milliseconds: number): void {
  const frame = window.requestAnimationFrame.bind(window);
  const cancel = window.cancelAnimationFrame.bind(window);
  const late = new Map<number, number>();
  window.requestAnimationFrame = (callback) => {
    const timer = window.setTimeout(() => late.set(timer, frame(callback)), milliseconds);
    return timer;
  };
  window.cancelAnimationFrame = (handle) => {
    window.clearTimeout(handle);
    cancel(late.get(handle) ?? handle);
  };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...message: unknown[]) {
    setTimeout(() => Reflect.apply(post, this, message), milliseconds);
  };
}

async function launchOnElectron(binary: string, flags: string[], env: LaunchOptions['env']): Promise<Offprint> {
  const { command, args } = electronCommand(binary, flags);
  const application = await _electron.launch({ executablePath: command, args, env: environment(env) });
  const child = application.process();
  const stdout = collect(child);
  return {
    page: await application.firstWindow({ timeout: START_PATIENCE }),
    pid: pidOf(child),
    stdout,
    close: () => endGently(child, () => application.close()),
    kill: () => killNow(child),
  };
}

async function launchOnShell(flags: string[], { env, untouchedUntil }: LaunchOptions): Promise<Offprint> {
  const port = await freePort();
  const { command, args } = shellCommand([...flags, `--remote-debugging-port=${port}`]);
  const child = spawn(command, args, { env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout = collect(child);
  try {
    if (untouchedUntil !== undefined) await waitForWords(untouchedUntil, stdout, child);
    await waitForWindow(port, child);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: START_PATIENCE });
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('Chromium shows no page.');
    const leave = () => browser.close().catch(() => {});
    return {
      page,
      pid: pidOf(child),
      stdout,
      close: () =>
        endGently(child, async () => {
          child.kill('SIGTERM');
        }).finally(leave),
      kill: () => killNow(child).finally(leave),
    };
  } catch (error) {
    await killNow(child);
    throw new Error(`Offprint did not start. It printed:\n${stdout()}`, { cause: error });
  }
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('It has no process.');
  return child.pid;
}

function environment(env: LaunchOptions['env']): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...env };
}

/** What a process prints, stdout and stderr together. */
function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  return () => text;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function endGently(child: ChildProcess, ask: () => Promise<void>): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_PATIENCE);
  await ask();
  await ended;
  clearTimeout(timer);
  if (child.signalCode === 'SIGKILL') throw new Error(`Offprint did not end within ${END_PATIENCE / 1000} s.`);
}

async function killNow(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

/** Waits until the application has printed this. */
async function waitForWords(words: string, stdout: () => string, child: ChildProcess): Promise<void> {
  const until = Date.now() + START_PATIENCE;
  while (!stdout().includes(words)) {
    if (hasEnded(child)) throw new Error(`It ended with ${child.exitCode ?? child.signalCode}.`);
    if (Date.now() > until) throw new Error(`It did not print “${words}”.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until Chromium shows the application: whoever attaches to a page that is about to leave for it may see the one before for good. */
async function waitForWindow(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + START_PATIENCE;
  while (Date.now() < until) {
    if (hasEnded(child)) throw new Error(`It ended with ${child.exitCode ?? child.signalCode}.`);
    const targets = await fetch(`http://127.0.0.1:${port}/json/list`).then(
      (answer) => answer.json() as Promise<{ type: string; url: string }[]>,
      () => [],
    );
    if (targets.some(({ type, url }) => type === 'page' && url.startsWith('https:'))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Chromium shows nothing on port ${port}.`);
}
