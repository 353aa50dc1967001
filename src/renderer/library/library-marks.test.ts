/** Marks of one paper and of many, as steps that can be taken back; and tags. */
import Dexie from 'dexie';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inventedDigest, readChange } from './digests/invented-digests';
import type { MarkReport } from './library-api';
import { ALL, LibraryForTests, libraryForEachTest } from './library-for-tests';
import { type MarkChange, STATUSES } from './mark-records';

const its = libraryForEachTest();
const TITLES = ['Kettles', 'Gravel', 'Lamps', 'Snow'];
const april20 = inventedDigest({ date: '2026-04-20', entries: TITLES.map((title) => ({ title })) });
const april21 = inventedDigest({ date: '2026-04-21', entries: [{ title: 'Kettles' }, { title: 'Rain' }] });

beforeEach(() => its.current.take(readChange('a.txt', april20, 'A')));

async function mark(title: string, change: MarkChange): Promise<MarkReport> {
  return its.current.library.mark({ paperIds: [await its.current.idOf(title)] }, change);
}

async function select(...titles: string[]): Promise<void> {
  await its.current.library.list(ALL);
  await its.current.library.select({ kind: 'none' });
  for (const title of titles) {
    await its.current.library.select({ kind: 'toggle', paperId: await its.current.idOf(title) });
  }
}

const statuses = () => Promise.all(TITLES.map(async (title) => (await its.current.paper(title)).status));
const stepOf = ({ step }: MarkReport) => step ?? { id: -1, label: '' };
const undo = (report: MarkReport) => its.current.library.undoMarks(stepOf(report).id);
const redo = (report: MarkReport) => its.current.library.redoMarks(stepOf(report).id);

describe('a step', () => {
  test('is named for what was done, and told before it is stored', async () => {
    const labels: string[] = [];
    for (const change of [
      { status: 'skipped' },
      { status: 'unread' },
      { status: 'reading' },
      { status: 'read' },
      { isStarred: true },
      { isStarred: false },
      { note: 'a note' },
      { note: '' },
      { isStarred: true, status: 'skipped' },
    ] satisfies MarkChange[]) {
      labels.push(stepOf(await mark('Gravel', change)).label);
    }
    expect(labels).toEqual([
      'Skip ‘Gravel’',
      'Mark ‘Gravel’ as unread',
      'Mark ‘Gravel’ as being read',
      'Mark ‘Gravel’ as read',
      'Star ‘Gravel’',
      'Unstar ‘Gravel’',
      'Write a note on ‘Gravel’',
      'Write a note on ‘Gravel’',
      'Change the marks of ‘Gravel’',
    ]);
    its.current.journal.refusal = 'The disk is full.';
    await expect(mark('Snow', { isStarred: true })).rejects.toThrow('not saved yet');
    expect(its.current.events.reports.at(-1)?.step?.label).toBe('Star ‘Snow’');
    expect(its.current.events.reports.at(-1)?.starred).toBe(2);
  });

  test('of many papers is one, and counts those that it changed', async () => {
    await mark('Lamps', { status: 'skipped' });
    await select('Gravel', 'Lamps', 'Snow');
    const skipped = await its.current.library.mark('selection', { status: 'skipped' });
    expect(skipped).toMatchObject({ unread: 1, skipped: 3, step: { label: 'Skip 2 papers' } });
    expect(await its.current.library.selectionMarks()).toEqual({
      ...{ papers: 3, starred: 0, tags: {} },
      statuses: { unread: 0, reading: 0, read: 0, skipped: 3 },
    });
    expect(await undo(skipped)).toMatchObject({ unread: 3, skipped: 1 });
    expect(await statuses()).toEqual(['unread', 'unread', 'skipped', 'unread']);
    expect(await redo(skipped)).toMatchObject({ unread: 1, skipped: 3 });
    expect(await statuses()).toEqual(['unread', 'skipped', 'skipped', 'skipped']);
    await its.current.restart();
    expect(await statuses()).toEqual(['unread', 'skipped', 'skipped', 'skipped']);
  });

  test('that changes nothing is none', async () => {
    await mark('Gravel', { status: 'read' });
    expect(await mark('Gravel', { status: 'read', isStarred: false, note: '' })).toMatchObject({ step: null });
  });

  test('puts back only what is still as it made it', async () => {
    await select('Gravel', 'Lamps');
    const read = await its.current.library.mark('selection', { status: 'read', isStarred: true });
    await mark('Gravel', { status: 'skipped' });
    await mark('Lamps', { isStarred: false });
    await undo(read);
    expect(await its.current.paper('Gravel')).toMatchObject({ status: 'skipped', isStarred: false });
    expect(await its.current.paper('Lamps')).toMatchObject({ status: 'unread', statusAt: null, isStarred: false });
  });

  test('goes back to the times there were', async () => {
    await mark('Gravel', { status: 'read' });
    const { statusAt } = await its.current.paper('Gravel');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const skipped = await mark('Gravel', { status: 'skipped' });
    await undo(skipped);
    expect(await its.current.paper('Gravel')).toMatchObject({ status: 'read', statusAt });
  });

  test('holds for a paper that was joined with another meanwhile', async () => {
    const starred = await mark('Gravel', { isStarred: true });
    const ids = [await its.current.idOf('Gravel'), await its.current.idOf('Snow')];
    const decision = await its.current.library.decideSame(ids);
    await undo(starred);
    await its.current.library.undoDecision(decision);
    expect(await its.current.paper('Gravel')).toMatchObject({ isStarred: false });
    await redo(starred);
    expect(await its.current.paper('Gravel')).toMatchObject({ isStarred: true });
    expect(await its.current.paper('Snow')).toMatchObject({ isStarred: false });
  });

  test('is forgotten after a hundred others', async () => {
    const first = await mark('Gravel', { isStarred: true });
    for (let times = 0; times < 99; times++) await mark('Snow', { isStarred: times % 2 === 0 });
    await undo(first);
    await mark('Lamps', { isStarred: true });
    await expect(undo(first)).rejects.toThrow('too long ago');
    await expect(redo(first)).rejects.toThrow('too long ago');
  });
});

