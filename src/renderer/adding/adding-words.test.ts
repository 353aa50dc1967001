import { expect, test } from 'vitest';
import type { AddOutcome } from '../../preload/api';
import { describeOutcome, describePassedOver, describeTakenBack, needsReading, summarize } from './adding-words';

const added = (name: string, file = name, digests = 1): AddOutcome => ({
  kind: 'added',
  name,
  file,
  digests,
  entries: 12,
});

test('what became of an import is one sentence', () => {
  const there: AddOutcome = { kind: 'already-there', name: 'b.txt', file: 'b.txt' };
  const refused: AddOutcome = { kind: 'refused', name: 'c.txt', reason: 'This file is empty.' };
  expect(summarize([added('a.txt', 'a.txt', 2), there, refused])).toBe('2 digests added, 1 already there, 1 refused.');
  expect(summarize([])).toBe('Nothing was added.');
});

test('only what went otherwise than wanted has to be read', () => {
  expect(needsReading(added('a.txt'))).toBe(false);
  expect(needsReading(added('Captures/2025/a.txt', 'a.txt'))).toBe(false);
  expect(needsReading(added('a.txt', 'a (2).txt'))).toBe(true);
  expect(describeOutcome(added('Captures/a.txt', 'a.txt'))).toBe('Added, with 12 entries.');
  expect(describeOutcome(added('a.txt', 'a (2).txt'))).toBe('Added as a (2).txt, with 12 entries.');
});

test('files that were passed over are counted, and the first of them named', () => {
  expect(describePassedOver([])).toBe('');
  expect(describePassedOver(['a.png'])).toBe('1 other file passed over: a.png.');
  expect(describePassedOver(['a', 'b', 'c', 'd'])).toBe('4 other files passed over: a, b, c and 1 more.');
});

test('what was taken back is told, and what was kept with its reason', () => {
  expect(describeTakenBack({ digestIds: [], files: 1, kept: [] })).toBe('1 digest file is in the trash.');
  const kept = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, reason: 'It was changed since.' }));
  expect(describeTakenBack({ digestIds: [], files: 0, kept: kept.slice(0, 1) })).toBe(
    'No file was taken back. Kept: a (It was changed since).',
  );
  expect(describeTakenBack({ digestIds: [], files: 12, kept })).toBe(
    '12 digest files are in the trash. Kept: a (It was changed since), b (It was changed since), c (It was changed since) and 2 more.',
  );
});
