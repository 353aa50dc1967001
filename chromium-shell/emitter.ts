/** An EventEmitter that refuses listeners for events which the shell never emits. */
import { EventEmitter } from 'node:events';
import { NotProvidedError } from './refusal';

/** Any function. `never` because an Electron listener takes what its event brings, which its own types say. */
export type Listener = (...args: never[]) => void;

export class Emitter extends EventEmitter {
  // TypeScript's `private`: a proxy stands before most objects of the shell, and reaches no `#` field.
  private readonly owner: string;
  private readonly provided: ReadonlySet<string>;

  constructor(owner: string, provided: readonly string[]) {
    super();
    this.owner = owner;
    this.provided = new Set(provided);
  }

  override on(event: string | symbol, listener: Listener): this {
    this.refuseUnknown(event);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  override once(event: string | symbol, listener: Listener): this {
    this.refuseUnknown(event);
    return super.once(event, listener as (...args: unknown[]) => void);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  private refuseUnknown(event: string | symbol): void {
    if (typeof event === 'string' && !this.provided.has(event)) {
      throw new NotProvidedError(`the event '${event}' of ${this.owner}`);
    }
  }
}

/** An event whose listeners can prevent what it announces, with the fields that Electron gives it. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function createEvent<T extends object>(fields: T): PreventableEvent & T {
  let isPrevented = false;
  const event = {
    get defaultPrevented() {
      return isPrevented;
    },
    preventDefault() {
      isPrevented = true;
    },
  };
  return Object.assign(event, fields);
}
