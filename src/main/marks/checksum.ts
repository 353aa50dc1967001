/** CRC-32 (the one of zip and PNG, polynomial 0xEDB88320) of a stretch of bytes, four at a time: lines are too short for zlib's. */
const TABLES = makeTables();

/** @returns an unsigned 32-bit integer */
export function checksum(bytes: Uint8Array, start: number, end: number): number {
  let sum = -1;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    sum ^= byte(bytes, at) | (byte(bytes, at + 1) << 8) | (byte(bytes, at + 2) << 16) | (byte(bytes, at + 3) << 24);
    sum = entry(3, sum) ^ entry(2, sum >>> 8) ^ entry(1, sum >>> 16) ^ entry(0, sum >>> 24);
  }
  for (; at < end; at++) sum = entry(0, sum ^ byte(bytes, at)) ^ (sum >>> 8);
  return ~sum >>> 0;
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

function entry(table: number, value: number): number {
  return TABLES[table * 256 + (value & 255)] as number;
}

/** Table 0 takes a byte further by 8 bits, table 1 by 16 … */
function makeTables(): Int32Array {
  const tables = new Int32Array(4 * 256);
  for (let value = 0; value < 256; value++) {
    let sum = value;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    tables[value] = sum;
  }
  for (let at = 256; at < tables.length; at++) {
    const before = tables[at - 256] as number;
    tables[at] = (before >>> 8) ^ (tables[before & 255] as number);
  }
  return tables;
}
