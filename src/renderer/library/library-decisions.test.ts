import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inventedDigest, readChange, removedChange } from './digests/invented-digests';
import { ALL, LibraryForTests, libraryForEachTest } from './library-for-tests';
import type { PaperDetails } from './paper-records';

const its = libraryForEachTest();

const LONG = 'We teach a kettle to sing in four voices and measure how long the neighbours listen to it every morning.';
const EDITED = `${LONG.replace('four', '4')} Code is available.`;

/** Two papers by the rules, and one of two texts. */
const april20 = inventedDigest({
  date: '2026-04-20',
  entries: [{ title: 'Kettles' }, { title: 'Gravel' }, { title: 'Rain', abstract: LONG }],
});
const april21 = inventedDigest({ date: '2026-04-21', entries: [{ title: 'Rain', abstract: EDITED }] });

const takeBoth = () => its.current.take(readChange('a.txt', april20, 'A'), readChange('b.txt', april21, 'B'));

async function join(...titles: string[]): Promise<string> {
  const ids = await Promise.all(titles.map((title) => its.current.idOf(title)));
  return its.current.library.decideSame(ids);
}

async function mark(title: string, change: Parameters<typeof its.current.library.mark>[1]) {
  return its.current.library.mark({ paperIds: [await its.current.idOf(title)] }, change);
}

/** Tells the text of the latest digest apart. */
async function part(): Promise<string> {
  const paper = await its.current.paper('Rain');
  return its.current.library.decideDifferent(paper.id, [paper.sightings[0]?.entryId ?? '']);
}

/** The papers called Rain, the one with the edited text first. */
async function rains() {
  const { shown } = await its.current.library.list(ALL);
  const rows = (await its.current.papers(shown)).filter(({ title }) => title === 'Rain');
  const papers = await Promise.all(rows.map(({ id }) => its.current.library.paper(id)));
  return papers.map((paper) => ({
    abstract: paper?.abstract,
    isStarred: paper?.isStarred,
    status: paper?.status,
    note: paper?.note,
    decisions: paper?.decisions.map(({ kind }) => kind),
  }));
}

describe('papers that are one and the same', () => {
  test('are one row with the sightings and the marks of both, also after a restart', async () => {
    await takeBoth();
    await mark('Kettles', { isStarred: true, note: 'on kettles' });
    await mark('Gravel', { status: 'read', note: 'on gravel' });
    const id = await join('Kettles', 'Gravel');
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      expect(await its.current.titles()).toEqual(['Rain', 'Kettles']);
      expect(await its.current.paper('Kettles')).toMatchObject({
        isStarred: true,
        status: 'read',
        note: 'on kettles\n\non gravel',
        sightings: [{ position: 1 }, { position: 2 }],
        decisions: [{ id, kind: 'same', titles: ['Kettles', 'Gravel'] }],
      });
      expect(await its.current.library.totals()).toMatchObject({ papers: 2, unread: 1, starred: 1 });
      expect(await its.current.digests()).toMatchObject([
        { papers: 1, unread: 1 },
        { papers: 2, unread: 1 },
      ]);
    }
  });

  test('are two again with the marks of each, and what was added meanwhile, when that is taken back', async () => {
    await takeBoth();
    await mark('Kettles', { note: 'on kettles' });
    await mark('Gravel', { status: 'read', note: 'on gravel' });
    const id = await join('Kettles', 'Gravel');
    await mark('Kettles', { note: 'on kettles\n\non gravel\n\non both', isStarred: true });
    expect((await its.current.paper('Kettles')).note).toBe('on kettles\n\non gravel\n\non both');
    await its.current.restart();
    expect(await its.current.library.undoDecision(id)).toMatchObject({ papers: 3, unread: 2, starred: 2 });
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      expect(await its.current.titles()).toEqual(['Rain', 'Kettles', 'Gravel']);
      const told = { isStarred: true, decisions: [] };
      expect(await its.current.paper('Kettles')).toMatchObject({
        ...told,
        status: 'unread',
        note: 'on kettles\n\non both',
      });
      expect(await its.current.paper('Gravel')).toMatchObject({
        ...told,
        status: 'read',
        note: 'on gravel\n\non both',
      });
    }
    await expect(its.current.library.undoDecision(id)).rejects.toThrow('This was taken back already.');
  });

  test('stay one when their digests go and come, and when they are read again', async () => {
    await takeBoth();
    await join('Kettles', 'Gravel');
    await its.current.library.forgetDigests(['A']);
    await its.current.restart();
    expect(await its.current.titles()).toEqual(['Rain']);
    await its.current.take(readChange('a.txt', april20, 'A'));
    expect(await its.current.titles()).toEqual(['Rain', 'Kettles']);
    await its.current.take(readChange('a.txt', april20, 'A', 3));
    expect(await its.current.titles()).toEqual(['Rain', 'Kettles']);
    await its.current.take(removedChange('a.txt'));
    await its.current.restart();
    expect(await its.current.titles()).toEqual(['Rain', 'Kettles']);
  });

  test('take in a text of either that was touched up', async () => {
    const other = inventedDigest({ date: '2026-04-22', entries: [{ title: 'Rain', abstract: LONG }] });
    await its.current.take(
      readChange(
        'a.txt',
        inventedDigest({ entries: [{ title: 'Kettles' }, { title: 'Rain', abstract: EDITED }] }),
        'A',
      ),
    );
    await join('Kettles', 'Rain');
    await its.current.take(readChange('c.txt', other, 'C'));
    expect((await its.current.paper('Rain')).sightings).toHaveLength(3);
  });

  test('are at least two', async () => {
    await takeBoth();
    await expect(join('Kettles')).rejects.toThrow(/at least two/);
    await expect(join('Kettles', 'Kettles')).rejects.toThrow(/at least two/);
  });
});

