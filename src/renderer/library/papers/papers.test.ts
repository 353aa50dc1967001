import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest, Entry } from '../../../preload/api';
import { dateOf, known } from '../columns';
import { inventedDigest, readChange } from '../digests/invented-digests';
import { packDigest } from '../digests/packed-digests';
import { planIngest } from '../ingest';
import { NO_MARKS } from '../marks/marks-for-tests';
import { Papers } from './papers';

const LONG = 'We teach a kettle to sing in four voices and measure how long the neighbours listen to it every morning.';
const LONG_EDITED = `${LONG.replace('four', '4')} Code is available.`;
const OTHER =
  'Gravel is sorted by colour with nothing but patience, a sieve, two buckets and the light of late October.';

function papersOf(digests: Digest[], order = digests.map((_, index) => index), batch = 1): Papers {
  const papers = new Papers(NO_MARKS);
  const changes = order.flatMap((index) => {
    const digest = digests[index];
    return digest ? [readChange(`${index}.txt`, digest, `digest ${index}`)] : [];
  });
  const state = {
    ...{ files: new Map(), unfinished: new Map(), readerVersionOf: () => null, outlineOf: () => null },
    ...{ nextSequence: 1, arrival: 1 },
  };
  const plan = planIngest(state, changes);
  let waiting = 0;
  for (const { digest } of plan.added.values()) {
    papers.addDigest(packDigest(digest), 1, null);
    waiting++;
    if (waiting % batch === 0) papers.commit();
  }
  // Not once more than needed: that could mend what the one before left undone.
  if (waiting % batch !== 0) papers.commit();
  return papers;
}

/** Everything about the papers that must not depend on when what came in, in an order of its own. */
function summary(papers: Papers) {
  return Array.from(papers.list(), (paper) => {
    const digest = (sighting: number) => papers.placeOf(sighting)[0]?.id ?? null;
    return {
      entries: papers
        .entriesOf(paper)
        .map((entry) => papers.entries.idOf(entry))
        .sort(),
      sightings: papers.sightingsOf(paper).map((sighting) => {
        const [place, position] = papers.placeOf(sighting);
        return `${place?.id} ${position}`;
      }),
      title: papers.titleOf(paper),
      published: dateOf(papers.published.at(paper)),
      authors: known(papers.authors.at(paper)),
      comments: known(papers.comments.at(paper)),
      organization: papers.digests.organizations[papers.organization.at(paper)]?.handle ?? null,
      abstractFrom: digest(papers.abstractFrom.at(paper)),
      linksFrom: digest(papers.linksFrom.at(paper)),
    };
  }).sort((a, b) => ((a.entries[0] ?? '') < (b.entries[0] ?? '') ? -1 : 1));
}

const titles = (...entries: (Partial<Entry> & { title: string })[]) =>
  summary(papersOf([inventedDigest({ date: '2026-04-21', entries })])).map((paper) => paper.entries.length);

