/** Counts what left the machine, whoever sent it: at zero as long as Offprint is what it says it is. */
import { subscribe } from 'node:diagnostics_channel';
import type { Session } from 'electron';
import type { NetworkCounts } from '../preload/api';
import { staysInside } from './security';

/** Where Node tells of each request that it sends: by `node:http` and `node:https`, and by `fetch`. */
const NODE_CHANNELS = ['http.client.request.start', 'undici:request:create'];

export class NetworkCount {
  #sent = 0;
  #refused = 0;

  /** Counts what main sends, from now on. */
  constructor() {
    for (const channel of NODE_CHANNELS) subscribe(channel, () => this.#sent++);
  }

  /** Counts what the page sends; not what was refused before. */
  watch(session: Pick<Session, 'webRequest'>): void {
    session.webRequest.onSendHeaders(({ url }) => {
      if (!staysInside(url)) this.#sent++;
    });
  }

  /** A request was refused, and went nowhere. */
  refused(): void {
    this.#refused++;
  }

  get counts(): NetworkCounts {
    return { sent: this.#sent, refused: this.#refused };
  }
}
