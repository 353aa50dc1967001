/**
 * The line between main and the preload of one window, over Chromium's DevTools protocol.
 *
 * Chromium takes about 70 ms, most of it on the page's main thread, for each megabyte that a protocol message brings to
 * a page. A file that a file input is given takes 5 ms, so long messages go that way.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession } from 'playwright';
import { decode, encode } from './encoding';
import type { MessageToMain, MessageToPage } from './messages';
import { createPageScripts, PRELOAD_WORLD, WORLD_GLOBAL } from './page-scripts';

/** From this length on (in UTF-16 units) a message goes through a file. */
const LONG = 64 * 1024;

export interface PageChannelOptions {
  cdp: CDPSession;
  /** Absolute path of the preload, or `null`. */
  preload: string | null;
  /** A folder for messages on their way, readable by this user only. */
  folder: string;
  onMessage(message: MessageToMain): void;
}

export class PageChannel {
  readonly #options: PageChannelOptions;
  readonly #binding = `chromiumShell${randomBytes(8).toString('hex')}`;
  /** The preload's world in the document that is shown; `null` before the first. */
  #context: number | null = null;
  #fileInput: Promise<string> | null = null;
  /** While a long message is on its way, whatever comes behind it waits here. */
  #queue: Promise<void> | null = null;
  #lastFile = 0;

  private constructor(options: PageChannelOptions) {
    this.#options = options;
  }

  /** Readies a page that has shown nothing yet, so that each of its documents gets the preload. */
  static async open(options: PageChannelOptions): Promise<PageChannel> {
    const channel = new PageChannel(options);
    const { cdp, preload } = options;
    const scripts = await createPageScripts(preload, {
      secret: randomBytes(16).toString('hex'),
      binding: channel.#binding,
      platform: process.platform,
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === channel.#binding) channel.#receive(payload, executionContextId);
    });
    cdp.on('Runtime.exceptionThrown', ({ exceptionDetails: { executionContextId, exception, text } }) => {
      if (executionContextId !== channel.#context || executionContextId === undefined) return;
      process.stderr.write(`In the preload: ${exception?.description ?? text}\n`);
    });
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Runtime.enable'),
      cdp.send('Runtime.addBinding', { name: channel.#binding, executionContextName: PRELOAD_WORLD }),
      // In this order, which is that of their running: the preload finds the other end of the bridge in place.
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.pageWorld }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preloadWorld, worldName: PRELOAD_WORLD }),
    ]);
    return channel;
  }

  /** Sends a message, in order. As in Electron, it is lost where no document is there to take it. */
  post(message: MessageToPage): void {
    const text = encode(message);
    const context = this.#context;
    if (context === null) return;
    if (text.length < LONG && this.#queue === null) {
      void this.#call(context, 'receive', text);
      return;
    }
    const queue = (this.#queue ?? Promise.resolve())
      .then(() => (text.length < LONG ? void this.#call(context, 'receive', text) : this.#postFile(context, text)))
      // The document went while the message was on its way to it.
      .catch(() => {})
      .then(() => {
        if (this.#queue === queue) this.#queue = null;
      });
    this.#queue = queue;
  }

  /** Evaluates an expression in the preload's world, as if a person had asked for it, and gives its value. */
  async evaluate(expression: string): Promise<unknown> {
    const { cdp } = this.#options;
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      userGesture: true,
      returnByValue: true,
      ...(this.#context === null ? {} : { contextId: this.#context }),
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  #receive(payload: string, context: number): void {
    const message = decode(payload) as MessageToMain;
    if (message[0] === 'hello') {
      this.#context = context;
      this.#fileInput = null;
    } else if (context !== this.#context) {
      // A document that is on its way out.
      return;
    }
    this.#options.onMessage(message);
  }

  async #call(context: number, method: 'receive' | 'receiveFile', text?: string): Promise<void> {
    try {
      await this.#options.cdp.send('Runtime.callFunctionOn', {
        executionContextId: context,
        functionDeclaration: `function (text) { return ${WORLD_GLOBAL}.${method}(text) }`,
        arguments: text === undefined ? [] : [{ value: text }],
        awaitPromise: method === 'receiveFile',
        silent: true,
      });
    } catch {
      // The document went, and what was meant for it with it.
    }
  }

  async #postFile(context: number, text: string): Promise<void> {
    const { cdp, folder } = this.#options;
    this.#lastFile += 1;
    const file = join(folder, `${this.#binding}-${this.#lastFile}`);
    try {
      const isWritten = await mkdir(folder, { recursive: true, mode: 0o700 })
        .then(() => writeFile(file, text, { mode: 0o600 }))
        .then(
          () => true,
          () => false,
        );
      // On a full disk the slow way is the only one.
      if (!isWritten) return await this.#call(context, 'receive', text);
      this.#fileInput ??= cdp
        .send('Runtime.evaluate', { contextId: context, expression: `${WORLD_GLOBAL}.fileInput` })
        .then(({ result }) => result.objectId ?? '');
      await cdp.send('DOM.setFileInputFiles', { objectId: await this.#fileInput, files: [file] });
      await this.#call(context, 'receiveFile');
    } finally {
      await rm(file, { force: true });
    }
  }
}
