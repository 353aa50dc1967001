import { expect, test } from 'vitest';
import type { Expression } from './language/expression';
import { PaperSet } from './paper-set';
import { QueryCounts } from './query-counts';

/** Papers 0 to 9, of which the even ones are unread, and those above 6 have the word. */
function counted() {
  const evaluated: Expression[] = [];
  const prepared: Expression[] = [];
  const evaluation = {
    version: '1',
    papersOf(expression: Expression) {
      evaluated.push(expression);
      const isMeant = (paper: number) => (expression.kind === 'is' ? paper % 2 === 0 : paper > 6);
      return PaperSet.of(10, Array.from({ length: 10 }, (_, paper) => paper).filter(isMeant));
    },
  };
  const counts = new QueryCounts(evaluation, async (expression) => void prepared.push(expression));
  return { evaluation, evaluated, prepared, counts };
}

test('a query is counted once, and again when something changed', async () => {
  const { evaluation, evaluated, prepared, counts } = counted();
  expect(await counts.of('flow')).toEqual({ papers: 3, unread: 1 });
  expect(prepared).toMatchObject([{ kind: 'text', words: ['flow'] }]);
  const { length } = evaluated;
  expect(await counts.of('flow')).toEqual({ papers: 3, unread: 1 });
  expect(evaluated).toHaveLength(length);
  evaluation.version = '2';
  expect(await counts.of('flow')).toEqual({ papers: 3, unread: 1 });
  expect(evaluated).toHaveLength(2 * length);
});

test('the worker is free for something else between two that take long', async () => {
  const { counts } = counted();
  let isAsked = false;
  setTimeout(() => {
    isAsked = true;
  });
  for (let number = 0; number < 50 && !isAsked; number++) {
    await counts.of(`flow ${number}`);
    const end = performance.now() + 1;
    while (performance.now() < end);
  }
  expect(isAsked).toBe(true);
});
