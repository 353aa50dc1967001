/**
 * One end of the bridge between the preload's world and the page's: two sets of globals over one document, as Electron's
 * context isolation makes them. Both ends run this file.
 *
 * DOM events reach the listeners of both worlds, at once, and Chromium gives each world a structured clone of their
 * `detail`. The name of the events is a secret that neither world's own scripts ever see.
 */

type Path = (string | number)[];

/** A value without its functions and promises, which stay where they are and are named instead. */
interface Parcel {
  value: unknown;
  remote: { path: Path; kind: 'function' | 'promise'; id: number }[];
}

type Outcome = { ok: true; parcel: Parcel } | { ok: false; message: string };

type Message =
  | { type: 'expose'; key: string; parcel: Parcel }
  | { type: 'call'; call: number; id: number; parcel: Parcel }
  | { type: 'result'; call: number; outcome: Outcome }
  | { type: 'settled'; id: number; outcome: Outcome }
  | { type: 'release'; id: number };

export type World = 'preload' | 'page';
type Callable = (...args: unknown[]) => unknown;

export interface WorldBridge {
  /** Puts a frozen copy of `api` on the other world's `window[key]`; its functions run here. */
  expose(key: string, api: unknown): void;
}

export function createWorldBridge(here: World, secret: string): WorldBridge {
  const there: World = here === 'page' ? 'preload' : 'page';
  // Taken now, before the page can replace them.
  const dispatch = window.dispatchEvent.bind(window);
  const { CustomEvent } = window;

  const ownFunctions = new Map<number, Callable>();
  const results = new Map<number, Outcome>();
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const released = new FinalizationRegistry<number>((id) => send({ type: 'release', id }));
  let lastId = 0;

  function send(message: Message): void {
    dispatch(new CustomEvent(`${secret}:${there}`, { detail: message }));
  }

  function settle(promise: Promise<unknown>, id: number): void {
    promise.then(
      (value) => send({ type: 'settled', id, outcome: outcomeOf(() => value) }),
      (error: unknown) => send({ type: 'settled', id, outcome: { ok: false, message: messageOf(error) } }),
    );
  }

  function pack(value: unknown): Parcel {
    const remote: Parcel['remote'] = [];
    const copies = new Map<object, unknown>();
    const copy = (part: unknown, path: Path): unknown => {
      if (typeof part === 'function' || part instanceof Promise) {
        lastId += 1;
        if (part instanceof Promise) settle(part, lastId);
        else ownFunctions.set(lastId, (...args) => Reflect.apply(part, undefined, args));
        remote.push({ path, kind: typeof part === 'function' ? 'function' : 'promise', id: lastId });
        return null;
      }
      if (typeof part !== 'object' || part === null) return part;
      const known = copies.get(part);
      if (known !== undefined) return known;
      if (Array.isArray(part)) {
        const list: unknown[] = [];
        copies.set(part, list);
        part.forEach((item, index) => {
          list[index] = copy(item, [...path, index]);
        });
        return list;
      }
      // Dates, maps, buffers and the like are left to the structured clone; of all else only the own fields cross.
      if (Object.prototype.toString.call(part) !== '[object Object]') return part;
      const fields: Record<string, unknown> = {};
      copies.set(part, fields);
      for (const [key, item] of Object.entries(part)) fields[key] = copy(item, [...path, key]);
      return fields;
    };
    // What an event cannot carry would arrive as nothing: found out here, with Electron's words.
    try {
      return { value: structuredClone(copy(value, [])), remote };
    } catch {
      throw new Error('An object could not be cloned.');
    }
  }

  function unpack({ value, remote }: Parcel): unknown {
    const box = { value };
    for (const { path, kind, id } of remote) {
      const stand =
        kind === 'function' ? callerOf(id) : new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
      let holder: Record<string | number, unknown> = box;
      let key: string | number = 'value';
      for (const step of path) {
        holder = holder[key] as Record<string | number, unknown>;
        key = step;
      }
      holder[key] = stand;
    }
    return box.value;
  }

  function callerOf(id: number): Callable {
    const caller = (...args: unknown[]): unknown => {
      lastId += 1;
      const call = lastId;
      // The other world answers before `send` returns.
      send({ type: 'call', call, id, parcel: pack(args) });
      const outcome = results.get(call);
      results.delete(call);
      if (outcome === undefined) throw new Error('The other side of the context bridge is gone.');
      return open(outcome);
    };
    released.register(caller, id);
    return caller;
  }

  function open(outcome: Outcome): unknown {
    if (outcome.ok) return unpack(outcome.parcel);
    throw new Error(outcome.message);
  }

  function outcomeOf(work: () => unknown): Outcome {
    try {
      return { ok: true, parcel: pack(work()) };
    } catch (error) {
      return { ok: false, message: messageOf(error) };
    }
  }

  function receive(message: Message): void {
    switch (message.type) {
      case 'expose': {
        const value = freeze(unpack(message.parcel));
        Object.defineProperty(window, message.key, { value, enumerable: true });
        return;
      }
      case 'call': {
        const own = ownFunctions.get(message.id);
        const outcome = outcomeOf(() => {
          if (own === undefined) throw new Error('The function is gone.');
          return own(...(unpack(message.parcel) as unknown[]));
        });
        send({ type: 'result', call: message.call, outcome });
        return;
      }
      case 'result':
        results.set(message.call, message.outcome);
        return;
      case 'settled': {
        const waiting = pending.get(message.id);
        pending.delete(message.id);
        try {
          waiting?.resolve(open(message.outcome));
        } catch (error) {
          waiting?.reject(error instanceof Error ? error : new Error(messageOf(error)));
        }
        return;
      }
      case 'release':
        ownFunctions.delete(message.id);
    }
  }

  window.addEventListener(`${secret}:${here}`, (event) => {
    if (event instanceof CustomEvent) receive(event.detail as Message);
  });

  return {
    expose(key, api) {
      send({ type: 'expose', key, parcel: pack(api) });
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function freeze<T>(value: T): T {
  if ((typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) || typeof value === 'function') {
    if (!Object.isFrozen(value)) {
      Object.freeze(value);
      for (const part of Object.values(value)) freeze(part);
    }
  }
  return value;
}
