/** The latest steps that changed marks and tags, so that they can be taken back and done again. */
import type { MarkStep } from '../mark-records';
import { goesOn, joinedNotes, type MarkEdit, sizeOf } from './mark-edits';
import type { TagEdit } from './tags';

export interface Step extends MarkStep {
  edit: MarkEdit | null;
  tags: readonly TagEdit[];
}

const MOST_STEPS = 100;
/** Steps of millions of papers are remembered as long as all take no more than this, in bytes; the latest in any case. */
const MOST_BYTES = 200_000_000;
/** Milliseconds: what is typed into a note without a longer pause is one step. */
const PAUSE = 2000;

export class MarkSteps {
  #steps: Step[] = [];
  /** The page outlives a worker that stopped: what it knew of the steps there is to name none of these. */
  #lastId = Date.now();
  /** The step that further typing belongs to. */
  #typing: { step: Step; paper: number; at: number } | null = null;

  add(label: string, edit: MarkEdit | null, tags: readonly TagEdit[] = []): Step {
    this.#typing = null;
    const step = { id: ++this.#lastId, label, edit, tags };
    this.#steps.push(step);
    let size = 0;
    const kept = this.#steps.findLastIndex((other) => {
      size += other.edit ? sizeOf(other.edit) : 0;
      return size > MOST_BYTES && other !== step;
    });
    this.#steps = this.#steps.slice(Math.max(kept + 1, this.#steps.length - MOST_STEPS));
    return step;
  }

  /** The same of a note that is being typed: it goes on with the step before where that is of the same note. */
  addNote(label: string, edit: MarkEdit, paper: number): Step {
    const now = Date.now();
    const typing = this.#typing;
    const before = typing?.paper === paper && now - typing.at < PAUSE ? typing.step.edit : null;
    if (typing && before && goesOn(before, edit)) {
      typing.step.edit = joinedNotes(before, edit);
      typing.at = now;
      return typing.step;
    }
    const step = this.add(label, edit);
    this.#typing = { step, paper, at: now };
    return step;
  }

  /** @throws in words for the reader, where it is no longer remembered */
  get(id: number): Step {
    this.#typing = null;
    const step = this.#steps.find((other) => other.id === id);
    if (!step) throw new Error('This was too long ago to be undone.');
    return step;
  }
}
