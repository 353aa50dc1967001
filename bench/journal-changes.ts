/** Invented changes of marks, as a heavy reader makes them over the years: statuses, stars, tags, and notes that are gone back to. */
import type { JournalChange } from '../src/preload/api';
import { journalJson } from '../src/renderer/library/journal/journal-records';
import { changedState, type NoteState } from '../src/renderer/library/marks/note-text';
import { seededBelow } from '../torture/tally';

interface Reading {
  changes: number;
  papers: number;
  seed: number;
}

/** Every tenth paper has a note, and one change in fifty goes on with one of them. */
const NOTED = 10;
const NOTE_CHANGES = 50;
const TAGS = ['methods', 'to-cite', 'teaching', 'reading-group'];
const MOST_AT_ONCE = 500;

/** The changes in their order, as many as go to the journal at once: most of them by themselves, some of a selection. */
export function* inventedChanges({ changes, papers, seed }: Reading): Generator<JournalChange[]> {
  const below = seededBelow(seed);
  const notes = new Map<number, { note: string; noteState: NoteState }>();
  const seen = new Uint8Array(papers);
  let batch: JournalChange[] = [];
  let length = 1;
  for (let number = 0; number < changes; number++) {
    // Papers come and go: what is changed is mostly of the latest tenth.
    const latest = Math.floor((number / changes) * papers);
    const any = below(10) === 0 ? below(latest + 1) : Math.max(0, latest - below(papers / 10));
    const kind = below(NOTE_CHANGES);
    const paper = kind === 0 ? any - (any % NOTED) : any;
    const at = 1_450_000_000_000 + number * 150_000;
    const set: Record<string, unknown> = {};
    const isPlain = seen[paper] === 1 && kind > 0;
    if (seen[paper] === 0) Object.assign(set, identityOf(paper, below));
    seen[paper] = 1;
    if (kind === 0) Object.assign(set, noteAfter(notes, paper, below), { own: null, notedAt: at });
    else if (kind < 30)
      Object.assign(set, { status: ['read', 'skipped', 'reading', 'unread'][below(4)], statusAt: at });
    else if (kind < 40) set.starredAt = below(2) === 0 ? null : at;
    else set[`tag:${TAGS[below(TAGS.length)]}`] = below(3) === 0 ? null : at;
    const change: JournalChange = { table: 'marks', key: keyOf(paper), set: { ...set, changedAt: at } };
    // As the page hands them over: bytes and sketches as text.
    batch.push(...(isPlain ? [change] : (JSON.parse(journalJson([change])) as JournalChange[])));
    if (batch.length < length) continue;
    yield batch;
    batch = [];
    length = 1 + (below(10) === 0 ? below(MOST_AT_ONCE) : below(10));
  }
  if (batch.length > 0) yield batch;
}

/** As long as the ids of entries are. */
function keyOf(paper: number): string {
  return `paper-${String(paper).padStart(16, '0')}`;
}

function identityOf(paper: number, below: (limit: number) => number): Record<string, unknown> {
  const sketch = Uint32Array.from({ length: 16 }, () => below(2 ** 32));
  return { titleKey: `title-${String(paper).padStart(16, '0')}`, abstractKey: keyOf(paper), sketch };
}

function noteAfter(
  notes: Map<number, { note: string; noteState: NoteState }>,
  paper: number,
  below: (limit: number) => number,
) {
  const before = notes.get(paper);
  const words = `Seen again, ${below(1000)} lines further down. `;
  const note = (before?.note ?? '').length < 2000 ? (before?.note ?? '') + words : words;
  const noteState = changedState(before?.noteState ?? null, before?.note ?? '', note);
  notes.set(paper, { note, noteState });
  return { note, noteState };
}
