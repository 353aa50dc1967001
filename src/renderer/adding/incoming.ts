/** What the reader brings, wherever it comes from: named, but not read before its turn. */
import type { IncomingFile, OpenedFile } from '../../preload/api';
import { call } from '../bridge';

export interface Incoming {
  /** For a file of a folder, with the folders that lead to it: `Captures/2025/Monday.txt`. */
  name: string;
  /** Bytes. */
  size: number;
  /** Rejects where the file cannot be read. */
  read(): Promise<IncomingFile>;
}

/** Everything of one drop, paste, choice or opening. */
export interface Gathered {
  files: Incoming[];
  /** Names of files that were in the folders and are no digest files. */
  passedOver: string[];
}

/** @param name where it is not the file's own */
export function fromFile(file: File, name = file.name): Incoming {
  const read = async () => ({
    name,
    bytes: new Uint8Array(await file.arrayBuffer()),
    modifiedAt: file.lastModified,
  });
  return { name, size: file.size, read };
}

export function fromText(text: string, name: string): Incoming {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.length, read: async () => ({ name, bytes }) };
}

/** A file that main was told to open. */
export function fromOpened({ id, name, size }: OpenedFile): Incoming {
  return { name, size, read: () => call('read-opened-file', id) };
}

/** @throws Error, without reading it, where the file is larger than `largest` bytes */
export async function readWithin(incoming: Incoming, largest: number): Promise<IncomingFile> {
  if (incoming.size > largest) {
    const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
    throw new Error(`It is ${megabytes(incoming.size)} large; a digest has at most ${megabytes(largest)}.`);
  }
  return incoming.read();
}
