/** The files that the library knows, as the page hands them on: JSON that it never read, checked before anything is made of it. */
import * as v from 'valibot';
import type { JsonOf, KnownFile } from '../preload/api';

const MOST_FILES = 10_000_000;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const path = v.pipe(v.string(), v.maxLength(10_000));
const knownFile = v.object({ file: path, size: v.number(), modifiedAt: v.number(), readerVersion: count });
const knownFiles = v.pipe(v.string(), v.parseJson(), v.array(knownFile), v.maxLength(MOST_FILES));

/** @throws where the text is no list of known files */
export function parseKnownFiles(json: JsonOf<KnownFile[]>): KnownFile[] {
  const result = v.safeParse(knownFiles, json, { abortEarly: true });
  if (!result.success) throw new Error('The list of known files is damaged.');
  return result.output;
}
