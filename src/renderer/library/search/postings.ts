/**
 * How the postings of a term are written: which documents have it, how often, and where.
 *
 * For each term, one behind the other (integers as in bytes.ts):
 * - where its positions begin;
 * - for the title, then for the abstract: how many documents have it there; if any, how many bytes the list of these
 *   documents takes, and how many their positions;
 * - for the title, then for the abstract: the list of documents, four bits for each that say how often (`MANY` or more), and
 *   for each `BLOCK` documents but the first, how far behind the first their positions begin (32 bits, the lowest first).
 *
 * The list is a bitmap where that is shorter, else the gaps between the documents. The positions of a document are the gaps
 * between them (see `LONG_GAP`), behind their number where that is `MANY` or more.
 */
import { ByteReader, type ByteWriter } from './bytes';

/** Documents whose positions can be found without those before them. */
export const BLOCK_BITS = 7;
export const BLOCK = 1 << BLOCK_BITS;

/** The most that four bits say. */
export const MANY = 15;

/** The fields of a document, by number. */
export const TITLE = 0;
export const ABSTRACT = 1;
export type Field = typeof TITLE | typeof ABSTRACT;

/** The documents that have a term in one field, and how often, at most `MANY`; both have room for more. */
export interface FieldLists {
  count: number;
  documents: Uint32Array;
  frequencies: Uint8Array;
  /** By block: where its positions begin. */
  blocks: Uint32Array;
  /** How many bytes the positions take. */
  positionsLength: number;
}

export function fieldLists(room: number): FieldLists {
  const blocks = new Uint32Array(Math.ceil(room / BLOCK));
  return { count: 0, documents: new Uint32Array(room), frequencies: new Uint8Array(room), blocks, positionsLength: 0 };
}

/** Adds a document to the lists. @param positionsAt where its positions begin, behind those of the first */
export function addTo(lists: FieldLists, document: number, frequency: number, positionsAt: number): void {
  const at = lists.count++;
  lists.documents[at] = document;
  lists.frequencies[at] = frequency;
  if (at % BLOCK === 0) lists.blocks[at / BLOCK] = positionsAt;
}

/** Where one field of a term's postings stands, within the postings and the positions of its segment. */
export interface FieldPlace {
  count: number;
  documentsAt: number;
  frequenciesAt: number;
  blocksAt: number;
  positionsAt: number;
  positionsEnd: number;
}

/** Where the postings of a term stand, by field; reused from term to term. */
export class TermPlace {
  readonly fields: [title: FieldPlace, abstract: FieldPlace] = [newPlace(), newPlace()];
  readonly #reader = new ByteReader(new Uint8Array(0));

  /** @param at where the term's postings begin */
  read(postings: Uint8Array, at: number): void {
    const reader = this.#reader;
    reader.bytes = postings;
    reader.at = at;
    let positionsAt = reader.integer();
    const [title, abstract] = this.fields;
    title.count = reader.integer();
    const titleLength = title.count > 0 ? reader.integer() : 0;
    title.positionsAt = positionsAt;
    positionsAt += title.count > 0 ? reader.integer() : 0;
    title.positionsEnd = positionsAt;
    abstract.count = reader.integer();
    const abstractLength = abstract.count > 0 ? reader.integer() : 0;
    abstract.positionsAt = positionsAt;
    abstract.positionsEnd = positionsAt + (abstract.count > 0 ? reader.integer() : 0);
    title.documentsAt = reader.at;
    title.frequenciesAt = title.documentsAt + titleLength;
    title.blocksAt = title.frequenciesAt + ((title.count + 1) >>> 1);
    abstract.documentsAt = title.blocksAt + 4 * listedBlocks(title.count);
    abstract.frequenciesAt = abstract.documentsAt + abstractLength;
    abstract.blocksAt = abstract.frequenciesAt + ((abstract.count + 1) >>> 1);
  }
}

