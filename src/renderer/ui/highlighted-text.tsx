/** Text with the words of a search marked in it. */
import { Fragment, useMemo } from 'react';
import { matchRanges } from '../library/query/match-ranges';

export function HighlightedText({ text, words }: { text: string; words: readonly string[] }) {
  const ranges = useMemo(() => (words.length > 0 ? matchRanges(text, words) : []), [text, words]);
  if (ranges.length === 0) return text;
  let end = 0;
  const parts = ranges.map(([from, to]) => {
    const before = text.slice(end, from);
    end = to;
    return (
      <Fragment key={from}>
        {before}
        <mark>{text.slice(from, to)}</mark>
      </Fragment>
    );
  });
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
