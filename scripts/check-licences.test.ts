import { describe, expect, test } from 'vitest';
import { isAllowed, problemsOf } from './check-licences.mjs';

const entry = { version: '1.0.0', license: 'MIT', integrity: 'sha512-x' };
const none = () => null;

describe('the packages', () => {
  test('are fine where each is pinned, hashed and permissive', () => {
    const lock = {
      packages: { '': {}, 'node_modules/a': entry, 'node_modules/b': { ...entry, license: 'MPL-2.0', dev: true } },
    };
    expect(problemsOf(lock, { dependencies: { a: '1.0.0' }, devDependencies: { b: '2.0.0-rc.1' } }, none)).toEqual([]);
  });

  test.each([
    [{ ...entry, license: 'GPL-3.0-only' }, 'node_modules/a is under GPL-3.0-only'],
    [{ ...entry, license: 'MPL-2.0' }, 'node_modules/a is under MPL-2.0'],
    [{ ...entry, license: 'AGPL-3.0', dev: true }, 'node_modules/a is under AGPL-3.0'],
    [{ version: '1.0.0', integrity: 'sha512-x' }, 'node_modules/a says nothing of its licence'],
    [{ version: '1.0.0', license: 'MIT' }, 'node_modules/a has no hash'],
    [
      { ...entry, resolved: 'https://example.org/a.tgz' },
      'node_modules/a names where it was fetched from: https://example.org/a.tgz',
    ],
  ])('%# that are not are told', (bad, problem) => {
    expect(problemsOf({ packages: { 'node_modules/a': bad } }, {}, none)).toEqual([problem]);
  });

  test('that are open to later versions are told', () => {
    expect(problemsOf({}, { dependencies: { a: '^1.0.0' }, devDependencies: { b: 'latest' } }, none)).toEqual([
      'a is not pinned: ^1.0.0',
      'b is not pinned: latest',
    ]);
  });

  test('are believed as they are installed, not as the lock file has them', () => {
    expect(problemsOf({ packages: { 'node_modules/a': entry } }, {}, () => 'SSPL-1.0')).toEqual([
      'node_modules/a is under SSPL-1.0',
    ]);
  });
});

test('of several licences one must do, or all', () => {
  const allowed = new Set(['MIT', 'ISC']);
  expect(
    ['MIT', '(MIT OR GPL-3.0)', 'MIT AND ISC', '(GPL-2.0 OR (MIT AND ISC))'].map((one) => isAllowed(one, allowed)),
  ).toEqual([...[true, true, true, true]]);
  expect(['GPL-3.0', 'MIT AND GPL-3.0', '', 'SEE LICENSE IN x'].map((one) => isAllowed(one, allowed))).toEqual([
    ...[false, false, false, false],
  ]);
});
