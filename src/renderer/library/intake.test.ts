import { expect, test } from 'vitest';
import type { PageRecord } from './database';
import { inventedDigest, readChange } from './digests/invented-digests';
import { packDigest } from './digests/packed-digests';
import { SeedsFiles } from './digests/seeds-files';
import { planIngest } from './ingest';
import { Intake } from './intake';
import { NO_MARKS } from './marks/marks-for-tests';
import { Papers } from './papers/papers';

const NOTHING_STORED = {
  ...{ files: new Map(), unfinished: new Map(), readerVersionOf: () => null, outlineOf: () => null },
  ...{ nextSequence: 1, arrival: 1 },
};

/** Pages of one digest each, of so many entries. */
function pagesOf(sizes: readonly number[]): PageRecord[] {
  const digests = sizes.map((size, page) =>
    inventedDigest({ entries: Array.from({ length: size }, (_, at) => ({ title: `The ${at}th of page ${page}` })) }),
  );
  const changes = digests.map((digest, page) => readChange(`${page}.txt`, digest, `digest ${page}`));
  const { added } = planIngest(NOTHING_STORED, changes);
  return Array.from(added.values(), ({ digest }, id) => ({ id, digests: [packDigest(digest)] }));
}

async function* inParts(pages: readonly PageRecord[], size: number) {
  for (let at = 0; at < pages.length; at += size) yield pages.slice(at, at + size);
}

async function loaded(sizes: readonly number[], partSize: number): Promise<Papers> {
  const papers = new Papers(NO_MARKS);
  const intake = new Intake(papers, new SeedsFiles(), { onAdded() {}, onRemoved() {}, onChanged() {} });
  const pages = pagesOf(sizes);
  await intake.load({ count: pages.length, parts: inParts(pages, partSize) }, []);
  papers.commit();
  return papers;
}

test.each([
  ['all at once', [3, 4, 5], 3],
  ['in parts of about a size', [3, 4, 5, 4, 3], 2],
  ['with more to come than the first part lets expect', [1, 2, 40, 50], 2],
  ['with less to come than the first part lets expect', [90, 2, 1, 1], 2],
])('stored digests come into memory %s', async (_, sizes, partSize) => {
  const papers = await loaded(sizes, partSize);
  const expected = sizes.flatMap((size, page) =>
    Array.from({ length: size }, (_, at) => `The ${at}th of page ${page}`),
  );
  expect(Array.from(papers.list(), (paper) => papers.titleOf(paper)).sort()).toEqual(expected.sort());
});

test('a digest that is far larger than others takes no room for others', async () => {
  const papers = await loaded([500, 1, 1, 1, 1, 1, 1, 1, 1], 4);
  expect(papers.list()).toHaveLength(508);
  expect(papers.digests.lines.values.length).toBeLessThan(1000);
});
