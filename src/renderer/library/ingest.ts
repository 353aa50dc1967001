/** Works out what changes of the seeds folders mean for the database. Changes nothing itself. */
import type { Problem, SeedsChange } from '../../preload/api';
import { type AbstractsRecord, abstractsKeys, type FileRecord } from './database';
import { bytesOf, digestsOf, extend, type FileSoFar, type ReadChange } from './digests/incoming-digests';
import type { DigestRecord } from './digests/packed-digests';
import { continueFrom, type DigestOutline, isRevision } from './digests/revisions';

/** What the library holds before the changes. */
export interface IngestState {
  files: ReadonlyMap<string, FileRecord>;
  /** Files of which only a part came in so far. */
  unfinished: ReadonlyMap<string, FileSoFar>;
  /** `null` where the library does not have the digest. */
  readerVersionOf(digestId: string): number | null;
  outlineOf(digestId: string): DigestOutline | null;
  nextSequence: number;
  /** The number of the arrival that new entries belong to. */
  arrival: number;
}

/** How a digest came in. */
export interface IncomingDigest {
  digest: DigestRecord;
  /** Whether the same bytes were only read again, by a newer version of the reader. */
  isReread: boolean;
  /** The positions of the entries that the digest had in its earlier state, too. */
  known: ReadonlySet<number>;
}

/** What is to be stored, all at once. A digest that is both removed and added is replaced. */
export interface IngestPlan {
  /** `null` where a file is to be forgotten. */
  files: Map<string, FileRecord | null>;
  added: Map<string, IncomingDigest>;
  removed: Map<string, DigestOutline>;
  /** By key; not only of the digests that are added. */
  abstracts: Map<string, AbstractsRecord>;
  /** Digests and the ones that took their place, in the order in which it happened. */
  replaced: [before: string, after: string][];
  /** `null` where a file came in to its end, or is not to be waited for any more. */
  unfinished: Map<string, FileSoFar | null>;
}

export function emptyPlan(): IngestPlan {
  return {
    files: new Map(),
    added: new Map(),
    removed: new Map(),
    abstracts: new Map(),
    replaced: [],
    unfinished: new Map(),
  };
}

export function planIngest(state: IngestState, changes: readonly SeedsChange[]): IngestPlan {
  const planning = new Planning(state);
  for (const change of changes) planning.take(change);
  return planning.plan;
}

class Planning {
  readonly plan = emptyPlan();
  readonly #state: IngestState;
  #sequence: number;
  /** How many files hold each digest; counted when it is first asked for. */
  #holders: Map<string, number> | null = null;

  constructor(state: IngestState) {
    this.#state = state;
    this.#sequence = state.nextSequence;
  }

  take(change: SeedsChange): void {
    if (change.kind === 'read') {
      this.#takeRead(change);
      return;
    }
    this.#setUnfinished(change.file, null);
    const before = this.#fileOf(change.file);
    // The digests are kept, so that the next good reading is recognised as their revision.
    if (change.kind === 'unreadable') {
      this.#setFile(change.file, fileRecord(change, before?.digestIds ?? [], [change.problem]));
    } else {
      this.#setFile(change.file, before && { ...before, problems: [], isGone: true });
    }
  }

