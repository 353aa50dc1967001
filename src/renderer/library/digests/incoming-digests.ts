/** Files as they come from main, one with a great many entries in parts, and the records that are made of them. */
import type { Digest, DigestPart, IdentifiedEntry, SeedsChange } from '../../../preload/api';
import { dayOf, MISSING } from '../columns';
import { ABSTRACTS_PER_RECORD, type AbstractsRecord, abstractsKey } from '../database';
import { SKETCH_SIZE } from '../papers/entries';
import type { DigestRecord, EntryColumns } from './packed-digests';

/**
 * From how many characters on an abstract tells a paper from another. Shorter ones ("To appear.") are shared by papers
 * that have nothing else in common, so that they are kept without their sketch.
 */
const TELLING_LENGTH = 80;

export type ReadChange = SeedsChange & { kind: 'read' };

/** One capture of a file that is being read, as far as it came. Never changed: what comes next makes a new one. */
interface CaptureSoFar {
  id: string;
  head: Omit<Digest, 'entries'>;
  parts: readonly EntryColumns[];
  length: number;
  /** The abstracts that do not fill a record yet, and how many records they come behind. */
  abstracts: readonly string[];
  fullRecords: number;
}

/** A file that is being read, as far as it came. */
export interface FileSoFar {
  readonly captures: readonly CaptureSoFar[];
}

/** A file with what a change brought of it, and the records of abstracts that became full by that. */
export interface Extended {
  file: FileSoFar;
  abstracts: AbstractsRecord[];
}

/** @returns `null` where the change does not go on from where the file was left: something between them was lost */
export function extend(before: FileSoFar | null, change: ReadChange): Extended | null {
  const captures = beginsFile(change) ? [] : [...(before?.captures ?? [])];
  if (captures.length === 0 && !beginsFile(change)) return null;
  const abstracts: AbstractsRecord[] = [];
  for (const part of change.digests) {
    const last = captures.at(-1);
    const isSame = last?.id === part.id;
    if (part.start !== (isSame ? last.length : 0)) return null;
    const capture = extendCapture(isSame ? last : beginCapture(part), part, change.readerVersion, abstracts);
    if (isSame) captures.pop();
    captures.push(capture);
  }
  if (change.isLast) for (const capture of captures) abstracts.push(...rest(capture, change.readerVersion));
  return { file: { captures }, abstracts };
}

/** The digests of a file that came in to its end. The sequences and arrivals are yet to be given. */
export function digestsOf({ captures }: FileSoFar, { readerVersion, format, readAt }: ReadChange): DigestRecord[] {
  return captures.map(({ id, head, parts, length }) => ({
    id,
    sequence: 0,
    readerVersion,
    heading: head.heading,
    date: head.date,
    isYearInferred: head.yearInferred,
    problems: head.problems,
    firstLine: head.firstLine,
    format,
    readAt,
    arrivals: new Int32Array(length),
    ...joined(parts),
  }));
}

/** What the captures of a file share: the name of its bytes. */
export function bytesOf(digestId: string): string {
  return digestId.replace(/\.\d+$/, '');
}

function beginsFile({ digests: [first] }: ReadChange): boolean {
  return first !== undefined && first.start === 0 && first.id === bytesOf(first.id);
}

function beginCapture({ id, digest: { entries, ...head } }: DigestPart): CaptureSoFar {
  return { id, head, parts: [], length: 0, abstracts: [], fullRecords: 0 };
}

function extendCapture(
  capture: CaptureSoFar,
  { digest: { entries } }: DigestPart,
  readerVersion: number,
  full: AbstractsRecord[],
): CaptureSoFar {
  let abstracts = [...capture.abstracts, ...entries.map((entry) => entry.abstract ?? '')];
  let { fullRecords } = capture;
  for (; abstracts.length >= ABSTRACTS_PER_RECORD; fullRecords++) {
    const digestId = abstractsKey({ id: capture.id, readerVersion }, fullRecords);
    full.push({ digestId, abstracts: abstracts.slice(0, ABSTRACTS_PER_RECORD) });
    abstracts = abstracts.slice(ABSTRACTS_PER_RECORD);
  }
  const parts = [...capture.parts, columnsOf(entries)];
  return { ...capture, parts, length: capture.length + entries.length, abstracts, fullRecords };
}

/** The last record of a capture's abstracts, which is not full. */
function rest({ id, abstracts, fullRecords }: CaptureSoFar, readerVersion: number): AbstractsRecord[] {
  if (abstracts.length === 0) return [];
  return [{ digestId: abstractsKey({ id, readerVersion }, fullRecords), abstracts: [...abstracts] }];
}

function columnsOf(entries: readonly IdentifiedEntry[]): EntryColumns {
  const sketches = new Uint32Array(entries.length * SKETCH_SIZE);
  entries.forEach((entry, position) => {
    const isTelling = (entry.abstract ?? '').length >= TELLING_LENGTH;
    if (isTelling) sketches.set(entry.sketch, position * SKETCH_SIZE);
  });
  return {
    ids: entries.map((entry) => entry.id),
    titles: entries.map((entry) => entry.title),
    titleKeys: entries.map((entry) => entry.titleKey),
    abstractKeys: entries.map((entry) => entry.abstractKey),
    sketches,
    authorCounts: Int32Array.from(entries, (entry) => entry.authorCount ?? MISSING),
    publishedOn: Int32Array.from(entries, (entry) => dayOf(entry.publishedOn)),
    monthDays: Int16Array.from(entries, (entry) => Number(entry.monthDay?.replace('-', '') ?? 0)),
    comments: Int32Array.from(entries, (entry) => entry.comments ?? MISSING),
    organizations: entries.map((entry) => entry.organization),
    links: entries.map((entry) => (entry.links.length > 0 ? entry.links : null)),
    lines: Int32Array.from(entries, (entry) => entry.line),
  };
}

function joined(parts: readonly EntryColumns[]): EntryColumns {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  return {
    ids: parts.flatMap((part) => part.ids),
    titles: parts.flatMap((part) => part.titles),
    titleKeys: parts.flatMap((part) => part.titleKeys),
    abstractKeys: parts.flatMap((part) => part.abstractKeys),
    sketches: joinedIntegers(parts, (part) => part.sketches, new Uint32Array(lengthOf(parts) * SKETCH_SIZE)),
    authorCounts: joinedIntegers(parts, (part) => part.authorCounts, new Int32Array(lengthOf(parts))),
    publishedOn: joinedIntegers(parts, (part) => part.publishedOn, new Int32Array(lengthOf(parts))),
    monthDays: joinedIntegers(parts, (part) => part.monthDays, new Int16Array(lengthOf(parts))),
    comments: joinedIntegers(parts, (part) => part.comments, new Int32Array(lengthOf(parts))),
    organizations: parts.flatMap((part) => part.organizations),
    links: parts.flatMap((part) => part.links),
    lines: joinedIntegers(parts, (part) => part.lines, new Int32Array(lengthOf(parts))),
  };
}

function lengthOf(parts: readonly EntryColumns[]): number {
  return parts.reduce((length, part) => length + part.ids.length, 0);
}

/** @param target of the length of all together */
function joinedIntegers<A extends Int16Array | Int32Array | Uint32Array>(
  parts: readonly EntryColumns[],
  column: (part: EntryColumns) => A,
  target: A,
): A {
  let at = 0;
  for (const part of parts) {
    target.set(column(part), at);
    at += column(part).length;
  }
  return target;
}
