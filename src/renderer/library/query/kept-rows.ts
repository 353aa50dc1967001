/**
 * The papers that stay in their list though they no longer belong there, until the reader cleans up or goes elsewhere.
 *
 * A paper that was just read stays in the list of unread ones: nothing moves under the cursor. It is kept for lists of the
 * same place that ask for the same marks; what is sought in texts may change, and is held against kept papers, too.
 */
import { ALL, type Expression, joined, negated } from './language/expression';
import { PaperSet } from './paper-set';

export class KeptRows {
  #place = '';
  /** By the marks that a list asks for: those that were marked in it. */
  readonly #marked = new Map<string, PaperSet>();
  /** Those that were selected when digests took them out, and the list that had them. */
  #held = { list: '', papers: new PaperSet(0) };

  /** @param place what tells a place of the reader from others; another one forgets what was kept */
  goTo(place: string): void {
    if (place !== this.#place) this.clear();
    this.#place = place;
  }

  clear(): void {
    this.#marked.clear();
    this.#held = { list: '', papers: new PaperSet(0) };
  }

  /** Says that papers were marked while a list had them. */
  noteMarked(expression: Expression, papers: PaperSet): void {
    const marks = marksIn(expression);
    const before = this.#marked.get(marks);
    this.#marked.set(marks, before ? papers.copy().unite(before) : papers);
  }

  /** Says that selected papers were in a list when digests came or went. */
  hold(list: string, papers: PaperSet): void {
    this.#held = { list, papers: this.#held.list === list ? papers.copy().unite(this.#held.papers) : papers };
  }

  /** The papers whose marks were changed in a list like this; a sort by marks leaves them where they are. */
  markedIn(expression: Expression): PaperSet {
    return this.#marked.get(marksIn(expression)) ?? NONE;
  }

  /**
   * The papers that a list keeps beside what it means.
   *
   * @param list tells the list from others
   * @param papersOf finds what an expression means
   */
  keptFor(list: string, expression: Expression, papersOf: (expression: Expression) => PaperSet): PaperSet {
    const held = this.#held.list === list ? this.#held.papers : NONE;
    const marked = this.markedIn(expression);
    if (marked.isEmpty) return held;
    return papersOf(withoutMarks(expression)).copy().intersect(marked).unite(held);
  }

  /** Follows papers that become others. @param now gives a set with the numbers that its papers have now */
  renumber(now: (papers: PaperSet) => PaperSet): void {
    for (const [marks, papers] of this.#marked) this.#marked.set(marks, now(papers));
    this.#held.papers = now(this.#held.papers);
  }
}

const NONE = new PaperSet(0);

/** What an expression asks for of what the reader said, in a form that tells it from others. */
function marksIn(expression: Expression): string {
  return JSON.stringify(onlyMarks(expression));
}

function onlyMarks(expression: Expression): Expression | null {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const { kind } = expression;
      return joined(
        kind,
        expression.parts.map(onlyMarks).filter((part) => part !== null),
      );
    }
    case 'not': {
      const part = onlyMarks(expression.part);
      return part && negated(part);
    }
    default:
      return isOfMarks(expression) ? expression : null;
  }
}

/** What an expression means of papers whatever the reader said of them. */
function withoutMarks(expression: Expression): Expression {
  return lenient(expression, true);
}

/** @param isWanted whether what the expression means is wanted, and not to be left out */
function lenient(expression: Expression, isWanted: boolean): Expression {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { ...expression, parts: expression.parts.map((part) => lenient(part, isWanted)) };
    case 'not':
      return negated(lenient(expression.part, !isWanted));
    default:
      if (!isOfMarks(expression)) return expression;
      return isWanted ? ALL : negated(ALL);
  }
}

/** Whether marks decide whether a condition is met. Words are looked for in notes and tags as well, but mostly elsewhere. */
function isOfMarks(condition: Expression): boolean {
  switch (condition.kind) {
    case 'is':
      return condition.what !== 'new';
    case 'has':
      return condition.what === 'note' || condition.what === 'tag';
    case 'days':
      return condition.column !== 'published' && condition.column !== 'seen';
    case 'text':
      return condition.field === 'note';
    default:
      return condition.kind === 'tag';
  }
}
