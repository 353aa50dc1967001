/** The gate that every call of the page passes: who calls, with what, and an answer in any case. */
import type { IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import type { CallName, Calls, Reply } from '../preload/api';
import { isAppUrl } from './app-url';
import { messageOf } from './failure';

/** As much of Electron's event as is looked at. */
export type CallEvent = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

export interface Gate {
  /** `ipcMain.handle` */
  register(name: CallName, listener: (event: CallEvent, ...args: unknown[]) => Promise<Reply<unknown>>): void;
  /** Whether the call comes from the page itself. */
  isTrusted(event: CallEvent): boolean;
  /** Told of each call that was refused or that failed. */
  log(message: string): void;
}

/** Takes calls of one name: `schema` is that of all arguments as one array. */
export type Handle = <N extends CallName>(
  name: N,
  schema: v.GenericSchema<unknown, Parameters<Calls[N]>>,
  answer: (...args: Parameters<Calls[N]>) => ReturnType<Calls[N]> | Promise<ReturnType<Calls[N]>>,
) => void;

export function createHandle(gate: Gate): Handle {
  return (name, schema, answer) => {
    gate.register(name, async (event, ...args) => {
      if (!gate.isTrusted(event)) {
        gate.log(`Refused "${name}" from ${event.senderFrame?.url ?? 'a frame that is gone'}.`);
        return { ok: false, message: `"${name}" is not taken from here.` };
      }
      const checked = v.safeParse(schema, args, { abortEarly: true });
      if (!checked.success) {
        const [issue] = checked.issues;
        // The message of an issue quotes the value, which may be a whole digest.
        gate.log(
          `Refused "${name}": malformed at ${v.getDotPath(issue) ?? 'the arguments'} (${issue.expected} expected).`,
        );
        return { ok: false, message: `"${name}" was called with something it does not take.` };
      }
      try {
        return { ok: true, value: await answer(...checked.output) };
      } catch (error) {
        const message = messageOf(error);
        gate.log(`"${name}" failed: ${message}`);
        return { ok: false, message };
      }
    });
  };
}

/** Whether an event was sent by the main frame of `contents` while it showed a page of ours. */
export function isFromPage(event: CallEvent, contents: unknown): boolean {
  const frame = event.senderFrame;
  // Gone when the frame navigated or was destroyed since.
  if (frame === null || event.sender !== contents || frame.parent !== null) return false;
  return isAppUrl(frame.url);
}
