/** Electron's `ipcRenderer`, for the preload, and the other end of it, for the shell. */
import type { IpcRenderer } from 'electron';
import type { MessageToMain, Outcome } from '../messages';

type Provided = Pick<IpcRenderer, 'invoke' | 'send'>;

/** Takes the listeners of Electron's type, whose event is larger than the one that the shell can give. */
type Listener = (event: never, ...args: never[]) => void;

export interface RendererEnd {
  ipcRenderer: Provided;
  /** The answer to a call. */
  reply(call: number, outcome: Outcome): void;
  /** What main sent. */
  deliver(channel: string, args: unknown[]): void;
}

export function createIpcRenderer(
  post: (message: MessageToMain) => void,
  eventFor: (ipcRenderer: Provided) => object,
): RendererEnd {
  const listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>();
  const calls = new Map<number, (outcome: Outcome) => void>();
  let lastCall = 0;

  class ShellIpcRenderer implements Provided {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      return new Promise((resolve, reject) => {
        lastCall += 1;
        post(['invoke', lastCall, channel, args]);
        calls.set(lastCall, (outcome) => {
          if (outcome.ok) resolve(outcome.value);
          else reject(new Error(`Error invoking remote method '${channel}': ${outcome.message}`));
        });
      });
    }

    send(channel: string, ...args: unknown[]): void {
      post(['send', channel, args]);
    }

    on(channel: string, listener: Listener): this {
      listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce: false }]);
      return this;
    }

    once(channel: string, listener: Listener): this {
      listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce: true }]);
      return this;
    }

    off(channel: string, listener: Listener): this {
      const list = listeners.get(channel) ?? [];
      const index = list.findLastIndex((entry) => entry.listener === listener);
      if (index !== -1) listeners.set(channel, list.toSpliced(index, 1));
      return this;
    }

    addListener(channel: string, listener: Listener): this {
      return this.on(channel, listener);
    }

    removeListener(channel: string, listener: Listener): this {
      return this.off(channel, listener);
    }

    removeAllListeners(channel?: string): this {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return this;
    }
  }

  const ipcRenderer = new ShellIpcRenderer();
  return {
    ipcRenderer,
    reply(call, outcome) {
      calls.get(call)?.(outcome);
      calls.delete(call);
    },
    deliver(channel, args) {
      for (const { listener, isOnce } of listeners.get(channel) ?? []) {
        if (isOnce) ipcRenderer.off(channel, listener);
        try {
          Reflect.apply(listener, undefined, [eventFor(ipcRenderer), ...args]);
        } catch (error) {
          // As in Electron, one listener's failure is its own: the next are called all the same.
          reportError(error);
        }
      }
    },
  };
}
