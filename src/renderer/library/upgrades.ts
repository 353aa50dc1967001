/** Brings what earlier versions of the database stored to the next. Released ones are frozen: append, never change. */
import type { Transaction } from 'dexie';
import { type DigestRecord, packDigest } from './digests/packed-digests';

/**
 * Files go by their absolute path, may hold several digests, and there may be several folders. What the new fields of a
 * digest say is learned when its file is read again. Marks know how their notes were before they were joined. Titles are
 * compared with their Greek letters named as in LaTeX, so that marks find papers that go by another id since then.
 */
export async function toVersion2(transaction: Transaction): Promise<void> {
  const { value: folder } = (await transaction.table('meta').get('folder')) ?? {};
  const files = transaction.table('files');
  const before = await files.toArray();
  await files.clear();
  // Where it was not known which folder files are from, they are looked for anew: their digests stay.
  if (typeof folder === 'string') {
    await files.bulkAdd(
      before.map(({ file, digestId, ...rest }) => ({
        ...rest,
        file: inFolder(folder, file),
        name: file,
        isGone: false,
        digestIds: digestId === null ? [] : [digestId],
      })),
    );
  }
  await transaction
    .table('digests')
    .toCollection()
    .modify((digest) => {
      const { length } = digest.ids;
      digest.firstLine = 1;
      digest.format = null;
      digest.readAt = null;
      digest.monthDays = new Int16Array(length);
      digest.arrivals = new Int32Array(length);
      digest.titleKeys = digest.titleKeys.map(withGreekNamed);
    });
  await transaction
    .table('marks')
    .toCollection()
    .modify((mark) => {
      mark.notedAt = mark.changedAt;
      mark.own = null;
      mark.titleKey = withGreekNamed(mark.titleKey);
    });
}

export async function toVersion3(transaction: Transaction): Promise<void> {
  await packDigests(transaction);
  await packMarks(transaction);
}

/** Marks are kept in blocks, and say more than whether a paper was read. */
async function packMarks(transaction: Transaction): Promise<void> {
  const marks = await transaction.table('marks').toArray();
  const blocks = transaction.table('markBlocks');
  const identities = transaction.table('markIdentities');
  for (let start = 0, block = 0; start < marks.length; start += 128, block++) {
    const part = marks.slice(start, start + 128);
    const timesOf = (field: string) => Float64Array.from(part, (mark) => mark[field] ?? Number.NaN);
    const sketches = new Uint32Array(part.length * 16);
    part.forEach((mark, place) => {
      sketches.set(mark.sketch, place * 16);
    });
    await blocks.add({
      block,
      ids: part.map((mark) => mark.id),
      // What had a time when it was read is read, all else unread: 2 and 0.
      status: Uint8Array.from(part, (mark) => (mark.readAt === null ? 0 : 2)),
      statusAt: timesOf('readAt'),
      starredAt: timesOf('starredAt'),
      changedAt: timesOf('changedAt'),
      notes: part
        .map((mark, place) => ({ place, note: mark.note, notedAt: mark.notedAt, own: mark.own }))
        .filter(({ note, own }) => note !== '' || own !== null),
      tags: {},
    });
    await identities.add({
      block,
      titleKeys: part.map((mark) => mark.titleKey),
      abstractKeys: part.map((mark) => mark.abstractKey),
      sketches,
    });
  }
}

/** How many digests are packed into a page: some hundred kilobytes of them. */
const DIGESTS_PER_PAGE = 20;

/** Digests are packed, several to a page. */
async function packDigests(transaction: Transaction): Promise<void> {
  const digests = transaction.table<DigestRecord, string>('digests');
  const ids = await digests.toCollection().primaryKeys();
  for (let at = 0; at < ids.length; at += DIGESTS_PER_PAGE) {
    const some = await digests.bulkGet(ids.slice(at, at + DIGESTS_PER_PAGE));
    const packed = some.filter((digest) => digest !== undefined).map((digest) => packDigest(digest));
    await transaction.table('pages').add({ id: at / DIGESTS_PER_PAGE + 1, digests: packed });
  }
}

function inFolder(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}

/** Each letter, and its name behind it. */
const GREEK = (
  'α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron π pi ' +
  'ρ rho σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega'
).split(' ');

function withGreekNamed(titleKey: string): string {
  return titleKey
    .replace(/[α-ω]/g, (letter) => GREEK[GREEK.indexOf(letter) + 1] ?? letter)
    .replace(/var(?=epsilon|theta|rho|sigma|phi)/g, '');
}
