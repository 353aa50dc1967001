/** The page's one way to the main process: the contract of `preload/api.ts`, with failures as errors. */
import type { CallName, Calls, OffprintApi } from '../preload/api';

declare global {
  interface Window {
    readonly offprint: OffprintApi;
  }
}

/** Asks main. Rejects with main's own words where it refuses. */
export async function call<N extends CallName>(name: N, ...args: Parameters<Calls[N]>): Promise<ReturnType<Calls[N]>> {
  const reply = await window.offprint.call(name, ...args);
  if (reply.ok) return reply.value;
  throw new Error(reply.message);
}

export const on: OffprintApi['on'] = (name, listener) => window.offprint.on(name, listener);

/** The words of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
