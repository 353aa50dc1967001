import { expect, test } from 'vitest';
import type { JsonOf, KnownFile } from '../preload/api';
import { parseKnownFiles } from './known-files';

const jsonOf = (value: unknown) => JSON.stringify(value) as JsonOf<KnownFile[]>;
const FILE = { file: '/d/a.txt', size: -1, modifiedAt: 1.5, readerVersion: 2 };

test('known files are taken as the contract has them', () => {
  expect(parseKnownFiles(jsonOf([]))).toEqual([]);
  expect(parseKnownFiles(jsonOf([FILE, { ...FILE, surplus: 1 }]))).toEqual([FILE, FILE]);
});

test.each([
  ['no JSON', '[' as JsonOf<KnownFile[]>],
  ['no list', jsonOf(FILE)],
  ['a size in words', jsonOf([{ ...FILE, size: '1' }])],
  ['a file that nobody read', jsonOf([{ ...FILE, readerVersion: undefined }])],
  ['a version below 0', jsonOf([{ ...FILE, readerVersion: -1 }])],
  ['a path without an end', jsonOf([{ ...FILE, file: 'x'.repeat(10_001) }])],
])('not: %s', (_, json) => {
  expect(() => parseKnownFiles(json)).toThrow('The list of known files is damaged.');
});
