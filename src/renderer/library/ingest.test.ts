import { describe, expect, test } from 'vitest';
import type { Digest } from '../../preload/api';
import type { FileRecord } from './database';
import { inventedDigest, readChange, removedChange, unreadableChange } from './digests/invented-digests';
import { type DigestOutline, isRevision } from './digests/revisions';
import { type IngestState, planIngest } from './ingest';

const state = (parts: Partial<IngestState> = {}): IngestState => ({
  files: new Map(),
  unfinished: new Map(),
  readerVersionOf: (id) => parts.outlineOf?.(id)?.readerVersion ?? null,
  outlineOf: () => null,
  nextSequence: 1,
  arrival: 1,
  ...parts,
});

/** As if the library had this digest. */
function stored(id: string, digest: Digest, parts: Partial<DigestOutline> = {}): (id: string) => DigestOutline | null {
  const outline = {
    ...{ id, heading: digest.heading, readerVersion: 2, sequence: 1, arrivals: new Int32Array(digest.entries.length) },
    ids: digest.entries.map((entry) => entry.id),
    titleKeys: digest.entries.map((entry) => entry.titleKey),
    abstractKeys: digest.entries.map((entry) => entry.abstractKey),
    ...parts,
  };
  return (other) => (other === id ? outline : null);
}

function file(name: string, ...digestIds: string[]): FileRecord {
  return {
    file: `/seeds/${name}`,
    name,
    size: 1,
    modifiedAt: 1,
    digestIds,
    problems: [],
    readerVersion: 2,
    isGone: false,
  };
}

const kettles = inventedDigest({ heading: 'Apr 21', entries: [{ title: 'Kettles' }, { title: 'Gravel' }] });
const moreKettles = inventedDigest({
  heading: 'Apr 21',
  entries: [{ title: 'Kettles' }, { title: 'Gravel' }, { title: 'Rain' }],
});

describe('a revision', () => {
  const outline = (...titleKeys: string[]) => ({ heading: 'Apr 21', titleKeys });
  const entries = (...titleKeys: string[]) => titleKeys;
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
    expect([...plan.files].map(([path, record]) => [path, record?.name, record?.digestIds])).toEqual([
      ['/seeds/a.txt', 'a.txt', ['k']],
      ['/seeds/copy.txt', 'copy.txt', ['k']],
      ['/seeds/b.txt', 'b.txt', []],
    ]);
    expect(plan.removed.size).toBe(0);
  });

  test('drops states that came and went within it', () => {
    const plan = planIngest(state(), [readChange('a.txt', kettles, 'k'), readChange('a.txt', moreKettles, 'm')]);
    expect([...plan.added.keys()]).toEqual(['m']);
    expect(plan.removed.size).toBe(0);
  });

  test('keeps a digest that went back to what it was', () => {
    const files = new Map([['/seeds/a.txt', file('a.txt', 'k')]]);
    const outlineOf = stored('k', kettles);
    const plan = planIngest(state({ files, outlineOf }), [
      readChange('a.txt', moreKettles, 'm'),
      readChange('a.txt', kettles, 'k'),
    ]);
    expect([...plan.added.keys()]).toEqual(['k']);
    expect([...plan.removed.keys()]).toEqual(['k']);
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
    const outlineOf = stored('k', kettles, { readerVersion: 1, sequence: 5 });
    const plan = planIngest(state({ outlineOf }), [readChange('a.txt', kettles, 'k')]);
    expect(plan.added.get('k')).toMatchObject({ isReread: true, digest: { sequence: 5, readerVersion: 2 } });
    expect([...plan.added.keys()]).toEqual(['k']);
    expect([...plan.removed.keys()]).toEqual(['k']);
  });
});
