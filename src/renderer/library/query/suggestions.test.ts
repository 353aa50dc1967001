import { expect, test } from 'vitest';
import { inventedDigest, readChange } from '../digests/invented-digests';
import { packDigest } from '../digests/packed-digests';
import { planIngest } from '../ingest';
import { NO_MARKS } from '../marks/marks-for-tests';
import { Papers } from '../papers/papers';
import { Suggestions } from './suggestions';

function suggestions(): Suggestions {
  const papers = new Papers(NO_MARKS);
  const of = (name: string, handle: string, count: number, from: number) =>
    Array.from({ length: count }, (_, at) => ({
      title: `Paper ${from + at} of it all`,
      organization: { handle, name },
    }));
  const digest = inventedDigest({
    date: '2026-03-02',
    entries: [
      ...of('Kettle Lab', 'kettles', 2, 0),
      ...of('Café Institute', 'cafe-x', 3, 10),
      ...of('Kettle Works', 'works', 1, 20),
    ],
  });
  const state = {
    ...{ files: new Map(), unfinished: new Map(), readerVersionOf: () => null, outlineOf: () => null },
    ...{ nextSequence: 1, arrival: 1 },
  };
  for (const added of planIngest(state, [readChange('mail/one.txt', digest, 'one')]).added.values()) {
    papers.addDigest(packDigest(added.digest), 1, null);
  }
  papers.commit();
  return new Suggestions({
    papers,
    tags: () => [
      { name: 'to read', papers: 1 },
      { name: 'Flow', papers: 4 },
    ],
    digests: () => [...papers.digests.all()],
    fileNamesOf: () => ['mail/one.txt'],
  });
}

test('names of which a word begins so, the most frequent first', () => {
  const known = suggestions();
  expect(known.of('organization', '', 10)).toEqual(['Café Institute', 'Kettle Lab', 'Kettle Works']);
  expect(known.of('organization', 'KET', 10)).toEqual(['Kettle Lab', 'Kettle Works']);
  expect(known.of('organization', 'ket', 1)).toEqual(['Kettle Lab']);
  expect(known.of('organization', 'cafe i', 10)).toEqual(['Café Institute']);
  expect(known.of('organization', 'work', 10)).toEqual(['Kettle Works']);
  expect(known.of('organization', 'ettle', 10)).toEqual([]);
  expect(known.of('tag', '', 10)).toEqual(['Flow', 'to read']);
  expect(known.of('tag', 're', 10)).toEqual(['to read']);
});

test('digests by their day, or by the name of their file', () => {
  const known = suggestions();
  expect(known.of('digest', '2026', 10)).toEqual(['2026-03-02']);
  expect(known.of('digest', 'one', 10)).toEqual(['mail/one.txt']);
  expect(known.of('digest', 'two', 10)).toEqual([]);
});