function newPlace(): FieldPlace {
  return { count: 0, documentsAt: 0, frequenciesAt: 0, blocksAt: 0, positionsAt: 0, positionsEnd: 0 };
}

/** How many blocks are told where their positions begin. */
function listedBlocks(count: number): number {
  return count === 0 ? 0 : Math.ceil(count / BLOCK) - 1;
}

/** Where the positions of a block begin; behind the last block, where they end. */
export function startOfBlock(postings: Uint8Array, place: FieldPlace, block: number): number {
  if (block === 0) return place.positionsAt;
  if (block * BLOCK >= place.count) return place.positionsEnd;
  const at = place.blocksAt + 4 * (block - 1);
  const [a = 0, b = 0, c = 0, d = 0] = [postings[at], postings[at + 1], postings[at + 2], postings[at + 3]];
  return place.positionsAt + ((a | (b << 8) | (c << 16) | (d << 24)) >>> 0);
}

/** @param documentCount how many documents the segment has */
export function writeTerm(
  postings: ByteWriter,
  documentCount: number,
  positionsAt: number,
  fields: readonly FieldLists[],
): void {
  postings.integer(positionsAt);
  for (const { count, documents, positionsLength } of fields) {
    postings.integer(count);
    if (count === 0) continue;
    postings.integer(lengthOfDocuments(documents, count, documentCount));
    postings.integer(positionsLength);
  }
  for (const { count, documents, frequencies, blocks } of fields) {
    if (count === 0) continue;
    if (isDense(count, documentCount)) writeBitmap(postings, documents, count, documentCount);
    else {
      let previous = -1;
      for (let at = 0; at < count; at++) {
        const document = documents[at] ?? 0;
        postings.integer(document - previous - 1);
        previous = document;
      }
    }
    for (let at = 0; at < count; at += 2) {
      postings.byte((frequencies[at] ?? 0) | (at + 1 < count ? (frequencies[at + 1] ?? 0) << 4 : 0));
    }
    for (let block = 1; block <= listedBlocks(count); block++) {
      const start = blocks[block] ?? 0;
      for (let shift = 0; shift < 32; shift += 8) postings.byte((start >>> shift) & 255);
    }
  }
}

/** Whether a bitmap is shorter than the gaps, of which each takes a byte or more. */
function isDense(count: number, documentCount: number): boolean {
  return count > bytesOfBitmap(documentCount);
}

function bytesOfBitmap(documentCount: number): number {
  return (documentCount + 7) >>> 3;
}

function lengthOfDocuments(documents: Uint32Array, count: number, documentCount: number): number {
  if (isDense(count, documentCount)) return bytesOfBitmap(documentCount);
  let length = 0;
  let previous = -1;
  for (let at = 0; at < count; at++) {
    const document = documents[at] ?? 0;
    const gap = document - previous - 1;
    length += gap < 128 ? 1 : gap < 16_384 ? 2 : gap < 2_097_152 ? 3 : gap < 268_435_456 ? 4 : 5;
    previous = document;
  }
  return length;
}

function writeBitmap(postings: ByteWriter, documents: Uint32Array, count: number, documentCount: number): void {
  const length = bytesOfBitmap(documentCount);
  postings.reserve(length);
  const { bytes, length: start } = postings;
  bytes.fill(0, start, start + length);
  for (let at = 0; at < count; at++) {
    const document = documents[at] ?? 0;
    const place = start + (document >>> 3);
    bytes[place] = (bytes[place] ?? 0) | (1 << (document & 7));
  }
  postings.length += length;
}

/**
 * Reads which documents have a term in a field.
 *
 * @param target has room for `place.count` of them
 */
