/**
 * The lines of a marks journal: JSON objects, each with the checksum of what follows it.
 *
 *     {"sum":"3f2a09c1","journal":2,"device":"…","kept":0}
 *     {"sum":"90b1d2aa","sequence":1,"device":"…","at":[1763718291123,0],"table":"marks","key":"…","set":{"readAt":…}}
 *
 * The first says what the file is, and how many bytes of lines it had when it was last written anew. `at` is a hybrid
 * logical clock (Kulkarni et al. 2014): milliseconds since 1970, never less than before, and a count within one of them.
 */
import * as v from 'valibot';
import type { JournalChange } from '../../preload/api';
import { checksum } from './checksum';

/** Raise it when lines are written that an earlier Offprint would get wrong. */
export const JOURNAL_VERSION = 2;

export type Clock = readonly [time: number, count: number];

export const NEW_LINE = 0x0a;
const DIGITS = Buffer.from('0123456789abcdef');
/** Stands where the checksum will. */
const NO_SUM = '00000000';
const SUM_DIGITS = NO_SUM.length;
const PREFIX = Buffer.from('{"sum":"');
/** Where the part begins that the checksum is of. */
const BODY = PREFIX.length + SUM_DIGITS + '",'.length;
const SEQUENCE = Buffer.from('"sequence":');

export interface Stamp {
  sequence: number;
  device: string;
  at: Clock;
}

/** A line of its own, its end included. */
export function changeLine({ sequence, device, at }: Stamp, { table, key, set }: JournalChange): Buffer {
  // Named one by one: putting objects together takes as long as the rest.
  return sealed({ sum: NO_SUM, sequence, device, at, table, key, set });
}

/**
 * The first line. Whatever later versions of the format change, it is to be of this form: earlier ones tell by it.
 *
 * @param kept how many bytes of lines follow from the beginning
 */
export function headLine(device: string, kept: number, version = JOURNAL_VERSION): Buffer {
  return summed({ journal: version, device, kept });
}

/** A line of its own, its end included, that begins with the checksum of the rest. */
export function summed(fields: object): Buffer {
  return sealed({ sum: NO_SUM, ...fields });
}

function sealed(fields: { sum: typeof NO_SUM; [name: string]: unknown }): Buffer {
  const line = Buffer.from(`${JSON.stringify(fields)}\n`);
  let sum = checksum(line, BODY, line.length - 1);
  for (let at = PREFIX.length + SUM_DIGITS - 1; at >= PREFIX.length; at--) {
    line[at] = DIGITS[sum & 15] as number;
    sum >>>= 4;
  }
  return line;
}

/** Whether the bytes from `start` up to, not including, `end` are a line as it was written; without its end. */
export function isWhole(bytes: Buffer, start: number, end: number): boolean {
  if (end - start <= BODY) return false;
  for (let at = 0; at < PREFIX.length; at++) if (bytes[start + at] !== PREFIX[at]) return false;
  let sum = 0;
  for (let at = start + PREFIX.length; at < start + PREFIX.length + SUM_DIGITS; at++) {
    const digit = hexDigit(bytes[at] as number);
    if (digit < 0) return false;
    sum = sum * 16 + digit;
  }
  const isClosed = bytes[start + BODY - 2] === 0x22 && bytes[start + BODY - 1] === 0x2c;
  return isClosed && sum === checksum(bytes, start + BODY, end);
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1;
}

/** Where the next line may begin that was glued to damaged bytes; -1 where there is none. */
export function nextStart(bytes: Buffer, from: number, end: number): number {
  const start = bytes.indexOf(PREFIX, from);
  return start < 0 || start >= end ? -1 : start;
}

/** The sequence of the whole line that begins here; -1 where it is none of a change. Does not parse the rest. */
export function sequenceAt(bytes: Buffer, start: number): number {
  let at = start + BODY;
  for (let index = 0; index < SEQUENCE.length; index++, at++) if (bytes[at] !== SEQUENCE[index]) return -1;
  let sequence = 0;
  for (; ; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return sequence;
    sequence = sequence * 10 + digit;
  }
}

/** What stands in front of what a line sets; nothing else is as long as a key may be. */
const FRONT =
  /^"sequence":(\d+),"device":"([\w-]+)","at":\[(\d+),(\d+)\],"table":"(\w+)","key":"((?:[^"\\]|\\.)*)","set":/;
const LONGEST_FRONT = 300;

/** A line without what it sets. */
export interface Front extends Stamp {
  /** Tells records apart, within files of this form. */
  record: string;
}

/** Reads the front of the whole line that begins here, which takes less than parsing all of it; `null` where it is of another form. */
export function frontAt(bytes: Buffer, start: number): Front | null {
  const front = FRONT.exec(bytes.toString('latin1', start + BODY, start + BODY + LONGEST_FRONT));
  if (!front) return null;
  const [, sequence, device = '', time, count, table, key] = front;
  return { sequence: Number(sequence), device, at: [Number(time), Number(count)], record: `${table}/${key}` };
}

/** The same of a line that was parsed. */
export function frontOf(line: (Stamp & JournalChange) | null): Front | null {
  if (line === null) return null;
  const { sequence, device, at, table, key } = line;
  const written = Buffer.from(JSON.stringify(key).slice(1, -1)).toString('latin1');
  return { sequence, device, at, record: `${table}/${written}` };
}

const headSchema = v.object({ journal: v.number(), kept: v.optional(v.number(), 0) });

/** @param line a whole first line; `null` where it is none */
export function parseHead(line: string): v.InferOutput<typeof headSchema> | null {
  const head = v.safeParse(headSchema, JSON.parse(line));
  return head.success ? head.output : null;
}

/** @param line a whole line of a change: what its checksum is right of was written by `changeLine` */
export function parseLine(line: string): Stamp & JournalChange {
  return JSON.parse(line);
}