describe('a note that is typed', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  test('is one step up to a pause', async () => {
    const reports = [await mark('Gravel', { note: 'f' }), await mark('Gravel', { note: 'fi' })];
    vi.setSystemTime(1_005_000);
    reports.push(await mark('Gravel', { note: 'fir' }), await mark('Gravel', { note: 'first' }));
    const [a, b, c, d] = reports.map((report) => stepOf(report).id);
    expect([a === b, b === c, c === d]).toEqual([true, false, true]);
    await its.current.library.undoMarks(d ?? -1);
    expect((await its.current.paper('Gravel')).note).toBe('fi');
    await its.current.library.undoMarks(a ?? -1);
    expect((await its.current.paper('Gravel')).note).toBe('');
    await its.current.library.redoMarks(a ?? -1);
    await its.current.library.redoMarks(d ?? -1);
    expect((await its.current.paper('Gravel')).note).toBe('first');
  });

  test('is another step for another paper', async () => {
    const [one, other] = [await mark('Gravel', { note: 'f' }), await mark('Snow', { note: 'g' })];
    expect(stepOf(one).id).not.toBe(stepOf(other).id);
    expect(stepOf(await mark('Gravel', { note: 'fi' })).id).not.toBe(stepOf(one).id);
  });
});

describe('tags', () => {
  const tagsOf = async (title: string) => {
    const names = new Map((await its.current.library.tags()).map(({ id, name }) => [id, name]));
    return (await its.current.paper(title)).tags.map((id) => names.get(id));
  };

  test('are made once, given to many papers, and found by their names', async () => {
    const { library } = its.current;
    const [tag, same] = await Promise.all([
      library.createTag('to cite', 'red'),
      library.createTag(' To  Cite', 'blue'),
    ]);
    expect(same).toEqual(tag);
    const tagged = await library.mark({ paperIds: [await its.current.idOf('Gravel')] }, { addTags: [tag.id] });
    expect(tagged.step?.label).toBe('Tag ‘Gravel’ ‘to cite’');
    await select('Gravel', 'Snow');
    const both = await library.mark('selection', { addTags: [tag.id, 'unknown'] });
    expect(both.step?.label).toBe('Tag 1 paper ‘to cite’');
    expect(await library.tags()).toEqual([{ ...tag, papers: 2 }]);
    expect((await library.selectionMarks()).tags).toEqual({ [tag.id]: 2 });
    expect((await its.current.titles({ search: 'tag:cite' })).sort()).toEqual(['Gravel', 'Snow']);
    expect((await its.current.titles({ search: '-has:tag' })).sort()).toEqual(['Kettles', 'Lamps']);
    const off = await library.mark('selection', { removeTags: [tag.id] });
    expect(off.step?.label).toBe('Take ‘to cite’ off 2 papers');
    expect(await tagsOf('Gravel')).toEqual([]);
    await undo(off);
    await undo(both);
    expect([await tagsOf('Gravel'), await tagsOf('Snow')]).toEqual([['to cite'], []]);
  });

  test('that were renamed, made one or deleted come back as they were, also after a restart', async () => {
    const { library } = its.current;
    const [flow, streams] = [await library.createTag('flow', 'red'), await library.createTag('streams', 'blue')];
    await mark('Gravel', { addTags: [flow.id] });
    await mark('Snow', { addTags: [streams.id] });
    const merged = await library.changeTag(streams.id, { name: 'FLOW' });
    expect([await tagsOf('Gravel'), await tagsOf('Snow')]).toEqual([['flow'], ['flow']]);
    const off = await mark('Snow', { removeTags: [flow.id] });
    expect(await tagsOf('Snow')).toEqual([]);
    await undo(off);
    await its.current.restart();
    expect([await tagsOf('Gravel'), await tagsOf('Snow')]).toEqual([['flow'], ['flow']]);
    await expect(undo(merged)).rejects.toThrow('too long ago');

    const deleted = await its.current.library.deleteTag(flow.id);
    expect(deleted.step?.label).toBe('Delete tag ‘flow’');
    expect([await tagsOf('Gravel'), await tagsOf('Snow')]).toEqual([[], []]);
    await undo(deleted);
    expect([await tagsOf('Gravel'), await tagsOf('Snow')]).toEqual([['flow'], ['flow']]);
    const renamed = await its.current.library.changeTag(flow.id, { name: 'currents', color: 'teal' });
    expect(await its.current.library.tags()).toEqual([{ id: flow.id, name: 'currents', color: 'teal', papers: 2 }]);
    await undo(renamed);
    expect(await its.current.library.tags()).toEqual([{ id: flow.id, name: 'flow', color: 'red', papers: 2 }]);
  });

  test('come back from the journal with everything else', async () => {
    const tag = await its.current.library.createTag('to cite', 'red');
    await mark('Gravel', { addTags: [tag.id], status: 'skipped' });
    const { statusAt } = await its.current.paper('Gravel');
    its.current.library.close();
    await Dexie.delete(its.current.name);
    await its.current.open();
    await its.current.take(readChange('a.txt', april20, 'A'));
    expect(await its.current.paper('Gravel')).toMatchObject({ status: 'skipped', statusAt, tags: [tag.id] });
    expect(await its.current.library.tags()).toEqual([{ ...tag, papers: 1 }]);
  });
});

