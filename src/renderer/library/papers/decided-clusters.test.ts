import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest } from '../../../preload/api';
import type { DecisionRecord, Identity } from '../database';
import { inventedDigest, inventedEntry, readChange } from '../digests/invented-digests';
import { packDigest } from '../digests/packed-digests';
import { planIngest } from '../ingest';
import { NO_MARKS } from '../marks/marks-for-tests';
import { Papers } from './papers';

const LONG = 'We teach a kettle to sing in four voices and measure how long the neighbours listen to it every morning.';
const EDITED = `${LONG.replace('four', '4')} Code is available.`;
const BETWEEN = `${LONG} ${'Gravel is sorted by colour with nothing but patience, a sieve and two buckets.'}`;
const OTHER =
  'Gravel is sorted by colour with nothing but patience, a sieve, two buckets and the light of late October.';

const SOME: { title: string; abstract: string | null; publishedOn: string | null }[] = [];
for (const title of ['Kettles', 'Gravel', 'Kettles Revisited']) {
  for (const abstract of [LONG, EDITED, BETWEEN, OTHER, 'To appear.', null]) {
    SOME.push({ title, abstract, publishedOn: abstract === null ? null : '2026-01-02' });
  }
}

function identityOf(entry: { title: string; abstract: string | null }): Identity {
  const { id, titleKey, abstractKey, sketch } = inventedEntry(entry);
  const isTelling = (entry.abstract ?? '').length >= 80;
  return {
    id,
    titleKey,
    abstractKey,
    sketch: Uint32Array.from({ length: 16 }, (_, at) => (isTelling ? (sketch[at] ?? 0) : 0)),
  };
}

const IDENTITIES = SOME.map(identityOf);

/** Numbers of `SOME`. */
type Sides = number[][];

function decisionOf({ kind, sides }: { kind: DecisionRecord['kind']; sides: Sides }, at: number): DecisionRecord {
  const groups = sides.map((side) => side.flatMap((number) => IDENTITIES[number] ?? []));
  return { id: `decision ${at}`, kind, decidedAt: at, groups, titles: [] };
}

type Step = { kind: 'digest'; digest: Digest; name: string } | { kind: 'decision'; decision: DecisionRecord };

function papersAfter(steps: readonly Step[], isAtOnce: boolean): Papers {
  const papers = new Papers(NO_MARKS);
  const state = {
    ...{ files: new Map(), unfinished: new Map(), readerVersionOf: () => null, outlineOf: () => null },
    ...{ nextSequence: 1, arrival: 1 },
  };
  for (const step of steps) {
    if (step.kind === 'decision') {
      papers.decisions.add(step.decision);
      for (const identity of step.decision.groups.flat()) papers.addKnownEntry(identity);
    } else {
      const plan = planIngest(state, [readChange(`${step.name}.txt`, step.digest, step.name)]);
      for (const { digest } of plan.added.values()) papers.addDigest(packDigest(digest), 1, null);
    }
    if (!isAtOnce) papers.commit();
  }
  if (isAtOnce) papers.commit();
  return papers;
}

/** Which entries are together, whether or not a digest has them: by id, sorted. */
function partition(papers: Papers): string[] {
  const groups = new Set<string>();
  for (let entry = 0; entry < papers.entries.length; entry++) {
    const isThere = papers.entries.isSighted(entry) || papers.decisions.concern(papers.entries.idOf(entry));
    if (isThere) groups.add(idsWith(papers, entry).join(' + '));
  }
  return [...groups].sort();
}

function idsWith(papers: Papers, entry: number): string[] {
  return papers
    .entriesOf(entry)
    .map((member) => papers.entries.idOf(member))
    .sort();
}

const numbers = fc.nat(SOME.length - 1);
const digests = fc.array(fc.array(numbers, { minLength: 1, maxLength: 4 }), { maxLength: 5 }).map((all) =>
  all.map((chosen, at): Step => {
    const entries = chosen.flatMap((number) => SOME[number] ?? []);
    return { kind: 'digest', name: `digest ${at}`, digest: inventedDigest({ date: `2026-04-0${at + 1}`, entries }) };
  }),
);
const choices = fc.array(
  fc.uniqueArray(numbers, { minLength: 2, maxLength: 5 }).chain((chosen) =>
    fc.record({
      kind: fc.constantFrom('same' as const, 'different' as const),
      sides: fc
        .integer({ min: 1, max: chosen.length - 1 })
        .map((first) => [chosen.slice(0, first), chosen.slice(first)]),
    }),
  ),
  { maxLength: 5 },
);

