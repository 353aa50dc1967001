/** Works out what changes of the seeds folder mean for the database. Changes nothing itself. */
import type { SeedsChange } from '../../preload/api';
import { dayOf, MISSING } from './columns';
import type { AbstractsRecord, DigestRecord, FileRecord } from './database';
import { SKETCH_SIZE } from './entries';

/** Raise it when main learns to read digests better: all files are read once more then. */
export const READER_VERSION = 1;

/**
 * From how many characters on an abstract tells a paper from another. Shorter ones ("To appear.") are shared by papers
 * that have nothing else in common, so that they are kept without their sketch.
 */
const TELLING_LENGTH = 80;

/** What tells whether one digest is a revision of another. */
export interface DigestOutline {
  heading: string | null;
  titleKeys: readonly string[];
}

/** What the library holds before the changes. */
export interface IngestState {
  files: ReadonlyMap<string, FileRecord>;
  /** `null` where the library does not have the digest. */
  outlineOf(digestId: string): DigestOutline | null;
  /** Digests read by an earlier version of the reader. */
  outdated: ReadonlySet<string>;
  nextSequence: number;
}

export interface IncomingDigest {
  digest: DigestRecord;
  abstracts: AbstractsRecord;
}

/** What is to be stored, all at once. A digest that is both removed and added is replaced. */
export interface IngestPlan {
  /** `null` where a file is no longer there. */
  files: Map<string, FileRecord | null>;
  added: Map<string, IncomingDigest>;
  removed: Set<string>;
}

export function planIngest(state: IngestState, changes: readonly SeedsChange[]): IngestPlan {
  const plan: IngestPlan = { files: new Map(), added: new Map(), removed: new Set() };
  const fileOf = (file: string) => (plan.files.has(file) ? plan.files.get(file) : state.files.get(file)) ?? null;
  let sequence = state.nextSequence;
  for (const change of changes) {
    if (change.kind === 'removed') {
      plan.files.set(change.file, null);
      continue;
    }
    const before = fileOf(change.file);
    const record = { file: change.file, ...change.stamp, readerVersion: READER_VERSION };
    if (change.kind === 'unreadable') {
      // The digest is kept, so that the next good reading is recognised as its revision.
      plan.files.set(change.file, { ...record, digestId: before?.digestId ?? null, problems: [change.problem] });
      continue;
    }
    const { digestId } = change;
    plan.files.set(change.file, { ...record, digestId, problems: [] });
    const isStored = state.outlineOf(digestId) !== null && !plan.removed.has(digestId);
    const isOutdated = state.outdated.has(digestId);
    if ((!isStored || isOutdated) && !plan.added.has(digestId)) {
      if (isStored) plan.removed.add(digestId);
      plan.added.set(digestId, incomingDigest(change, sequence++));
    }
    if (before?.digestId && before.digestId !== digestId) replaceByRevision(state, plan, before.digestId, change);
  }
  return plan;
}

/** Takes out the digest that a file held before, where the new one is a later state of it and no other file has it. */
function replaceByRevision(
  state: IngestState,
  plan: IngestPlan,
  digestId: string,
  change: SeedsChange & { kind: 'read' },
): void {
  const pending = plan.added.get(digestId)?.digest;
  const outline = pending ?? (plan.removed.has(digestId) ? null : state.outlineOf(digestId));
  const isElsewhere = [...new Set([...state.files.keys(), ...plan.files.keys()])].some((file) => {
    const record = plan.files.has(file) ? plan.files.get(file) : state.files.get(file);
    return record?.digestId === digestId;
  });
  if (!outline || isElsewhere || !isRevision(outline, change.digest.heading, change.digest.entries)) return;
  plan.added.delete(digestId);
  if (state.outlineOf(digestId)) plan.removed.add(digestId);
}

/** Whether a capture is a later state of an earlier one: same heading, and at least half of the shorter one in common. */
export function isRevision(
  before: DigestOutline,
  heading: string | null,
  entries: readonly { titleKey: string }[],
): boolean {
  if (before.heading !== heading) return false;
  if (before.titleKeys.length === 0) return true;
  // Nothing in common to tell by: a file that is being written anew may hold no more than its heading for a moment.
  if (entries.length === 0) return heading !== null;
  const known = new Set(before.titleKeys);
  const titleKeys = new Set(entries.map((entry) => entry.titleKey));
  const shared = [...titleKeys].filter((titleKey) => known.has(titleKey)).length;
  return shared * 2 >= Math.min(known.size, titleKeys.size);
}

function incomingDigest({ digestId, digest }: SeedsChange & { kind: 'read' }, sequence: number): IncomingDigest {
  const { entries } = digest;
  const sketches = new Uint32Array(entries.length * SKETCH_SIZE);
  entries.forEach((entry, position) => {
    const isTelling = (entry.abstract ?? '').length >= TELLING_LENGTH;
    if (isTelling) sketches.set(entry.sketch, position * SKETCH_SIZE);
  });
  return {
    digest: {
      id: digestId,
      sequence,
      readerVersion: READER_VERSION,
      heading: digest.heading,
      date: digest.date,
      isYearInferred: digest.yearInferred,
      problems: digest.problems,
      ids: entries.map((entry) => entry.id),
      titles: entries.map((entry) => entry.title),
      titleKeys: entries.map((entry) => entry.titleKey),
      abstractKeys: entries.map((entry) => entry.abstractKey),
      sketches,
      authorCounts: Int32Array.from(entries, (entry) => entry.authorCount ?? MISSING),
      publishedOn: Int32Array.from(entries, (entry) => dayOf(entry.publishedOn)),
      comments: Int32Array.from(entries, (entry) => entry.comments ?? MISSING),
      organizations: entries.map((entry) => entry.organization),
      links: entries.map((entry) => (entry.links.length > 0 ? entry.links : null)),
      lines: Int32Array.from(entries, (entry) => entry.line),
    },
    abstracts: { digestId, abstracts: entries.map((entry) => entry.abstract ?? '') },
  };
}
