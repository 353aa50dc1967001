import { expect, test } from 'vitest';
import { errorReport } from './error-report';

test('an error is told by its name and place, without its words', () => {
  const error = new TypeError('No paper “A secret title”\n    at my note:1:1');
  const { name, frames } = errorReport(error);
  expect(name).toBe('TypeError');
  expect(frames[0]).toMatch(/^at .*error-report\.test\.ts/);
  expect(JSON.stringify(frames)).not.toMatch(/secret|my note/);
});

test('whatever else was thrown is told by its kind', () => {
  expect(errorReport('a note')).toEqual({ name: 'string', frames: [] });
  expect(errorReport(undefined)).toEqual({ name: 'undefined', frames: [] });
  const odd = Object.assign(new Error('x'), { name: 'a note of mine', stack: 'a note of mine: x' });
  expect(errorReport(odd)).toEqual({ name: 'Error', frames: [] });
});