describe('which entries are one paper', () => {
  test('one title in other letters, one abstract', () => {
    expect(
      titles({ title: 'Singing Kettles', abstract: LONG }, { title: 'singing: KETTLES!', abstract: LONG }),
    ).toEqual([1]);
  });

  test('one title, an abstract that was touched up', () => {
    expect(
      titles({ title: 'Singing Kettles', abstract: LONG }, { title: 'Singing Kettles', abstract: LONG_EDITED }),
    ).toEqual([2]);
  });

  test('a title that was touched up, one abstract', () => {
    expect(
      titles({ title: 'Singing Kettles', abstract: LONG }, { title: 'Singing Kettles, Revisited', abstract: LONG }),
    ).toEqual([2]);
  });

  test('not: one title, different abstracts', () => {
    expect(titles({ title: 'Singing Kettles', abstract: LONG }, { title: 'Singing Kettles', abstract: OTHER })).toEqual(
      [1, 1],
    );
  });

  test('not: different titles over an abstract too short to tell', () => {
    expect(titles({ title: 'Kettles', abstract: 'To appear.' }, { title: 'Gravel', abstract: 'To appear.' })).toEqual([
      1, 1,
    ]);
  });

  test('one title, where one has no abstract and the dates do not disagree', () => {
    expect(
      titles({ title: 'Kettles', abstract: null }, { title: 'Kettles', abstract: LONG, publishedOn: '2026-01-02' }),
    ).toEqual([2]);
  });

  test('not: one title, where one has no abstract and the dates disagree', () => {
    expect(
      titles(
        { title: 'Kettles', abstract: null, publishedOn: '2025-01-02' },
        { title: 'Kettles', abstract: LONG, publishedOn: '2026-01-02' },
      ),
    ).toEqual([1, 1]);
  });

  test('one title over abstracts too short to tell, unless the dates disagree', () => {
    const soon = { title: 'Kettles', abstract: 'To appear.' };
    const later = { title: 'Kettles', abstract: 'Forthcoming in autumn.' };
    expect(titles(soon, later, { title: 'Kettles', abstract: LONG })).toEqual([3]);
    expect(titles({ ...soon, publishedOn: '2025-01-02' }, { ...later, publishedOn: '2026-01-02' })).toEqual([1, 1]);
  });

  test('an entry without an abstract never makes one paper of two', () => {
    const two = [
      { title: 'Kettles', abstract: LONG },
      { title: 'Kettles', abstract: OTHER },
    ];
    expect(titles(...two, { title: 'Kettles', abstract: null })).toEqual([1, 1, 1]);
  });

  test('an entry without an abstract leaves its paper even when a fellow without one comes at that moment', () => {
    const dated = { title: 'Kettles', publishedOn: '2026-01-02' };
    const papers = papersOf([
      inventedDigest({
        date: '2026-04-20',
        entries: [
          { ...dated, abstract: LONG },
          { title: 'Kettles', abstract: null },
        ],
      }),
      inventedDigest({
        date: '2026-04-21',
        entries: [
          { ...dated, abstract: OTHER },
          { ...dated, abstract: 'To appear.' },
        ],
      }),
    ]);
    expect(summary(papers).map((paper) => paper.entries.length)).toEqual([2, 1, 1]);
  });

  test('an entry without an abstract leaves its paper when another turns out to be as likely', () => {
    const papers = papersOf([
      inventedDigest({
        date: '2026-04-20',
        entries: [
          { title: 'Kettles', abstract: LONG },
          { title: 'Kettles', abstract: null },
        ],
      }),
      inventedDigest({ date: '2026-04-21', entries: [{ title: 'Kettles', abstract: OTHER }] }),
    ]);
    expect(summary(papers).map((paper) => paper.entries.length)).toEqual([1, 1, 1]);
  });
});

describe('what a paper says', () => {
  const early = inventedDigest({
    date: '2026-04-20',
    entries: [
      {
        title: 'Singing kettles',
        abstract: LONG,
        organization: { handle: 'kettle-lab', name: 'Kettle Lab' },
        comments: 9,
        links: ['https://example.org/kettle'],
      },
    ],
  });
  const late = inventedDigest({
    date: '2026-04-22',
    entries: [{ title: 'Singing Kettles', abstract: LONG, authorCount: 3, publishedOn: '2026-04-19', comments: 2 }],
  });
  const latest = inventedDigest({ date: '2026-04-23', entries: [{ title: 'Singing kettles!', abstract: LONG }] });

  test('comes from the latest digest that knows it', () => {
    const [paper] = summary(papersOf([latest, early, late]));
    expect(paper).toEqual({
      entries: [`singingkettles/${LONG.toLowerCase().replace(/[^a-z]/g, '')}`],
      sightings: ['digest 0 0', 'digest 2 0', 'digest 1 0'],
      title: 'Singing kettles!',
      published: '2026-04-19',
      authors: 3,
      comments: 2,
      organization: 'kettle-lab',
      abstractFrom: 'digest 0',
      linksFrom: 'digest 1',
    });
  });

  test('goes by the id of the entry that came in first, and is found by any', () => {
    const edited = inventedDigest({
      date: '2026-04-19',
      entries: [{ title: 'Singing Kettles', abstract: LONG_EDITED }],
    });
    const papers = papersOf([early, edited]);
    expect(papers.entries.length).toBe(2);
    const ids = [0, 1].map((entry) => papers.entries.idOf(entry));
    expect(ids.map((id) => papers.find(id))).toEqual([0, 0]);
    expect(papers.find('unheard of')).toBe(-1);
  });

  test('is as if a digest had never been there once it is taken out', () => {
    const papers = papersOf([early, late, latest]);
    papers.removeDigest('digest 2');
    papers.removeDigest('digest 1');
    papers.commit();
    expect(summary(papers)).toEqual(summary(papersOf([early])));
    papers.removeDigest('digest 0');
    papers.commit();
    expect(summary(papers)).toEqual([]);
  });
});

