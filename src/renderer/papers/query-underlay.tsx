/** Behind the text of the search box: which parts of it are qualifiers, and which are mistaken. */
import { type RefObject, useEffect, useRef } from 'react';
import type { ParsedQuery, QueryProblem } from '../library/query/language/parse-query';

interface QueryUnderlayProps {
  text: string;
  tokens: ParsedQuery['tokens'];
  problems: readonly QueryProblem[];
  input: RefObject<HTMLInputElement | null>;
}

/** UTF-16 units: in longer ones nobody looks for colours. */
const LONGEST = 1000;

export function QueryUnderlay({ text, tokens, problems, input }: QueryUnderlayProps) {
  const underlay = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = input.current;
    if (!box) return;
    let frame = 0;
    // Chromium scrolls the text of an input behind the event that moved the caret, and tells nobody.
    const follow = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (underlay.current) underlay.current.scrollLeft = box.scrollLeft;
      });
    };
    follow();
    const events = ['scroll', 'input', 'select', 'keydown', 'keyup', 'pointermove', 'pointerup', 'blur', 'focus'];
    for (const event of events) box.addEventListener(event, follow);
    return () => {
      cancelAnimationFrame(frame);
      for (const event of events) box.removeEventListener(event, follow);
    };
  }, [input, text]);
  if (text.length > LONGEST) return null;
  return (
    <div ref={underlay} aria-hidden="true" className="query-underlay">
      {tokens.map(({ kind, from, to }) => {
        const isMistaken = problems.some((problem) => problem.from < to && from < problem.to);
        const isPlain = kind === 'space' || kind === 'word' || kind === 'phrase' || kind === 'parenthesis';
        const classes = [isPlain ? '' : `query-${kind}`, isMistaken ? 'query-mistake' : ''].join(' ').trim();
        return (
          <span key={from} {...(classes && { className: classes })}>
            {text.slice(from, to)}
          </span>
        );
      })}
    </div>
  );
}
