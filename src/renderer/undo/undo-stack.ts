/** The steps that can be taken back, and those that were and can be done again. Pure: each change gives another stack. */

export interface UndoStack<Step> {
  /** The latest last. */
  done: readonly Step[];
  /** What was taken back, the latest last. */
  undone: readonly Step[];
}

/** So many steps are remembered. */
export const MOST_STEPS = 100;

export const NO_STEPS: UndoStack<never> = { done: [], undone: [] };

/** What was taken back before cannot be done again after it. */
export function withStep<Step>({ done }: UndoStack<Step>, step: Step): UndoStack<Step> {
  return { done: [...done, step].slice(-MOST_STEPS), undone: [] };
}

/** Nothing changes where the step is not there to be taken back: more was done meanwhile, and it was forgotten. */
export function withUndone<Step>(stack: UndoStack<Step>, step: Step): UndoStack<Step> {
  if (!stack.done.includes(step)) return stack;
  return { done: stack.done.filter((other) => other !== step), undone: [...stack.undone, step] };
}

export function withRedone<Step>(stack: UndoStack<Step>, step: Step): UndoStack<Step> {
  if (!stack.undone.includes(step)) return stack;
  return { done: [...stack.done, step], undone: stack.undone.filter((other) => other !== step) };
}
