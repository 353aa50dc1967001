/**
 * A digest as it was read, and the same packed into two buffers: as it is stored, and taken into memory without a string
 * for each of its fields.
 */
import type { Organization, Problem } from '../../../preload/api';
import { MISSING } from '../columns';
import { PackedTexts } from '../packed-texts';
import { SKETCH_SIZE } from '../papers/entries';

/** The entries of a digest, column by column: arrays of one length, one place for each entry. */
export interface EntryColumns {
  ids: string[];
  titles: string[];
  titleKeys: string[];
  abstractKeys: (string | null)[];
  /** SKETCH_SIZE integers for each entry; all 0 where its abstract does not tell it from others. */
  sketches: Uint32Array;
  authorCounts: Int32Array;
  /** Days since 1970. */
  publishedOn: Int32Array;
  /** Month times 100 and day, of dates that are written without a year; 0 of all others. */
  monthDays: Int16Array;
  comments: Int32Array;
  organizations: (Organization | null)[];
  links: (string[] | null)[];
  /** Where the titles stand in the file, from 1. */
  lines: Int32Array;
}

/** What a digest says of itself, without its entries. */
export interface DigestFacts {
  /** See `DigestPart` in preload/api.ts. */
  id: string;
  /** Counts up with each digest that comes in; one that is only read again keeps it. */
  sequence: number;
  readerVersion: number;
  heading: string | null;
  date: string | null;
  isYearInferred: boolean;
  problems: Problem[];
  /** Where the capture begins in the file, from 1. */
  firstLine: number;
  /** What it was read as; `null` where that is not known. */
  format: string | null;
  /** Milliseconds since 1970; `null` where that is not known. */
  readAt: number | null;
}

/** A digest without its abstracts, as it was read. Integers are `MISSING` where unknown. */
export interface DigestRecord extends DigestFacts, EntryColumns {
  /** The number of the arrival in which each entry first came in here; 0 where it is to be called new no more. */
  arrivals: Int32Array;
}

/** The same, packed. */
export interface PackedDigest extends DigestFacts {
  /** How many entries it has. */
  length: number;
  /** Those that its entries name, each once. */
  organizations: Organization[];
  /** One column behind the other: those of `INTEGERS`, where the texts of each of `TEXTS` end, and the sketches. */
  integers: Int32Array;
  /** In UTF-8, one column of `TEXTS` behind the other. */
  texts: Uint8Array;
}

const INTEGERS = [
  'authorCounts',
  'publishedOn',
  'monthDays',
  'comments',
  'organizations',
  'lines',
  'arrivals',
] as const;
export const TEXTS = ['ids', 'titles', 'titleKeys', 'abstractKeys', 'links'] as const;
type IntegerColumn = (typeof INTEGERS)[number];
type TextColumn = (typeof TEXTS)[number];

/** Parts the links of an entry: none has white space in it. */
const LINK_END = '\n';

export function packDigest(record: DigestRecord): PackedDigest {
  const { ids, titles, titleKeys, abstractKeys, links, sketches } = record;
  const { id, sequence, readerVersion, heading, date, isYearInferred, problems, firstLine, format, readAt } = record;
  const { length } = ids;
  const { organizations, numbers } = numberOrganizations(record.organizations);
  const integers = new Int32Array(length * (INTEGERS.length + TEXTS.length + SKETCH_SIZE));
  INTEGERS.forEach((name, at) => {
    integers.set(name === 'organizations' ? numbers : record[name], at * length);
  });
  const texts = new PackedTexts();
  for (const column of [ids, titles, titleKeys]) for (const text of column) texts.add(text);
  for (const key of abstractKeys) texts.add(key ?? '');
  for (const urls of links) texts.add(urls?.join(LINK_END) ?? '');
  integers.set(texts.ends(), length * INTEGERS.length);
  integers.set(sketches, length * (INTEGERS.length + TEXTS.length));
  const facts = { id, sequence, readerVersion, heading, date, isYearInferred, problems, firstLine, format, readAt };
  return { ...facts, length, organizations, integers, texts: texts.bytes() };
}

/** How many bytes a packed digest takes, near enough. */
export function sizeOf({ integers, texts }: PackedDigest): number {
  return integers.byteLength + texts.byteLength;
}

/** The columns of a packed digest: views of its buffers. */
export class PackedColumns {
  readonly length: number;
  /** In UTF-8, one column behind the other. */
  readonly texts: Uint8Array;
  readonly #ends: Int32Array;
  readonly #integers: Int32Array;

  constructor({ length, integers, texts }: PackedDigest) {
    this.length = length;
    this.texts = texts;
    this.#ends = integers.subarray(length * INTEGERS.length, length * (INTEGERS.length + TEXTS.length));
    this.#integers = integers;
  }

  integers(name: IntegerColumn): Int32Array {
    const from = INTEGERS.indexOf(name) * this.length;
    return this.#integers.subarray(from, from + this.length);
  }

  /** Where each text of a column ends in `texts`; it begins where the one before it ends. */
  endsOf(name: TextColumn): Int32Array {
    const from = TEXTS.indexOf(name) * this.length;
    return this.#ends.subarray(from, from + this.length);
  }

  /** Where the first text of a column begins in `texts`. */
  startOf(name: TextColumn): number {
    return this.#ends[TEXTS.indexOf(name) * this.length - 1] ?? 0;
  }

  /** How many bytes the texts of a column have. */
  bytesOf(name: TextColumn): number {
    const start = this.startOf(name);
    return (this.#ends[(TEXTS.indexOf(name) + 1) * this.length - 1] ?? start) - start;
  }

  /** See `EntryColumns`. */
  sketches(): Uint32Array {
    const { buffer, byteOffset, BYTES_PER_ELEMENT } = this.#integers;
    const from = byteOffset + this.length * (INTEGERS.length + TEXTS.length) * BYTES_PER_ELEMENT;
    return new Uint32Array(buffer, from, this.length * SKETCH_SIZE);
  }
}

/** The links of an entry, from what `TEXTS` has of them. */
export function linksIn(text: string): string[] {
  return text === '' ? [] : text.split(LINK_END);
}

function numberOrganizations(named: readonly (Organization | null)[]): {
  organizations: Organization[];
  numbers: Int32Array;
} {
  const organizations: Organization[] = [];
  const known = new Map<string, number>();
  const numbers = Int32Array.from(named, (organization) => {
    if (!organization) return MISSING;
    const key = `${organization.handle}\n${organization.name}`;
    const number = known.get(key) ?? organizations.push(organization) - 1;
    known.set(key, number);
    return number;
  });
  return { organizations, numbers };
}
