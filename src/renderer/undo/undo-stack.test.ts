import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_STEPS, NO_STEPS, type UndoStack, withRedone, withStep, withUndone } from './undo-stack';

type Work = 'do' | 'undo' | 'redo';

function after(works: readonly Work[]): UndoStack<number> {
  let count = 0;
  return works.reduce<UndoStack<number>>((stack, work) => {
    if (work === 'do') return withStep(stack, ++count);
    const step = (work === 'undo' ? stack.done : stack.undone).at(-1);
    if (step === undefined) return stack;
    return work === 'undo' ? withUndone(stack, step) : withRedone(stack, step);
  }, NO_STEPS);
}

const works = fc.array(fc.constantFrom<Work>('do', 'do', 'undo', 'redo'), { maxLength: 400 });

test('what was done stands in its order, what was taken back behind it, and never more than a hundred', () => {
  fc.assert(
    fc.property(works, (list) => {
      const { done, undone } = after(list);
      const steps = [...done, ...undone.toReversed()];
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      expect(new Set(steps).size).toBe(steps.length);
      expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
    }),
  );
});

test('as many redos as undos lead back to where it was', () => {
  fc.assert(
    fc.property(works, fc.nat(20), (list, times) => {
      const before = after([...list, 'do']);
      const back = Math.min(times, before.done.length);
      const there = (work: Work) => Array.from({ length: back }, () => work);
      expect(after([...list, 'do', ...there('undo'), ...there('redo')])).toEqual(before);
    }),
  );
});

test('something new ends what could be done again, and a step that is forgotten changes nothing', () => {
  expect(after(['do', 'do', 'undo', 'do'])).toEqual({ done: [1, 3], undone: [] });
  const stack = after(['do']);
  expect(withUndone(stack, 7)).toBe(stack);
  expect(withRedone(stack, 7)).toBe(stack);
});
