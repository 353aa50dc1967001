/** The one Chromium of this application: started when its first window needs it, and again after it has gone. */
import { app } from './app';
import { ChromiumProcess } from './chromium-process';
import { chromiumArguments } from './command-line';
import { defaultSession } from './session';

interface FirstWindow {
  size: { width: number; height: number };
  position: { x: number; y: number } | null;
}

let running: Promise<ChromiumProcess> | null = null;

/** @param window the one that asks: the first one is part of how Chromium is started */
export function runningChromium(window: FirstWindow): Promise<ChromiumProcess> {
  if (running === null) {
    const started = start(window);
    running = started;
    started.catch(() => forget(started));
  }
  return running;
}

/** Ends Chromium where it runs. */
export async function endChromium(): Promise<void> {
  const chromium = await running?.catch(() => null);
  running = null;
  await chromium?.close();
}

async function start({ size, position }: FirstWindow): Promise<ChromiumProcess> {
  await app.whenReady();
  const chromium = await ChromiumProcess.start({
    sessionData: app.getPath('sessionData'),
    isHeadless: isHeadless(),
    size,
    position,
    arguments: chromiumArguments(app.commandLine, app.commandLine.appended),
  });
  chromium.context.once('close', () => {
    defaultSession.detach();
    running = null;
  });
  return chromium;
}

function forget(failed: Promise<ChromiumProcess>): void {
  if (running === failed) running = null;
}

/** There may be no display at all; macOS and Windows always have one. */
function isHeadless(): boolean {
  if (app.commandLine.hasSwitch('headless')) return true;
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}