describe('a paper that is two', () => {
  test('gives its marks to both, also after a restart', async () => {
    await takeBoth();
    await mark('Rain', { isStarred: true, status: 'read', note: 'wet' });
    await part();
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      const marks = { isStarred: true, status: 'read', note: 'wet', decisions: ['different'] };
      expect(await rains()).toEqual([
        { abstract: EDITED, ...marks },
        { abstract: LONG, ...marks },
      ]);
      expect(await its.current.library.totals()).toMatchObject({ papers: 4, unread: 2, starred: 2 });
    }
  });

  test('gives its marks to a text that came in after they were made', async () => {
    await its.current.take(readChange('a.txt', april20, 'A'));
    await mark('Rain', { note: 'wet' });
    await its.current.take(readChange('b.txt', april21, 'B'));
    await part();
    expect(await rains()).toMatchObject([{ note: 'wet' }, { note: 'wet' }]);
  });

  test('leaves each side what was its own before they were joined', async () => {
    await takeBoth();
    await mark('Kettles', { note: 'on kettles', isStarred: true });
    await mark('Gravel', { note: 'on gravel' });
    await join('Kettles', 'Gravel');
    const paper = await its.current.paper('Kettles');
    const gravel = paper.sightings.find(({ position }) => position === 2)?.entryId ?? '';
    await its.current.library.decideDifferent(paper.id, [gravel]);
    expect(await its.current.paper('Kettles')).toMatchObject({ note: 'on kettles', isStarred: true });
    expect(await its.current.paper('Gravel')).toMatchObject({ note: 'on gravel', isStarred: false });
  });

  test('is one again, with what was said of either, when that is taken back', async () => {
    await takeBoth();
    await mark('Rain', { note: 'wet' });
    const id = await part();
    await its.current.library.list(ALL);
    const [edited] = await its.current.papers(1);
    await its.current.library.mark({ paperIds: [edited?.id ?? ''] }, { isStarred: true, note: 'wet\n\nand cold' });
    expect(await rains()).toMatchObject([{ isStarred: true }, { isStarred: false, note: 'wet' }]);
    await its.current.library.undoDecision(id);
    await its.current.restart();
    expect(await rains()).toMatchObject([{ isStarred: true, note: 'wet\n\nand cold', decisions: [] }]);
  });

  test('stays two when either text comes again', async () => {
    await takeBoth();
    await part();
    const again = inventedDigest({
      date: '2026-04-22',
      entries: [
        { title: 'Rain', abstract: EDITED },
        { title: 'RAIN', abstract: LONG },
      ],
    });
    await its.current.take(readChange('c.txt', again, 'C'));
    expect((await its.current.library.list(ALL)).shown).toBe(4);
    await its.current.library.forgetDigests(['A', 'B', 'C']);
    await its.current.restart();
    await its.current.take(readChange('c.txt', again, 'C'));
    expect((await its.current.library.list(ALL)).shown).toBe(2);
  });

  test('has a text on either side', async () => {
    await takeBoth();
    const { id, sightings } = await its.current.paper('Rain');
    const entryIds = sightings.map(({ entryId }) => entryId);
    await expect(its.current.library.decideDifferent(id, [])).rejects.toThrow(/at least one/);
    await expect(its.current.library.decideDifferent(id, entryIds)).rejects.toThrow(/at least one/);
    await expect(its.current.library.decideDifferent('unheard of', entryIds)).rejects.toThrow(/no longer/);
  });
});

