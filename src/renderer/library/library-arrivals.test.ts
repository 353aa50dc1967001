import { describe, expect, test } from 'vitest';
import type { Digest, SeedsChange } from '../../preload/api';
import { asJson, inventedDigest, readCaptures, readChange, unreadableChange } from './digests/invented-digests';
import { libraryForEachTest } from './library-for-tests';

const its = libraryForEachTest();

const digestOf = (date: string, ...titles: string[]) =>
  inventedDigest({ heading: date, date, entries: titles.map((title) => ({ title })) });
const monday = digestOf('2026-04-20', 'Kettles', 'Gravel');
const tuesday = digestOf('2026-04-21', 'Kettles', 'Rain');
const wednesday = digestOf('2026-04-22', 'Rain', 'Snow');

const arrive = (...changes: SeedsChange[]) => its.current.library.ingest(asJson(...changes), true);
const newTitles = () => its.current.titles({ within: 'is:new' });

async function takeWeek(...digests: Digest[]): Promise<void> {
  for (const digest of digests) await arrive(readChange(`${digest.date}.txt`, digest, digest.date ?? ''));
}

describe('what is new', () => {
  test('is what the latest arrival brought, and no digest before it', async () => {
    await takeWeek(monday);
    expect(await newTitles()).toEqual(['Kettles', 'Gravel']);
    expect(await arrive(readChange('t.txt', tuesday, 'T'))).toMatchObject({
      ...{ newPapers: 1, seenBefore: 1, digests: 1 },
      totals: { new: 1, papers: 3 },
    });
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      expect(await newTitles()).toEqual(['Rain']);
      expect(await its.current.library.totals()).toMatchObject({ new: 1 });
    }
  });

  test('goes on with what comes behind', async () => {
    await takeWeek(monday);
    await arrive(readChange('t.txt', tuesday, 'T'));
    await its.current.take(readChange('w.txt', wednesday, 'W'));
    expect(await newTitles()).toEqual(['Rain', 'Snow']);
    expect(await its.current.library.digest('W')).toMatchObject({ papers: 2, newPapers: 1 });
  });

  test('waits for the first digest of an arrival', async () => {
    await takeWeek(monday);
    await arrive(unreadableChange('x.txt', 'This is a picture.'));
    expect(await newTitles()).toEqual(['Kettles', 'Gravel']);
    await its.current.take(readChange('t.txt', tuesday, 'T'));
    expect(await newTitles()).toEqual(['Rain']);
  });

  test('is nothing where a digest brings nothing new', async () => {
    await takeWeek(monday, tuesday);
    await arrive(readChange('again.txt', digestOf('2026-04-23', 'Rain'), 'again'));
    expect(await newTitles()).toEqual([]);
    expect(await its.current.library.totals()).toMatchObject({ new: 0 });
  });

  test('is only what a revision adds', async () => {
    await takeWeek(monday);
    const more = { ...monday, entries: [...monday.entries, ...digestOf('', 'Snow').entries] };
    expect(await arrive(readChange('2026-04-20.txt', more, 'more'))).toMatchObject({ newPapers: 1, seenBefore: 2 });
    expect(await newTitles()).toEqual(['Snow']);
    const retouched = inventedDigest({
      ...more,
      entries: more.entries.map(({ title }) => ({
        title,
        abstract: `${title} was written anew from the first word on.`,
      })),
    });
    expect(await arrive(readChange('2026-04-20.txt', retouched, 'retouched'))).toMatchObject({ newPapers: 0 });
    expect(await newTitles()).toEqual(['Snow']);
  });

  test('is not what is read again, whatever the reader has learned', async () => {
    await takeWeek(monday, tuesday);
    const more = { ...monday, entries: [...monday.entries, ...digestOf('', 'Snow').entries] };
    expect(await arrive(readChange('2026-04-20.txt', more, '2026-04-20', 3))).toMatchObject({
      ...{ newPapers: 0, seenBefore: 0, digests: 0 },
    });
    expect(await newTitles()).toEqual(['Rain']);
    const parts = [tuesday, digestOf('2026-04-22', 'Lamps')];
    expect(await arrive(readCaptures('2026-04-21.txt', '2026-04-21', parts, 3))).toMatchObject({
      ...{ newPapers: 0, digests: 0 },
    });
    expect(await newTitles()).toEqual(['Rain']);
    expect(await its.current.titles()).toContain('Lamps');
  });

  test('is what the arrival before brought, once an import is taken back', async () => {
    await takeWeek(monday, tuesday);
    expect(await its.current.library.forgetDigests(['2026-04-21'])).toMatchObject({ new: 2, papers: 2 });
    expect(await newTitles()).toEqual(['Kettles', 'Gravel']);
  });

  test('makes no paper unread', async () => {
    await takeWeek(monday);
    await its.current.library.mark({ paperIds: [await its.current.idOf('Kettles')] }, { status: 'read' });
    const touchedUp = inventedDigest({
      date: '2026-04-23',
      entries: [{ title: 'KETTLES', abstract: `${monday.entries[0]?.abstract} Code is available.` }],
    });
    await arrive(readChange('t.txt', tuesday, 'T'), readChange('e.txt', touchedUp, 'E'));
    expect(await its.current.paper('KETTLES')).toMatchObject({ status: 'read', sightings: [{}, {}, {}] });
    expect(await newTitles()).toEqual(['Rain']);
  });
});

describe('what a file would bring', () => {
  const count = (...entries: Parameters<typeof inventedDigest>[0]['entries']) => {
    const { entries: identified } = inventedDigest({ entries });
    const identities = identified.map(({ id, titleKey, abstractKey, sketch }) => ({
      id,
      titleKey,
      abstractKey,
      sketch,
    }));
    return its.current.library.countKnown(
      JSON.stringify(identities) as Parameters<typeof its.current.library.countKnown>[0],
    );
  };

  test('is told without bringing it in, each paper once', async () => {
    await takeWeek(monday);
    const kettles = `${monday.entries[0]?.abstract} Code is available.`;
    expect(
      await count(
        { title: 'Gravel' },
        { title: 'gravel!' },
        { title: 'Kettles', abstract: kettles },
        {
          title: 'Kettles',
          abstract: 'Pots and pans, by contrast, are struck with spoons, ladles, and the flat of the hand, loudly.',
        },
        { title: 'Snow' },
        { title: 'Snow', abstract: null },
        { title: 'Gravel', abstract: null },
      ),
    ).toEqual({ newPapers: 2, knownPapers: 2 });
    expect(await its.current.library.totals()).toMatchObject({ papers: 2 });
  });

  test('knows no paper that no digest has', async () => {
    await takeWeek(monday);
    await its.current.library.mark({ paperIds: [await its.current.idOf('Kettles')] }, { status: 'read' });
    await its.current.library.forgetDigests(['2026-04-20']);
    expect(await count({ title: 'Kettles' })).toEqual({ newPapers: 1, knownPapers: 0 });
    expect(await count()).toEqual({ newPapers: 0, knownPapers: 0 });
  });

  test('is refused where the message is damaged', async () => {
    const damaged = '[{"id": 7}]' as Parameters<typeof its.current.library.countKnown>[0];
    await expect(its.current.library.countKnown(damaged)).rejects.toThrow('The list of papers is damaged');
  });
});
