/** Electron's `ipcMain`: who answers the preload's calls. */
import type { IpcMain } from 'electron';
import type { Listener } from './emitter';
import type { Outcome } from './messages';
import { provideOnly } from './refusal';

type Provided = Pick<IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;
type Handler = (event: never, ...args: never[]) => unknown;

export class ShellIpcMain implements Provided {
  private readonly handlers = new Map<string, Handler>();
  private readonly listeners = new Map<string, Listener[]>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  on(channel: string, listener: Listener): this {
    this.listeners.set(channel, [...(this.listeners.get(channel) ?? []), listener]);
    return this;
  }

  off(channel: string, listener: Listener): this {
    const list = this.listeners.get(channel) ?? [];
    const index = list.lastIndexOf(listener);
    if (index !== -1) this.listeners.set(channel, list.toSpliced(index, 1));
    return this;
  }

  removeAllListeners(channel?: string): this {
    if (channel === undefined) this.listeners.clear();
    else this.listeners.delete(channel);
    return this;
  }

  /** Answers a call of a preload. Of an error the message remains, as in Electron. */
  async answer(event: object, channel: string, args: unknown[]): Promise<Outcome> {
    const handler = this.handlers.get(channel);
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return { ok: true, value: await Reflect.apply(handler, undefined, [event, ...args]) };
    } catch (error) {
      return { ok: false, message: String(error) };
    }
  }

  /** Delivers what a preload sent without waiting for an answer. */
  deliver(event: object, channel: string, args: unknown[]): void {
    for (const listener of this.listeners.get(channel) ?? []) Reflect.apply(listener, undefined, [event, ...args]);
  }
}

export const ipcMain = provideOnly(new ShellIpcMain(), 'ipcMain');
