/** The papers that the reader wrote a note about, and the words of the notes: made ready once, and looked through often. */
import { NamedTexts, spaced } from './named-texts';
import { PaperSet } from './paper-set';

export interface NoteSources {
  /** Counts up with every change to a note. */
  notesVersion(): number;
  /** Of every paper that has one; `notedAt` in milliseconds since 1970. */
  notes(): Iterable<{ paper: number; note: string; notedAt: number }>;
}

export class NotedPapers {
  readonly #sources: NoteSources;
  #state = '';
  #papers: number[] = [];
  #notedAt: number[] = [];
  #texts = new NamedTexts();
  /** What notes were made into: one that is changed is no reason to read all others again. */
  #spaced = new Map<string, string>();

  constructor(sources: NoteSources) {
    this.#sources = sources;
  }

  /** Adds to a set the papers whose notes have words in a row. @param papersVersion tells which papers there are */
  addHaving(set: PaperSet, words: readonly string[], isPrefix: boolean, papersVersion: number): PaperSet {
    this.#refresh(papersVersion);
    if (this.#papers.length === 0) return set;
    const flags = this.#texts.flagsOf(words, isPrefix);
    this.#papers.forEach((paper, number) => {
      if (flags[number] === 1) set.add(paper);
    });
    return set;
  }

  /** The papers whose notes were changed between two times. @param to not included */
  changedBetween(from: number, to: number, length: number, papersVersion: number): PaperSet {
    this.#refresh(papersVersion);
    const isBetween = (_: number, number: number) => {
      const time = this.#notedAt[number] ?? Number.NaN;
      return time >= from && time < to;
    };
    return PaperSet.of(length, this.#papers.filter(isBetween));
  }

  #refresh(papersVersion: number): void {
    const state = `${papersVersion} ${this.#sources.notesVersion()}`;
    if (state === this.#state) return;
    const before = this.#spaced;
    this.#state = state;
    this.#papers = [];
    this.#notedAt = [];
    this.#texts = new NamedTexts();
    this.#spaced = new Map();
    for (const { paper, note, notedAt } of this.#sources.notes()) {
      const text = before.get(note) ?? spaced(note);
      this.#spaced.set(note, text);
      this.#papers.push(paper);
      this.#notedAt.push(notedAt);
      this.#texts.add(text);
    }
  }
}
