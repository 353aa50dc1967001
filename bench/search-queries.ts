/** Searches of a reader, made of the texts themselves so that most of them find something. */
import { tokensOf } from '../src/renderer/library/search/tokens';

/** All of what is to be had, or a part of it that is not. */
export interface BenchQuery {
  kind: 'typing' | 'words' | 'phrase' | 'exclusion';
  /** Words, of which the last may be the beginning of one. */
  words: string[];
  isPrefix: boolean;
  /** A word that must not be there. */
  without: string | null;
}

export const QUERY_KINDS = ['typing', 'words', 'phrase', 'exclusion'] as const;

interface Text {
  title: string;
  abstract: string;
}

/** @param texts at least one; each has words */
export function makeQueries(texts: readonly Text[], count: number, random: () => number): BenchQuery[] {
  const any = <T>(values: readonly T[], fallback: T): T => values[Math.floor(random() * values.length)] ?? fallback;
  const tokensOfAny = () => {
    const { title, abstract } = any(texts, { title: 'a', abstract: 'a' });
    return random() < 0.5 ? tokensOf(title) : tokensOf(abstract);
  };
  const wordsOfAny = (number: number) => {
    const tokens = tokensOfAny();
    return Array.from({ length: number }, () => any(tokens, 'the'));
  };
  return Array.from({ length: count }, (_, at): BenchQuery => {
    const kind = QUERY_KINDS[at % QUERY_KINDS.length] ?? 'words';
    const number = 1 + Math.floor(random() * 4);
    switch (kind) {
      case 'typing': {
        const words = wordsOfAny(number);
        const last = words.pop() ?? 'the';
        // Any moment of typing the last word is as likely as any other.
        return {
          kind,
          words: [...words, last.slice(0, 1 + Math.floor(random() * last.length))],
          isPrefix: true,
          without: null,
        };
      }
      case 'phrase': {
        const tokens = tokensOfAny();
        const start = Math.floor(random() * Math.max(1, tokens.length - 2));
        return {
          kind,
          words: tokens.slice(start, start + 2 + Math.floor(random() * 2)),
          isPrefix: false,
          without: null,
        };
      }
      case 'exclusion': {
        const [word = 'the', other = 'of'] = wordsOfAny(2);
        return { kind, words: [word], isPrefix: false, without: other };
      }
      default:
        return { kind, words: wordsOfAny(number), isPrefix: false, without: null };
    }
  });
}
