import { beforeEach, expect, test } from 'vitest';
import { UndoHistory, type UndoStep } from './undo-history';

let said: string[];
let history: UndoHistory;
let whenOffered: () => Promise<void>;

beforeEach(() => {
  said = [];
  whenOffered = async () => {};
  history = new UndoHistory({
    whenOffered: () => whenOffered(),
    onDone: (words) => said.push(words),
    onError: (error) => said.push(`failed: ${error instanceof Error ? error.message : error}`),
  });
});

const step = (label: string): UndoStep => ({
  label,
  undo: async () => `undone ${label}`,
  redo: async () => `redone ${label}`,
});
const labels = () => {
  const { done, undone } = history.read().stack;
  return [done.map(({ label }) => label), undone.map(({ label }) => label)];
};

test('steps are taken back and done again one after the other, however fast it is asked for', async () => {
  for (const label of ['a', 'b', 'c']) history.offer(step(label));
  await Promise.all([history.undo(), history.undo(), history.redo()]);
  expect(said).toEqual(['undone c', 'undone b', 'redone b']);
  expect(labels()).toEqual([['a', 'b'], ['c']]);
  await Promise.all([history.undo(), history.undo(), history.undo()]);
  expect(labels()).toEqual([[], ['c', 'b', 'a']]);
});

test('a step that cannot be taken back stays, says why, and can be tried again', async () => {
  let isFull = true;
  const undo = async () => {
    if (isFull) throw new Error('The disk is full.');
    return 'undone a';
  };
  history.offer({ ...step('a'), undo });
  await history.undo();
  expect(said).toEqual(['failed: The disk is full.']);
  expect(labels()).toEqual([['a'], []]);
  isFull = false;
  await history.undo();
  expect(said.at(-1)).toBe('undone a');
  expect(labels()).toEqual([[], ['a']]);
});

test('what is done while a step is taken back is not lost', async () => {
  let finish = () => {};
  const undo = () => new Promise<string>((resolve) => (finish = () => resolve('undone a')));
  history.offer({ ...step('a'), undo });
  const undone = history.undo();
  await new Promise((resolve) => setTimeout(resolve));
  history.offer(step('b'));
  finish();
  await undone;
  expect(labels()).toEqual([['b'], ['a']]);
});

test('the way back is offered until it is gone or dismissed, and after that it still can be gone', async () => {
  let changes = 0;
  const stop = history.subscribe(() => changes++);
  history.offer(step('a'));
  expect(history.read().isOffered).toBe(true);
  history.dismiss();
  expect(history.read().isOffered).toBe(false);
  await history.undo();
  expect(said).toEqual(['undone a']);
  await history.redo();
  expect(history.read().isOffered).toBe(true);
  stop();
  history.dismiss();
  expect(changes).toBe(4);
});

test('what was done last is taken back also where it is not offered yet', async () => {
  history.offer(step('a'));
  whenOffered = async () => history.offer(step('b'));
  await history.undo();
  expect(said).toEqual(['undone b']);
  expect(labels()).toEqual([['a'], ['b']]);
});
