/** Tells what a file that is not text seems to be, from its first bytes. */

/** How many bytes at the start are looked at for control characters. */
const SAMPLE = 4096;
/** Text has next to none; compressed or machine code has about one in ten. */
const MOST_CONTROLS = 0.02;

/** What a file of this kind begins with, and what to call it. */
const SIGNATURES: readonly (readonly [kind: string, signature: string, offset?: number])[] = [
  ['a PNG picture', '\x89PNG'],
  ['a JPEG picture', '\xff\xd8\xff'],
  ['a GIF picture', 'GIF8'],
  ['a WebP picture', 'WEBP', 8],
  ['an AVIF or HEIC picture', 'ftypavif', 4],
  ['an AVIF or HEIC picture', 'ftyphei', 4],
  ['a video', 'ftyp', 4],
  ['a TIFF picture', 'II*\0'],
  ['a TIFF picture', 'MM\0*'],
  ['a PDF document', '%PDF-'],
  ['a PostScript document', '%!PS'],
  ['an RTF document', '{\\rtf'],
  ['an older Word, Excel or PowerPoint document', '\xd0\xcf\x11\xe0'],
  ['a ZIP archive or an office document', 'PK\x03\x04'],
  ['a gzip archive', '\x1f\x8b'],
  ['an xz archive', '\xfd7zXZ'],
  ['a Zstandard archive', '\x28\xb5\x2f\xfd'],
  ['a 7-Zip archive', '7z\xbc\xaf'],
  ['a RAR archive', 'Rar!\x1a'],
  ['an SQLite database', 'SQLite format 3\0'],
  ['a saved web page in a binary form (web archive)', 'bplist00'],
  ['a program', '\x7fELF'],
  ['a program', 'MZ\x90'],
  ['a sound recording', 'ID3'],
  ['a sound recording', 'OggS'],
];

/** What the first bytes say that the file is, with its article; `null` where they are those of no kind that is known. */
export function signatureKind(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SAMPLE)).toString('latin1');
  for (const [kind, signature, offset = 0] of SIGNATURES) {
    if (head.startsWith(signature, offset)) return kind;
  }
  return isMailHead(head) ? 'a web archive (MHTML)' : null;
}

/** Whether the bytes are no text in any encoding that has one byte for each ASCII character. */
export function isBinary(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return true;
  const sample = bytes.subarray(0, SAMPLE);
  let controls = 0;
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at] ?? 32;
    if (byte < 32 && !isTextControl(byte)) controls++;
  }
  return controls > sample.length * MOST_CONTROLS;
}

/** Tab, line ends, form feed, and the escape that colours a terminal's output. */
function isTextControl(byte: number): boolean {
  return (byte >= 9 && byte <= 13) || byte === 27;
}

/** A page with its pictures in one file is stored as a mail of many parts. */
function isMailHead(head: string): boolean {
  return /^[a-z-]+: ?\S/i.test(head) && /^content-type:\s*multipart\/related/im.test(head);
}