export function readDocuments(
  postings: Uint8Array,
  { count, documentsAt }: FieldPlace,
  documentCount: number,
  target: Uint32Array,
): void {
  if (isDense(count, documentCount)) {
    const length = bytesOfBitmap(documentCount);
    let read = 0;
    for (let byte = 0; byte < length; byte++) {
      for (let bits = postings[documentsAt + byte] ?? 0; bits !== 0; bits &= bits - 1) {
        target[read++] = (byte << 3) + 31 - Math.clz32(bits & -bits);
      }
    }
    return;
  }
  let at = documentsAt;
  let document = -1;
  for (let read = 0; read < count; read++) {
    let byte = postings[at++] ?? 0;
    let gap = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++] ?? 0;
      gap |= (byte & 127) << shift;
    }
    document += gap + 1;
    target[read] = document;
  }
}

/** Sets the bits of the documents that have a term in a field; bit `n % 8` of byte `n / 8` stands for document `n`. */
export function addDocuments(
  postings: Uint8Array,
  { count, documentsAt }: FieldPlace,
  documentCount: number,
  bitmap: Uint8Array,
): void {
  if (isDense(count, documentCount)) {
    const length = bytesOfBitmap(documentCount);
    for (let byte = 0; byte < length; byte++) bitmap[byte] = (bitmap[byte] ?? 0) | (postings[documentsAt + byte] ?? 0);
    return;
  }
  let at = documentsAt;
  let document = -1;
  for (let read = 0; read < count; read++) {
    let byte = postings[at++] ?? 0;
    let gap = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++] ?? 0;
      gap |= (byte & 127) << shift;
    }
    document += gap + 1;
    const place = document >>> 3;
    bitmap[place] = (bitmap[place] ?? 0) | (1 << (document & 7));
  }
}

/** How often the document at place `at` of a list has the term; `MANY` stands for as often or more. */
export function frequencyAt(postings: Uint8Array, frequenciesAt: number, at: number): number {
  return ((postings[frequenciesAt + (at >>> 1)] ?? 0) >>> ((at & 1) << 2)) & MANY;
}

/**
 * Keeps those of some documents that have a term in a field.
 *
 * @param documents in ascending order; those that are kept come to its beginning
 * @param ranks one for each term that they were narrowed by, this one last: the places of the documents in its list; those
 *   of the others follow the documents
 * @returns how many are kept
 */
export function narrow(
  postings: Uint8Array,
  { count, documentsAt }: FieldPlace,
  documentCount: number,
  documents: Uint32Array,
  ranks: readonly Uint32Array[],
  length: number,
): number {
  const own = ranks.at(-1) ?? new Uint32Array(0);
  const others = ranks.slice(0, -1);
  const isList = !isDense(count, documentCount);
  let kept = 0;
  let at = documentsAt;
  let rank = 0;
  let document = -1;
  let byte = 0;
  for (let from = 0; from < length; from++) {
    const wanted = documents[from] ?? 0;
    let isThere = 0;
    if (isList) {
      while (document < wanted && rank < count) {
        let part = postings[at++] ?? 0;
        let gap = part & 127;
        for (let shift = 7; part > 127; shift += 7) {
          part = postings[at++] ?? 0;
          gap |= (part & 127) << shift;
        }
        document += gap + 1;
        rank++;
      }
      own[kept] = rank - 1;
      isThere = document === wanted ? 1 : 0;
    } else {
      for (; byte < wanted >>> 3; byte++) rank += BITS[postings[documentsAt + byte] ?? 0] ?? 0;
      const bits = postings[documentsAt + byte] ?? 0;
      own[kept] = rank + (BITS[bits & ((1 << (wanted & 7)) - 1)] ?? 0);
      isThere = (bits >>> (wanted & 7)) & 1;
    }
    documents[kept] = wanted;
    for (let other = 0; other < others.length; other++) {
      const places = others[other];
      if (places) places[kept] = places[from] ?? 0;
    }
    // Without a branch: whether a document has a word cannot be guessed.
    kept += isThere;
  }
  return kept;
}

/** By byte: how many of its bits are set. */
const BITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let bits = byte; bits !== 0; bits &= bits - 1) count++;
  return count;
});
