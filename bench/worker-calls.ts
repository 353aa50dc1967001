/** Watches, from inside the page, what it asks of its library worker: when each call was sent and answered. */
import type { Page } from 'playwright/test';

export interface WorkerCall {
  /** As in `LibraryApi`. */
  name: string;
  /** Milliseconds on the page's clock. */
  sentAt: number;
  /** `null` while it is on its way. */
  answeredAt: number | null;
}

declare global {
  interface Window {
    /** All calls since the watching began. */
    workerCalls: WorkerCall[];
  }
}

/** Begins to watch. Comlink names a call in the `path` of its message, and answers with the same `id`. */
export async function watchWorkerCalls(page: Page): Promise<void> {
  await page.evaluate(() => {
    const calls: WorkerCall[] = [];
    const waiting = new Map<string, WorkerCall>();
    const watched = new WeakSet<Worker>();
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: never[]) {
      if (typeof message === 'object' && message !== null && 'id' in message && 'path' in message) {
        const call = { name: String(message.path), sentAt: performance.now(), answeredAt: null };
        waiting.set(String(message.id), call);
        calls.push(call);
        if (!watched.has(this)) {
          watched.add(this);
          this.addEventListener('message', ({ data }: MessageEvent<{ id?: unknown }>) => {
            const answered = waiting.get(String(data.id));
            if (answered) answered.answeredAt = performance.now();
            waiting.delete(String(data.id));
          });
        }
      }
      return post.call(this, message, ...rest);
    };
    window.workerCalls = calls;
  });
}
