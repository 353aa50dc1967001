import { describe, expect, test } from 'vitest';
import { inventedDigest, readChange, removedChange } from './digests/invented-digests';
import { libraryForEachTest } from './library-for-tests';

const its = libraryForEachTest();

/** As it is read: with a year that is only inferred. */
const april21 = inventedDigest({
  heading: 'Apr 21',
  date: '2026-04-21',
  yearInferred: true,
  entries: [
    { title: 'Kettles', publishedOn: '2026-04-17', monthDay: '04-17' },
    { title: 'Gravel', publishedOn: '2024-12-30' },
    { title: 'Rain', publishedOn: null, monthDay: '02-29' },
    { title: 'Snow', publishedOn: null, monthDay: '12-31' },
    { title: 'Lamps' },
  ],
});
const takeApril = () => its.current.take(readChange('a.txt', april21, 'A'));

async function published(): Promise<Record<string, string | null>> {
  const titles = await its.current.titles();
  const papers = await Promise.all(titles.map((title) => its.current.paper(title)));
  return Object.fromEntries(papers.map(({ title, publishedOn }) => [title, publishedOn]));
}

const asRead = { Kettles: '2026-04-17', Gravel: '2024-12-30', Rain: null, Snow: null, Lamps: null };
const corrected = { ...asRead, Kettles: '2024-04-17', Rain: '2024-02-29' };

describe("a digest's date that the reader corrected", () => {
  test('gives its year to the dates without one, and stays over a restart', async () => {
    await takeApril();
    expect(await published()).toEqual(asRead);
    await its.current.library.correctDate('A', '2024-04-21');
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      expect(await published()).toEqual(corrected);
      expect(await its.current.library.digest('A')).toMatchObject({
        ...{ date: '2024-04-21', isYearInferred: false, isDateCorrected: true },
        ...{ dateAsRead: '2026-04-21', isYearAsReadInferred: true },
      });
      expect((await its.current.paper('Kettles')).sightings[0]?.digest).toMatchObject({ date: '2024-04-21' });
      expect((await its.current.papers(1))[0]).toMatchObject({
        published: '2024-04-17',
        digest: '2024-04-21',
      });
    }
  });

  test('is as it was read when the correction is taken back', async () => {
    await takeApril();
    const before = await its.current.library.digest('A');
    await its.current.library.correctDate('A', '2024-04-21');
    await its.current.library.correctDate('A', null);
    expect(await its.current.library.digest('A')).toEqual(before);
    await its.current.restart();
    expect(await its.current.library.digest('A')).toEqual(before);
    expect(await published()).toEqual(asRead);
  });

  test('is known where none could be read', async () => {
    const undated = inventedDigest({ entries: [{ title: 'Kettles', monthDay: '04-17' }] });
    await its.current.take(readChange('a.txt', undated, 'A'));
    await its.current.library.correctDate('A', '2025-05-01');
    expect(await published()).toEqual({ Kettles: '2025-04-17' });
    expect(await its.current.digests()).toMatchObject([{ date: '2025-05-01', isDateCorrected: true }]);
  });

  test('orders digests, sightings and papers', async () => {
    const later = inventedDigest({
      date: '2026-04-22',
      entries: [{ title: 'Kettles', comments: 5 }, { title: 'Tea' }],
    });
    await its.current.take(readChange('a.txt', april21, 'A'), readChange('b.txt', later, 'B'));
    expect((await its.current.titles())[0]).toBe('Kettles');
    await its.current.library.correctDate('B', '2020-01-01');
    expect((await its.current.digests()).map(({ id }) => id)).toEqual(['A', 'B']);
    expect((await its.current.paper('Kettles')).sightings.map(({ digest }) => digest.id)).toEqual(['A', 'B']);
    expect((await its.current.titles()).at(-1)).toBe('Tea');
    expect(await its.current.library.digest('A')).toMatchObject({ newPapers: 4 });
    await its.current.library.correctDate('B', '2026-05-01');
    expect((await its.current.titles()).slice(0, 2)).toEqual(['Kettles', 'Tea']);
    expect(await its.current.library.digest('A')).toMatchObject({ newPapers: 5 });
  });

  test('survives another reading, the removal of the file, and its return', async () => {
    await takeApril();
    await its.current.library.correctDate('A', '2024-04-21');
    await its.current.take(readChange('a.txt', april21, 'A', 3));
    expect(await published()).toEqual(corrected);
    await its.current.take(removedChange('a.txt'), readChange('b.txt', april21, 'A'));
    expect(await published()).toEqual(corrected);
    await its.current.library.forgetDigests(['A']);
    await its.current.restart();
    await takeApril();
    expect(await published()).toEqual(corrected);
  });

  test('goes over to the revision of the file', async () => {
    await takeApril();
    await its.current.library.correctDate('A', '2024-04-21');
    const revised = { ...april21, entries: april21.entries.slice(0, 4) };
    await its.current.take(readChange('a.txt', revised, 'A2'));
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      expect(await its.current.digests()).toMatchObject([{ id: 'A2', date: '2024-04-21', isDateCorrected: true }]);
    }
    await its.current.take(readChange('a.txt', april21, 'A'));
    await its.current.restart();
    expect(await its.current.digests()).toMatchObject([{ id: 'A', date: '2024-04-21' }]);
  });

  test('can tell papers without abstracts apart', async () => {
    const dated = (date: string, abstract: string) =>
      inventedDigest({
        date,
        entries: [{ title: 'Kettles', abstract, publishedOn: '2026-04-17', monthDay: '04-17' }],
      });
    await its.current.take(
      readChange('a.txt', dated('2026-04-20', 'To appear.'), 'A'),
      readChange('b.txt', dated('2026-04-21', 'Forthcoming.'), 'B'),
    );
    expect(await its.current.titles()).toEqual(['Kettles']);
    await its.current.library.correctDate('B', '2025-04-21');
    expect(await its.current.titles()).toEqual(['Kettles', 'Kettles']);
  });

  test('is a day of the calendar, of a digest that is there', async () => {
    await takeApril();
    await expect(its.current.library.correctDate('A', '2025-02-29')).rejects.toThrow('There is no day 2025-02-29.');
    await expect(its.current.library.correctDate('A', 'tomorrow')).rejects.toThrow('There is no day tomorrow.');
    await expect(its.current.library.correctDate('B', '2025-02-28')).rejects.toThrow(/no longer in the library/);
  });
});