describe('the order in which digests come', () => {
  const entry = fc.record({
    title: fc.constantFrom('Kettles', 'KETTLES', 'Kettles Revisited', 'Gravel', '…'),
    abstract: fc.constantFrom(
      null,
      null,
      LONG,
      LONG_EDITED,
      OTHER,
      `${OTHER} ${LONG_EDITED}`,
      'To appear.',
      'Forthcoming.',
    ),
    publishedOn: fc.constantFrom(null, '2025-01-02', '2026-01-02'),
    authorCount: fc.constantFrom(null, 1, 2),
    comments: fc.constantFrom(null, 0, 7),
    organization: fc.constantFrom(null, { handle: 'a', name: 'A' }),
    links: fc.constantFrom<string[]>([], ['https://example.org/']),
  });
  const digests = fc
    .array(fc.array(entry, { maxLength: 4 }), { minLength: 1, maxLength: 6 })
    .map((all) => all.map((entries, day) => inventedDigest({ date: day === 0 ? null : `2026-04-0${day}`, entries })));
  const shuffled = digests.chain((all) =>
    fc.record({
      all: fc.constant(all),
      order: fc.shuffledSubarray(
        all.map((_, index) => index),
        { minLength: all.length },
      ),
      batch: fc.integer({ min: 1, max: 6 }),
    }),
  );

  test('changes nothing', () => {
    fc.assert(
      fc.property(shuffled, ({ all, order, batch }) => {
        expect(summary(papersOf(all, order, batch))).toEqual(summary(papersOf(all, undefined, all.length)));
      }),
      { numRuns: 1000 },
    );
  });

  test('nor does it matter that some were read again, or in another state', () => {
    fc.assert(
      fc.property(shuffled, digests, ({ all, order }, others) => {
        const papers = papersOf(all, order);
        const after = all.map((digest, index) => (index % 2 === 0 ? digest : (others[index] ?? digest)));
        const plan = planIngest(
          {
            ...{ files: new Map(), unfinished: new Map(), readerVersionOf: () => null, outlineOf: () => null },
            ...{ nextSequence: 1, arrival: 1 },
          },
          after.map((digest, index) => readChange(`${index}.txt`, digest, `digest ${index}`)),
        );
        for (const { digest } of plan.added.values()) {
          papers.removeDigest(digest.id);
          papers.addDigest(packDigest(digest), 1, null);
          papers.commit();
        }
        expect(summary(papers)).toEqual(summary(papersOf(after)));
      }),
      { numRuns: 300 },
    );
  });

  test('nor does it matter that others were there and were taken out', () => {
    fc.assert(
      fc.property(shuffled, ({ all, order }) => {
        const half = all.length >> 1;
        const papers = papersOf(all, order);
        for (let index = half; index < all.length; index++) papers.removeDigest(`digest ${index}`);
        papers.commit();
        expect(summary(papers)).toEqual(summary(papersOf(all.slice(0, half))));
      }),
      { numRuns: 200 },
    );
  });
});
