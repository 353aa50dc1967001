/** Text with the words of a search marked in it. */
import { createElement, Fragment, useMemo } from 'react';
import type { Sought, TextField } from '../library/query/language/expression';
import { matchRanges } from '../library/query/match-ranges';

interface HighlightedTextProps {
  text: string;
  /** What the search looks for. */
  words: readonly Sought[];
  /** What the text is: what is looked for elsewhere is not marked in it. `any` where it may be anything. */
  field?: TextField;
}

export function HighlightedText({ text, words, field = 'any' }: HighlightedTextProps) {
  const ranges = useMemo(() => {
    const sought = words.filter((one) => field === 'any' || one.field === 'any' || one.field === field);
    return matchRanges(text, sought);
  }, [text, words, field]);
  if (ranges.length === 0) return text;
  let end = 0;
  const parts = ranges.flatMap(([from, to]) => {
    const before = text.slice(end, from);
    end = to;
    return [before, createElement('mark', null, text.slice(from, to))];
  });
  // Without keys: another text takes over the elements of the one before.
  return createElement(Fragment, null, ...parts, text.slice(end));
}
