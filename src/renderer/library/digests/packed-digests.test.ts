import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MISSING } from '../columns';
import { Entries, SKETCH_MASK } from '../papers/entries';
import { Digests } from './digests';
import { type DigestRecord, packDigest } from './packed-digests';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const integer = fc.oneof(fc.constant(MISSING), fc.nat());
const entry = fc.record({
  id: fc.uuid(),
  title: text,
  titleKey: text,
  abstractKey: fc.option(fc.string({ minLength: 1, maxLength: 22 })),
  sketch: fc.oneof(
    fc.constant(new Array<number>(16).fill(0)),
    fc.array(fc.integer({ min: 1, max: SKETCH_MASK }), { minLength: 16, maxLength: 16 }),
  ),
  organization: fc.option(fc.constantFrom({ handle: 'a', name: 'A' }, { handle: 'b', name: 'Bé' })),
  links: fc.array(fc.webUrl(), { maxLength: 3 }),
  ...{ authorCount: integer, publishedOn: integer, comments: integer, line: fc.nat(), arrival: fc.nat() },
  monthDay: fc.integer({ min: 0, max: 1231 }),
});

const digest = fc.uniqueArray(entry, { maxLength: 8, selector: ({ id }) => id }).map((entries) => {
  const facts = { heading: null, date: null, isYearInferred: false, problems: [], firstLine: 1, format: null };
  const record: DigestRecord = {
    ...{ id: entries[0]?.id ?? 'none', sequence: 1, readerVersion: 2, readAt: null, ...facts },
    ids: entries.map(({ id }) => id),
    titles: entries.map(({ title }) => title),
    titleKeys: entries.map(({ titleKey }) => titleKey),
    abstractKeys: entries.map(({ abstractKey }) => abstractKey),
    sketches: Uint32Array.from(entries.flatMap(({ sketch }) => sketch)),
    authorCounts: Int32Array.from(entries, ({ authorCount }) => authorCount),
    publishedOn: Int32Array.from(entries, ({ publishedOn }) => publishedOn),
    monthDays: Int16Array.from(entries, ({ monthDay }) => monthDay),
    comments: Int32Array.from(entries, ({ comments }) => comments),
    organizations: entries.map(({ organization }) => organization),
    links: entries.map(({ links }) => (links.length > 0 ? links : null)),
    lines: Int32Array.from(entries, ({ line }) => line),
    arrivals: Int32Array.from(entries, ({ arrival }) => arrival),
  };
  return { entries, record };
});

test('digests say in memory what they said before they were packed', () => {
  fc.assert(
    fc.property(fc.array(digest, { maxLength: 4 }), fc.boolean(), (all, isReserved) => {
      const entries = new Entries();
      const digests = new Digests(entries);
      const packed = all.map(({ record }) => packDigest(record));
      if (isReserved) digests.reserve(packed, 1);
      for (const one of packed) digests.add(one, 1, null);
      const said = all.flatMap(({ entries: own }) => own);
      const known = said.map(({ arrival, line, monthDay, ...rest }, sighting) => {
        const number = digests.entryOf(sighting);
        const organization = digests.organizations[digests.organizationNumbers.at(sighting)] ?? null;
        const identity = entries.identityOf(number);
        return {
          ...{ ...rest, ...identity, sketch: [...identity.sketch], organization, links: digests.linksOf(sighting) },
          ...{ title: digests.titleOf(sighting), authorCount: digests.authorCounts.at(sighting) },
          ...{ publishedOn: digests.publishedOn(sighting), comments: digests.comments.at(sighting) },
          ...{ arrival: digests.arrivals.at(sighting), line: digests.lines.at(sighting), monthDay },
        };
      });
      expect(known).toEqual(said);
      expect(said.map((_, sighting) => digests.hasLinks(sighting))).toEqual(said.map(({ links }) => links.length > 0));
      expect(entries.length).toBe(said.length);
      expect(digests.latestArrival).toBe(Math.max(0, ...said.map(({ arrival }) => arrival)));
    }),
  );
});
