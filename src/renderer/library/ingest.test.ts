import { describe, expect, test } from 'vitest';
import { type IngestState, isRevision, planIngest } from './ingest';
import { inventedDigest, readChange, removedChange, unreadableChange } from './invented-digests';

const state = (parts: Partial<IngestState> = {}): IngestState => ({
  files: new Map(),
  outlineOf: () => null,
  outdated: new Set(),
  nextSequence: 1,
  ...parts,
});

const kettles = inventedDigest({ heading: 'Apr 21', entries: [{ title: 'Kettles' }, { title: 'Gravel' }] });
const moreKettles = inventedDigest({
  heading: 'Apr 21',
  entries: [{ title: 'Kettles' }, { title: 'Gravel' }, { title: 'Rain' }],
});

describe('a revision', () => {
  const outline = (...titleKeys: string[]) => ({ heading: 'Apr 21', titleKeys });
  const entries = (...titleKeys: string[]) => titleKeys.map((titleKey) => ({ titleKey }));
  test.each([
    ['more of the same', outline('a', 'b'), 'Apr 21', entries('a', 'b', 'c'), true],
    ['half in common', outline('a', 'b'), 'Apr 21', entries('a', 'c'), true],
    ['less than half in common', outline('a', 'b', 'd'), 'Apr 21', entries('a', 'c', 'e'), false],
    ['another heading', outline('a', 'b'), 'Apr 22', entries('a', 'b'), false],
    ['nothing before', outline(), 'Apr 21', entries('a'), true],
    ['nothing but the heading now', outline('a', 'b'), 'Apr 21', entries(), true],
    ['a title that is there twice', outline('a', 'b', 'c'), 'Apr 21', entries('a', 'a', 'a'), true],
  ])('%s', (_, before, heading, after, expected) => {
    expect(isRevision(before, heading, after)).toBe(expected);
  });

  test('nothing at all now says nothing', () => {
    expect(isRevision({ heading: null, titleKeys: ['a'] }, null, [])).toBe(false);
  });
});

describe('a plan', () => {
  test('stores copies once, and keeps the order of changes', () => {
    const plan = planIngest(state({ nextSequence: 7 }), [
      readChange('a.txt', kettles, 'k'),
      readChange('copy.txt', kettles, 'k'),
      removedChange('a.txt'),
      unreadableChange('b.txt', 'This is a picture.'),
    ]);
    expect([...plan.added.values()].map(({ digest }) => [digest.id, digest.sequence])).toEqual([['k', 7]]);
    expect([...plan.files].map(([file, record]) => [file, record?.digestId])).toEqual([
      ['a.txt', undefined],
      ['copy.txt', 'k'],
      ['b.txt', null],
    ]);
    expect(plan.removed.size).toBe(0);
  });

  test('drops states that came and went within it', () => {
    const plan = planIngest(state(), [readChange('a.txt', kettles, 'k'), readChange('a.txt', moreKettles, 'm')]);
    expect([...plan.added.keys()]).toEqual(['m']);
    expect(plan.removed.size).toBe(0);
  });

  test('keeps a digest that went back to what it was', () => {
    const files = new Map([
      ['a.txt', { file: 'a.txt', size: 1, modifiedAt: 1, digestId: 'k', problems: [], readerVersion: 1 }],
    ]);
    const outlineOf = (id: string) =>
      id === 'k' ? { heading: 'Apr 21', titleKeys: kettles.entries.map((entry) => entry.titleKey) } : null;
    const plan = planIngest(state({ files, outlineOf }), [
      readChange('a.txt', moreKettles, 'm'),
      readChange('a.txt', kettles, 'k'),
    ]);
    expect([...plan.added.keys()]).toEqual(['k']);
    expect([...plan.removed]).toEqual(['k']);
  });

  test('keeps the replaced digest where another file still has it', () => {
    const plan = planIngest(state(), [
      readChange('a.txt', kettles, 'k'),
      readChange('b.txt', kettles, 'k'),
      readChange('a.txt', moreKettles, 'm'),
    ]);
    expect([...plan.added.keys()].sort()).toEqual(['k', 'm']);
  });

  test('stores anew what an earlier version of the reader read', () => {
    const outlineOf = () => ({ heading: 'Apr 21', titleKeys: [] });
    const plan = planIngest(state({ outlineOf, outdated: new Set(['k']) }), [readChange('a.txt', kettles, 'k')]);
    expect([...plan.added.keys()]).toEqual(['k']);
    expect([...plan.removed]).toEqual(['k']);
  });
});
