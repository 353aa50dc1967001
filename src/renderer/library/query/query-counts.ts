/** How many papers queries find, for the lists in the sidebar: counted behind what the reader does, one at a time. */
import { Slices } from '../search/slices';
import type { Evaluation } from './evaluation';
import type { Expression } from './language/expression';
import { parseQuery } from './language/parse-query';
import { today } from './language/today';

export interface QueryCount {
  papers: number;
  unread: number;
}

/** More queries than a sidebar has. */
const KEPT = 200;

export class QueryCounts {
  readonly #evaluation: Pick<Evaluation, 'papersOf' | 'version'>;
  readonly #prepare: (expression: Expression) => Promise<void>;
  readonly #slices = new Slices();
  /** By query; the one asked for last is the last. */
  readonly #kept = new Map<string, { state: string; count: QueryCount }>();

  /** @param prepare brings into memory what the evaluation needs */
  constructor(
    evaluation: Pick<Evaluation, 'papersOf' | 'version'>,
    prepare: (expression: Expression) => Promise<void>,
  ) {
    this.#evaluation = evaluation;
    this.#prepare = prepare;
  }

  /** What a query finds now. Nothing is counted again before something changed. */
  async of(query: string): Promise<QueryCount> {
    const kept = this.#kept.get(query);
    if (kept && kept.state === this.#state) return kept.count;
    // A keystroke that came meanwhile goes first.
    await this.#slices.pause();
    const { expression } = parseQuery(query, today());
    await this.#prepare(expression);
    const papers = this.#evaluation.papersOf(expression);
    const unread = this.#evaluation.papersOf({ kind: 'is', what: 'unread' });
    const count = { papers: papers.size, unread: papers.countCommon(unread) };
    this.#kept.delete(query);
    this.#kept.set(query, { state: this.#state, count });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return count;
  }

  /** Days are counted from today. */
  get #state(): string {
    return `${this.#evaluation.version} ${today()}`;
  }
}
