/** What Offprint says on the terminal while it runs without a window. */
import type { LibraryCounts, SeedsState } from '../preload/api';

/** The least time between two lines of counts; in ms. */
const BETWEEN_COUNTS = 400;

export class TerminalReport {
  readonly #print: (line: string) => void;
  #lastFolders = '';
  #lastCounts = '';
  #counts: LibraryCounts | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isFirst = true;

  constructor(print: (line: string) => void) {
    this.#print = print;
    print('Offprint is running without a window.');
  }

  watched({ folders, isPaused }: SeedsState): void {
    const verb = isPaused ? 'Not watching' : 'Watching';
    const lines = folders.map(
      ({ path, problem, files }) => `${verb} ${path} (${problem ?? counted(files, 'digest file')})`,
    );
    const text = lines.join('\n');
    if (text !== this.#lastFolders) this.#print(text);
    this.#lastFolders = text;
  }

  /** Prints the counts soon, unless they are what was printed last. */
  counted(counts: LibraryCounts): void {
    this.#counts = counts;
    this.#timer ??= setTimeout(() => this.#printCounts(), BETWEEN_COUNTS);
  }

  #printCounts(): void {
    this.#timer = null;
    if (this.#counts === null) return;
    const line = countsLine(this.#counts);
    if (line !== this.#lastCounts) this.#print(line);
    this.#lastCounts = line;
    if (this.#isFirst) this.#print('Stop it with Ctrl+C.');
    this.#isFirst = false;
  }
}

function countsLine({ papers, digests, unread, problems }: LibraryCounts): string {
  return `${counted(papers, 'paper')} in ${counted(digests, 'digest')}, ${unread} unread, ${counted(problems, 'problem')}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