  #takeRead(change: ReadChange): void {
    const { file } = change;
    const before = this.plan.unfinished.get(file) ?? this.#state.unfinished.get(file) ?? null;
    const extended = extend(before, change);
    this.#setUnfinished(file, extended && !change.isLast ? extended.file : null);
    // The file is not known then, so that it is read again at the next start.
    if (!extended) return;
    for (const record of extended.abstracts) this.plan.abstracts.set(record.digestId, record);
    if (change.isLast) this.#finish(digestsOf(extended.file, change), change);
  }

  #finish(digests: DigestRecord[], change: ReadChange): void {
    const ids = digests.map(({ id }) => id);
    const before = this.#fileOf(change.file)?.digestIds ?? [];
    const gone = before.filter((id) => !ids.includes(id));
    this.#setFile(change.file, fileRecord(change, ids, []));
    const replaceable = gone.filter((id) => this.#readerVersionOf(id) !== null && !this.#isHeld(id));
    const [first] = digests;
    const olderReading = first && this.#isOutdated(first) ? this.#outlineOf(first.id) : null;
    for (const digest of digests) this.#add(digest, olderReading, replaceable);
    for (const id of replaceable) {
      const next = digests.find((digest) => this.#takesPlaceOf(id, digest));
      if (!next) continue;
      this.#remove(id);
      this.plan.replaced.push([id, next.id]);
    }
  }

  /** @param olderReading what an older version of the reader made of the file, or of its first capture */
  #add(digest: DigestRecord, olderReading: DigestOutline | null, replaceable: readonly string[]): void {
    const { id } = digest;
    const isStored = this.#readerVersionOf(id) !== null;
    if (isStored && !this.#isOutdated(digest)) {
      if (!this.plan.added.has(id)) this.#dropAbstracts(digest);
      return;
    }
    const revised = olderReading ? undefined : replaceable.find((other) => this.#takesPlaceOf(other, digest));
    const outline = isStored ? this.#outlineOf(id) : revised === undefined ? olderReading : this.#outlineOf(revised);
    // Reading a file again finds nothing new, whatever else the reader has learned to see in it.
    const isReread = isStored || olderReading !== null;
    const known = continueFrom(outline, digest, isReread ? 0 : this.#state.arrival);
    if (isStored) this.#remove(id);
    digest.sequence = outline?.id === id ? outline.sequence : this.#sequence++;
    this.plan.added.set(id, { digest, isReread, known });
  }

  /** Whether the library has a digest as an older version of the reader read it. */
  #isOutdated({ id, readerVersion }: DigestRecord): boolean {
    return (this.#readerVersionOf(id) ?? readerVersion) < readerVersion;
  }

  /** Whether a digest is what became of another that its file held before. */
  #takesPlaceOf(id: string, next: DigestRecord): boolean {
    const outline = this.#outlineOf(id);
    if (!outline || outline.id === next.id) return false;
    if (bytesOf(id) === bytesOf(next.id)) return outline.readerVersion < next.readerVersion;
    return isRevision(outline, next.heading, next.titleKeys);
  }

  #remove(id: string): void {
    const { added, removed } = this.plan;
    const pending = added.get(id);
    if (pending) {
      added.delete(id);
      this.#dropAbstracts(pending.digest);
    }
    const stored = removed.has(id) ? null : this.#state.outlineOf(id);
    if (stored) removed.set(id, stored);
  }

  #dropAbstracts(digest: DigestRecord): void {
    for (const key of abstractsKeys(digest, digest.ids.length)) this.plan.abstracts.delete(key);
  }

  #readerVersionOf(id: string): number | null {
    const pending = this.plan.added.get(id)?.digest.readerVersion;
    return pending ?? (this.plan.removed.has(id) ? null : this.#state.readerVersionOf(id));
  }

  #outlineOf(id: string): DigestOutline | null {
    return this.plan.added.get(id)?.digest ?? (this.plan.removed.has(id) ? null : this.#state.outlineOf(id));
  }

  #fileOf(file: string): FileRecord | null {
    return (this.plan.files.has(file) ? this.plan.files.get(file) : this.#state.files.get(file)) ?? null;
  }

  #setFile(file: string, record: FileRecord | null): void {
    for (const id of heldBy(this.#fileOf(file))) this.#count(id, -1);
    this.plan.files.set(file, record);
    for (const id of heldBy(record)) this.#count(id, 1);
  }

  #setUnfinished(file: string, soFar: FileSoFar | null): void {
    if (soFar || this.#state.unfinished.has(file) || this.plan.unfinished.has(file)) {
      this.plan.unfinished.set(file, soFar);
    }
  }

  #isHeld(id: string): boolean {
    if (!this.#holders) {
      this.#holders = new Map();
      const files = new Set([...this.#state.files.keys(), ...this.plan.files.keys()]);
      for (const file of files) for (const held of heldBy(this.#fileOf(file))) this.#count(held, 1);
    }
    return (this.#holders.get(id) ?? 0) > 0;
  }

  #count(id: string, difference: number): void {
    this.#holders?.set(id, (this.#holders.get(id) ?? 0) + difference);
  }
}

/** The digests that are in a file now. */
function heldBy(record: FileRecord | null): readonly string[] {
  return record && !record.isGone ? record.digestIds : [];
}

function fileRecord(
  { file, name, stamp, readerVersion }: Exclude<SeedsChange, { kind: 'removed' }>,
  digestIds: string[],
  problems: Problem[],
): FileRecord {
  return { file, name, ...stamp, digestIds, problems, readerVersion, isGone: false };
}