describe('what the reader decides', () => {
  const steps = fc
    .record({ digests, choices })
    .map((all): Step[] => [
      ...all.digests,
      ...all.choices.map((choice, at): Step => ({ kind: 'decision', decision: decisionOf(choice, at) })),
    ]);
  const shuffled = steps.chain((all) =>
    fc.record({ all: fc.constant(all), order: fc.shuffledSubarray(all, { minLength: all.length }) }),
  );

  test('comes to the same in any order, at once and bit by bit', () => {
    fc.assert(
      fc.property(shuffled, ({ all, order }) => {
        expect(partition(papersAfter(order, false))).toEqual(partition(papersAfter(all, true)));
      }),
      { numRuns: 150 },
    );
  });

  test('comes to what it would without digests and decisions that were taken back', () => {
    fc.assert(
      fc.property(shuffled, ({ all, order }) => {
        const kept = all.filter((_, at) => at % 2 === 0);
        const papers = papersAfter(order, false);
        for (const step of all.filter((_, at) => at % 2 === 1)) {
          if (step.kind === 'digest') papers.removeDigest(step.name);
          else {
            papers.decisions.delete(step.decision.id);
            papers.regroup();
          }
        }
        papers.commit();
        expect(partition(papers)).toEqual(partition(papersAfter(kept, true)));
      }),
      { numRuns: 200 },
    );
  });

  test('holds, unless what was decided later says otherwise', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const papers = papersAfter(all, true);
        const made = all.flatMap((step) => (step.kind === 'decision' ? [step.decision] : []));
        const rootOf = (id: string) => idsWith(papers, papers.entries.numberOf(id) ?? -1).join();
        const areTogether = (a: string, b: string) => rootOf(a) === rootOf(b);
        const idsOf = (side: Identity[] | undefined) => (side ?? []).map(({ id }) => id);
        const pairs = (a: string[], b: string[]) => a.flatMap((one) => b.map((other) => [one, other] as const));
        made.forEach(({ kind, groups }, at) => {
          const later = made.slice(at + 1);
          const [first = [], second = []] = [idsOf(groups[0]), idsOf(groups[1])];
          const mustJoin = kind === 'same' ? pairs(groups.flatMap(idsOf), groups.flatMap(idsOf)) : [];
          for (const [a, b] of mustJoin.filter((pair) => !areTogether(...pair))) {
            // Something that is with the one was decided, later, to be apart from something that is with the other.
            const isParted = later.some((decision) => {
              const [told, rest] = [idsOf(decision.groups[0]), idsOf(decision.groups[1])];
              return (
                decision.kind === 'different' &&
                pairs([...told, ...rest], [...told, ...rest]).some(
                  ([x, y]) => told.includes(x) !== told.includes(y) && areTogether(x, a) && areTogether(y, b),
                )
              );
            });
            expect(isParted).toBe(true);
          }
          const mustPart = kind === 'different' ? pairs(first, second) : [];
          for (const [a, b] of mustPart.filter((pair) => areTogether(...pair))) {
            // A chain of later decisions leads from the one to the other.
            const reached = new Set([a]);
            for (let size = 0; size !== reached.size; ) {
              size = reached.size;
              for (const decision of later) {
                const links = decision.kind === 'same' ? [decision.groups.flat()] : decision.groups;
                for (const ids of links.map(idsOf)) {
                  if (ids.some((id) => reached.has(id))) for (const id of ids) reached.add(id);
                }
              }
            }
            expect(reached.has(b)).toBe(true);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  test('changes nothing where it says what the rules say', () => {
    fc.assert(
      fc.property(digests, fc.array(fc.tuple(numbers, numbers), { maxLength: 6 }), (all, pairs) => {
        const rules = papersAfter(all, true);
        const said = pairs.flatMap(([a, b], at): Step[] => {
          const [one, other] = [IDENTITIES[a], IDENTITIES[b]].map((identity) => {
            const entry = rules.entries.numberOf(identity?.id ?? '');
            return entry !== undefined && rules.entries.hasSketch(entry) ? entry : -1;
          }) as [number, number];
          if (one < 0 || other < 0 || one === other) return [];
          const kind = rules.paperOf(one) === rules.paperOf(other) ? 'same' : 'different';
          return [{ kind: 'decision', decision: decisionOf({ kind, sides: [[a], [b]] }, at) }];
        });
        expect(partition(papersAfter([...all, ...said], true))).toEqual(partition(rules));
      }),
      { numRuns: 200 },
    );
  });

  test('keeps apart what a new entry would join: it goes with what it is most like', () => {
    const number = (title: string, abstract: string) =>
      SOME.findIndex((entry) => entry.title === title && entry.abstract === abstract);
    const [long, edited, between] = [LONG, EDITED, BETWEEN].map((abstract) => number('Kettles', abstract));
    const step = (name: string, ...chosen: (number | undefined)[]): Step => {
      const entries = chosen.flatMap((at) => SOME[at ?? -1] ?? []);
      return { kind: 'digest', name, digest: inventedDigest({ date: '2026-04-01', entries }) };
    };
    const decision = decisionOf({ kind: 'different', sides: [[long ?? 0], [edited ?? 0]] }, 1);
    const papers = papersAfter([step('a', long, edited), { kind: 'decision', decision }, step('b', between)], false);
    const entry = (at: number | undefined) => papers.find(IDENTITIES[at ?? -1]?.id ?? '');
    expect(papers.list()).toHaveLength(2);
    expect(entry(long)).not.toBe(entry(edited));
    const similarity = (at: number | undefined) =>
      papers.entries.similarity(
        papers.entries.numberOf(IDENTITIES[between ?? 0]?.id ?? '') ?? 0,
        papers.entries.numberOf(IDENTITIES[at ?? 0]?.id ?? '') ?? 0,
      );
    expect(similarity(long)).toBeGreaterThan(similarity(edited));
    expect(similarity(edited)).toBeGreaterThanOrEqual(3);
    expect(entry(between)).toBe(entry(long));
  });
});
