/**
 * The text of a note as several devices may change it at once: a CRDT (Yjs, https://docs.yjs.dev), so that what was typed on any
 * of them is in what they come to, wherever they come to it.
 */
import * as Y from 'yjs';

/** A Yjs update with everything that is known of a note. */
export type NoteState = Uint8Array<ArrayBuffer>;

const TEXT = 'note';
/** Documents would be given random names, which takes longer than all else, and is of no use here. */
const NAME = { guid: TEXT };

/**
 * Who made a state, for whoever changes it next to go on as the same: thus what is typed in one go is one stretch, and a state grows
 * with its text, not with how often it was stored. Each is gone on with once, or two changes would be taken for one.
 */
const writers = new WeakMap<NoteState, number>();

/**
 * The state of a note after it was changed by hand.
 *
 * @param state `null` where nothing but the text was kept of it so far
 */
export function changedState(state: NoteState | null, before: string, after: string): NoteState {
  const known = state ?? stateOf(before);
  const doc = docOf(known);
  doc.clientID = writers.get(known) ?? doc.clientID;
  writers.delete(known);
  // A state that lost its text, or is of another one, is not to bring that back.
  changeText(doc, after);
  const changed = encoded(doc);
  writers.set(changed, doc.clientID);
  return changed;
}

/** What two states of a note come to, in whichever order. */
export function mergedState(one: NoteState, other: NoteState): NoteState {
  return copied(Y.mergeUpdates([one, other]));
}

export function textOf(state: NoteState): string {
  return docOf(state).getText(TEXT).toString();
}

/** The same everywhere for the same text: devices that have it from before they knew of each other do not have it twice then. */
export function stateOf(text: string): NoteState {
  const doc = new Y.Doc(NAME);
  doc.clientID = hashOf(text);
  doc.getText(TEXT).insert(0, text);
  return encoded(doc);
}

function docOf(state: NoteState): Y.Doc {
  const doc = new Y.Doc(NAME);
  Y.applyUpdate(doc, state);
  return doc;
}

/** Replaces what differs between the beginnings and the ends that both texts share. */
function changeText(doc: Y.Doc, after: string): void {
  const text = doc.getText(TEXT);
  const before = text.toString();
  const { start, end } = shared(before, after);
  doc.transact(() => {
    text.delete(start, before.length - end - start);
    text.insert(start, after.slice(start, after.length - end));
  });
}

/** The text from which it takes the least to come to another. */
export function nearestOf(texts: readonly string[], to: string): string {
  const [first = to] = texts;
  return texts.reduce((nearest, text) => (distance(text, to) < distance(nearest, to) ? text : nearest), first);
}

/** How many letters lie between the beginnings and the ends that two texts share. */
function distance(one: string, other: string): number {
  const { start, end } = shared(one, other);
  return one.length + other.length - 2 * (start + end);
}

/** How long the beginnings and the ends are that two texts share. */
function shared(before: string, after: string): { start: number; end: number } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  // A pair of surrogates is one letter: half of it would be lost.
  if (isFirstHalf(before, start - 1) || isFirstHalf(after, start - 1)) start--;
  if (end > 0 && (isFirstHalf(before, before.length - end - 1) || isFirstHalf(after, after.length - end - 1))) end--;
  return { start, end };
}

function isFirstHalf(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function encoded(doc: Y.Doc): NoteState {
  return copied(Y.encodeStateAsUpdate(doc));
}

/** Yjs may give a view into something larger, which would be stored along. */
function copied(update: Uint8Array): NoteState {
  return new Uint8Array(update);
}

/** FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/): 32 bits, as Yjs takes for a client. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
