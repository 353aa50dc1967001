/** What was done and can be taken back, and the taking back itself: one step after the other, in the order in which it was asked for. */
import { NO_STEPS, type UndoStack, withRedone, withStep, withUndone } from './undo-stack';

/** Something that was done, the way back, and the way there again. */
export interface UndoStep {
  /** What was done, as an order: `Skip 43 papers`, `Add 12 digests`. */
  label: string;
  /** Resolves to what to say once it is done. */
  undo(): Promise<string>;
  redo(): Promise<string>;
}

export interface UndoState {
  stack: UndoStack<UndoStep>;
  /** Whether the way back from the latest step is to be shown, for it was neither gone nor dismissed. */
  isOffered: boolean;
}

export interface UndoListeners {
  /** Resolves once what was done before is offered: it may be on its way. */
  whenOffered(): Promise<void>;
  onDone(words: string): void;
  onError(error: unknown): void;
}

export class UndoHistory {
  readonly #listeners: UndoListeners;
  readonly #watchers = new Set<() => void>();
  #state: UndoState = { stack: NO_STEPS, isOffered: false };
  #turn: Promise<void> = Promise.resolve();

  constructor(listeners: UndoListeners) {
    this.#listeners = listeners;
  }

  readonly read = (): UndoState => this.#state;

  /** Calls back whenever `read` gives another state; returns what ends that. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Remembers what was just done, and offers the way back. */
  readonly offer = (step: UndoStep): void => this.#set({ stack: withStep(this.#state.stack, step), isOffered: true });

  /** Takes back what was done last; asked for again meanwhile, what was done before that as well. */
  readonly undo = (): Promise<void> => this.#go('undo');

  readonly redo = (): Promise<void> => this.#go('redo');

  /** Offers the way back no longer; it still can be gone. */
  readonly dismiss = (): void => this.#set({ ...this.#state, isOffered: false });

  /** Where it fails, the step stays where it is, so that it can be tried again. */
  #go(way: 'undo' | 'redo'): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      try {
        await this.#listeners.whenOffered();
        const { done, undone } = this.#state.stack;
        const step = (way === 'undo' ? done : undone).at(-1);
        if (!step) return;
        const words = await step[way]();
        const stack = (way === 'undo' ? withUndone : withRedone)(this.#state.stack, step);
        this.#set({ stack, isOffered: way === 'redo' });
        this.#listeners.onDone(words);
      } catch (error) {
        this.#listeners.onError(error);
      }
    });
    return this.#turn;
  }

  #set(state: UndoState): void {
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }
}
