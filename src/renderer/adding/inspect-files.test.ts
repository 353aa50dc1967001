import { describe, expect, test } from 'vitest';
import type { EntryIdentity, Inspection, JsonOf } from '../../preload/api';
import { fromText, type Incoming } from './incoming';
import { inspectFiles } from './inspect-files';
import {
  canBeTicked,
  countTickedDigests,
  describeLeftOut,
  type Finding,
  haveCommonPapers,
  tickedIdentities,
  withFinding,
} from './review';

function readable(sha256: string, more: Partial<Extract<Inspection, { kind: 'readable' }>> = {}): Inspection {
  return {
    kind: 'readable',
    sha256,
    format: 'Daily Papers, as text',
    digests: [{ heading: 'Apr 21', date: '2025-04-21', yearInferred: false }],
    entries: 1,
    identities: `[{"id":"${sha256}"}]` as JsonOf<EntryIdentity[]>,
    problems: [],
    twin: null,
    ...more,
  };
}

const files = (...names: string[]): Incoming[] => names.map((name) => fromText(name, name));

async function inspectAll(inspections: Record<string, Inspection | Error>, stop = new AbortController()) {
  const findings: Finding[] = [];
  const looked: string[] = [];
  await inspectFiles(files(...Object.keys(inspections)), {
    inspect: async ({ name }) => {
      looked.push(name);
      const inspection = inspections[name];
      if (inspection === undefined || inspection instanceof Error) throw inspection;
      return inspection;
    },
    countKnown: async (identities) => ({ newPapers: identities.length, knownPapers: 0 }),
    onFinding: (index, finding) => {
      findings[index] = finding;
      if (finding.kind === 'refused' && finding.reason === 'stop') stop.abort();
    },
    signal: stop.signal,
  });
  return { findings, looked };
}

describe('inspectFiles', () => {
  test('finds what each file would bring', async () => {
    const { findings } = await inspectAll({
      'new.txt': readable('1'),
      'there.txt': readable('2', { twin: 'old.txt' }),
      'copy.txt': readable('1'),
      'bad.txt': { kind: 'refused', reason: 'This file is empty.' },
      'gone.txt': new Error('It is not there.'),
    });
    expect(findings).toMatchObject([
      { kind: 'readable', entries: 1, newPapers: '[{"id":"1"}]'.length },
      { kind: 'twin', of: 'old.txt', isInFolder: true },
      { kind: 'twin', of: 'new.txt', isInFolder: false },
      { kind: 'refused', reason: 'This file is empty.' },
      { kind: 'refused', reason: 'It is not there.' },
    ]);
  });

  test('looks at nothing more once it is cancelled', async () => {
    const { looked } = await inspectAll({
      'a.txt': readable('1'),
      'b.txt': { kind: 'refused', reason: 'stop' },
      'c.txt': readable('3'),
    });
    expect(looked).toEqual(['a.txt', 'b.txt']);
  });
});

describe('a review', () => {
  const reviewed = async (inspections: Record<string, Inspection>) =>
    (await inspectAll(inspections)).findings.map((finding, index) =>
      withFinding({ name: `${index}.txt`, finding: null, isTicked: false }, finding),
    );

  test('ticks what can be added, and nothing else can be ticked', async () => {
    const all = await reviewed({
      a: readable('1'),
      b: readable('2', { twin: 'old.txt' }),
      c: { kind: 'refused', reason: 'This file is empty.' },
    });
    expect(all.map(({ isTicked }) => isTicked)).toEqual([true, false, false]);
    expect(all.map(canBeTicked)).toEqual([true, false, false]);
    expect(canBeTicked({ name: 'd', finding: null, isTicked: false })).toBe(false);
    expect(describeLeftOut(all)).toBe('1 already there, 1 refused.');
  });

  test('counts the digests and joins the entries of what is ticked', async () => {
    const digest = { heading: null, date: null, yearInferred: false };
    const empty = readable('3', { identities: '[]' as JsonOf<EntryIdentity[]> });
    const all = await reviewed({ a: readable('1', { digests: [digest, digest] }), b: readable('2'), c: empty });
    expect([countTickedDigests(all), tickedIdentities(all)]).toEqual([4, '[{"id":"1"},{"id":"2"}]']);
    const some = all.map((file, index) => ({ ...file, isTicked: index > 0 }));
    expect([countTickedDigests(some), tickedIdentities(some)]).toEqual([2, '[{"id":"2"}]']);
    expect(tickedIdentities([])).toBe('[]');
    const each = some.map(({ finding }) => (finding?.kind === 'readable' ? finding.newPapers : 0));
    const ticked = (each[1] ?? 0) + (each[2] ?? 0);
    expect(haveCommonPapers(some, { newPapers: ticked - 1, knownPapers: 0 })).toBe(true);
    expect(haveCommonPapers(some, { newPapers: ticked - 1, knownPapers: 1 })).toBe(false);
  });
});