describe('whatever is decided and taken back', () => {
  const entries = [
    { title: 'Kettles' },
    { title: 'Gravel' },
    { title: 'Lamps' },
    { title: 'Rain', abstract: LONG },
    { title: 'Rain', abstract: EDITED },
  ];
  const digest = inventedDigest({ date: '2026-04-20', entries });
  const entryIds = digest.entries.map(({ id }) => id);

  const entry = fc.nat(entries.length - 1);
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('note' as const), entry }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('star' as const), entry }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('same' as const), entry, other: entry }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('different' as const), entry }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), entry }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  );

  test('every text keeps each note and star that it was ever given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const tests = new LibraryForTests();
        await tests.open();
        await tests.take(readChange('a.txt', digest, 'A'));
        const paperOf = async (at: number) => {
          const paper = await tests.library.paper(entryIds[at] ?? '');
          if (!paper) throw new Error('A paper is lost.');
          return paper;
        };
        const textsOf = (paper: PaperDetails) => new Set(paper.sightings.map(({ entryId }) => entryId));
        const given = new Map(entryIds.map((id) => [id, { notes: new Set<string>(), isStarred: false }]));
        const decided: string[] = [];
        for (const [number, action] of steps.entries()) {
          if (action.kind === 'restart') {
            await tests.restart();
            continue;
          }
          const paper = await paperOf(action.entry);
          const texts = textsOf(paper);
          if (action.kind === 'note') {
            const note = `note ${number}.`;
            await tests.library.mark(
              { paperIds: [paper.id] },
              { note: paper.note === '' ? note : `${paper.note}\n\n${note}` },
            );
            for (const id of texts) given.get(id)?.notes.add(note);
          } else if (action.kind === 'star') {
            await tests.library.mark({ paperIds: [paper.id] }, { isStarred: true });
            // One that was starred already stays starred where it was.
            if (!paper.isStarred) for (const id of texts) Object.assign(given.get(id) ?? {}, { isStarred: true });
          } else if (action.kind === 'same') {
            const other = await paperOf(action.other);
            if (other.id !== paper.id) decided.push(await tests.library.decideSame([paper.id, other.id]));
          } else if (action.kind === 'different') {
            if (texts.size > 1)
              decided.push(await tests.library.decideDifferent(paper.id, [entryIds[action.entry] ?? '']));
          } else {
            const [id] = decided.splice(action.entry % Math.max(1, decided.length), 1);
            if (id !== undefined) await tests.library.undoDecision(id);
          }
        }
        for (const [at, id] of entryIds.entries()) {
          const paper = await paperOf(at);
          const { notes, isStarred } = given.get(id) ?? { notes: new Set(), isStarred: false };
          expect(paper.note.split('\n\n')).toEqual(expect.arrayContaining([...notes]));
          if (isStarred) expect(paper.isStarred).toBe(true);
        }
        tests.library.close();
      }),
      { numRuns: 50 },
    );
  });
});

test('a decision that cannot be stored changes nothing', async () => {
  await takeBoth();
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, key) {
    if (this.name === 'decisions') throw new DOMException('Quota exceeded', 'QuotaExceededError');
    return put.call(this, value, key);
  };
  try {
    await expect(join('Kettles', 'Gravel')).rejects.toThrow('The decision could not be stored: the disk is full.');
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  expect(await its.current.titles()).toEqual(['Rain', 'Kettles', 'Gravel']);
  await its.current.restart();
  expect(await its.current.titles()).toEqual(['Rain', 'Kettles', 'Gravel']);
});

test('of two decisions that contradict each other the later one holds, until it is taken back', async () => {
  await takeBoth();
  const different = await part();
  expect((await rains()).length).toBe(2);
  const { shown } = await its.current.library.list(ALL);
  const ids = (await its.current.papers(shown)).filter(({ title }) => title === 'Rain').map(({ id }) => id);
  const same = await its.current.library.decideSame(ids);
  expect(await rains()).toMatchObject([{ decisions: ['same'] }]);
  await its.current.library.undoDecision(same);
  expect((await rains()).length).toBe(2);
  await its.current.library.undoDecision(different);
  expect(await rains()).toMatchObject([{ decisions: [] }]);
});