/** What a model of one paper knows: no more than a reader would. */
interface Known {
  status: string;
  isStarred: boolean;
  isTagged: boolean;
  note: string;
}
type Field = keyof Known;

const FIELDS = ['status', 'isStarred', 'isTagged', 'note'] satisfies Field[];

type Action =
  | { kind: 'mark'; papers: number[]; field: Field; value: number }
  | { kind: 'undo' | 'redo'; step: number }
  | { kind: 'ingest' | 'decide' | 'restart' | 'lose' };

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('mark' as const),
      papers: fc.uniqueArray(fc.nat({ max: TITLES.length - 1 }), { minLength: 1 }),
      field: fc.constantFrom(...FIELDS),
      value: fc.nat({ max: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const), step: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('ingest' as const, 'decide' as const, 'restart' as const, 'lose' as const),
    }),
  },
);

/** A step in the model: by paper, what a field was and became. */
interface ModelStep {
  id: number;
  field: Field;
  changes: { paper: number; before: Known[Field]; after: Known[Field]; stamp: number; stampBefore: number }[];
}

test('any marks, steps back and forth, digests, restarts and losses come to what a model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 14 }), async (actions) => {
      let now = 1_000_000_000_000;
      vi.useFakeTimers({ now, toFake: ['Date'] });
      const tests = new LibraryForTests();
      try {
        await tests.open();
        await tests.take(readChange('a.txt', april20, 'A'));
        const tag = await tests.library.createTag('tag', 'blue');
        const known: Known[] = TITLES.map(() => ({ status: 'unread', isStarred: false, isTagged: false, note: '' }));
        // Told apart by when they were made: what became so again since is not what the step made it.
        const stamps = TITLES.map(() => new Map<Field, number>());
        let steps: ModelStep[] = [];
        const changeOf = (field: Field, value: number): [MarkChange, Known[Field]] => {
          const status = STATUSES[value] ?? 'unread';
          if (field === 'status') return [{ status }, status];
          if (field === 'note')
            return [{ note: value === 0 ? '' : `note ${value}` }, value === 0 ? '' : `note ${value}`];
          const is = value % 2 === 1;
          if (field === 'isStarred') return [{ isStarred: is }, is];
          return [is ? { addTags: [tag.id] } : { removeTags: [tag.id] }, is];
        };
        for (const done of actions) {
          now += 10_000;
          vi.setSystemTime(now);
          if (done.kind === 'mark') {
            const [change, after] = changeOf(done.field, done.value);
            const paperIds = await Promise.all(done.papers.map((paper) => tests.idOf(TITLES[paper] ?? '')));
            const report = await tests.library.mark({ paperIds }, change);
            const changes = done.papers.flatMap((paper) => {
              const before = known[paper]?.[done.field] ?? '';
              if (before === after) return [];
              const stampBefore = stamps[paper]?.get(done.field) ?? 0;
              Object.assign(known[paper] ?? {}, { [done.field]: after });
              stamps[paper]?.set(done.field, now);
              return [{ paper, before, after, stamp: now, stampBefore }];
            });
            expect(report.step === null).toBe(changes.length === 0);
            if (report.step) steps.push({ id: report.step.id, field: done.field, changes });
          } else if (done.kind === 'undo' || done.kind === 'redo') {
            const step = steps[done.step % Math.max(1, steps.length)];
            if (!step) continue;
            await (done.kind === 'undo' ? tests.library.undoMarks(step.id) : tests.library.redoMarks(step.id));
            for (const { paper, before, after, stamp, stampBefore } of step.changes) {
              const [from, to] = done.kind === 'undo' ? [after, before] : [before, after];
              const [fromStamp, toStamp] = done.kind === 'undo' ? [stamp, stampBefore] : [stampBefore, stamp];
              // A star that is not there, a tag that is not there, and a note are the same whenever they became so.
              const isTimed = step.field === 'status' || from === true;
              if (known[paper]?.[step.field] !== from) continue;
              if (isTimed && (stamps[paper]?.get(step.field) ?? 0) !== fromStamp) continue;
              Object.assign(known[paper] ?? {}, { [step.field]: to });
              stamps[paper]?.set(step.field, toStamp);
            }
          } else if (done.kind === 'ingest') await tests.take(readChange('b.txt', april21, 'B'));
          else if (done.kind === 'decide') {
            // Taken back, a decision leaves no trace.
            const ids = await Promise.all(TITLES.slice(0, 3).map((title) => tests.idOf(title)));
            await tests.library.undoDecision(await tests.library.decideSame(ids));
          } else {
            tests.library.close();
            if (done.kind === 'lose') await Dexie.delete(tests.name);
            await tests.open();
            if (done.kind === 'lose') await tests.take(readChange('a.txt', april20, 'A'));
            // What was before is no longer remembered.
            steps = [];
          }
        }
        const seen = await Promise.all(
          TITLES.map(async (title): Promise<Known> => {
            const { status, isStarred, tags, note } = await tests.paper(title);
            return { status, isStarred, isTagged: tags.includes(tag.id), note };
          }),
        );
        expect(seen).toEqual(known);
        const { unread, starred } = await tests.library.totals();
        expect(starred).toBe(known.filter(({ isStarred }) => isStarred).length);
        expect(unread - known.filter(({ status }) => status === 'unread').length).toBeOneOf([0, 1]);
      } finally {
        tests.library.close();
        vi.useRealTimers();
      }
    }),
    { numRuns: 60 },
  );
});
