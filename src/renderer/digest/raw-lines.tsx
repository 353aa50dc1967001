/** The lines of a digest file as they stand there, and what each was read as; only those in sight exist as elements. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Problem } from '../../preload/api';
import type { DigestDetails } from '../library/paper-records';
import { counted, formatCount } from '../ui/format';
import { roleOf } from './line-roles';
import { RawLine } from './raw-line';
import { useDigestLines } from './use-digest-lines';

/** What is to be brought into sight, and marked. */
export type LineTarget = { entry: number } | { line: number };

interface RawLinesProps {
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** Absolute. Give it as the `key` as well. */
  file: string;
  /** `null` where no digest was read from the file. */
  digest: DigestDetails | null;
  problems: readonly Problem[];
  /** A new object scrolls again. */
  target: LineTarget | null;
  onTarget(target: LineTarget): void;
  onShowEntry(position: number): void;
}

/** Lines that can be scrolled through in one go: an element has a largest height, and measuring takes time with each. */
const SECTION = 50_000;
/** Pixels of a line that is not wrapped. */
const LINE_HEIGHT = 20;
/** Pixels that the heads above the lines cover. */
const HEADS_HEIGHT = 96;

export function RawLines({ scroller, file, digest, problems, target, onTarget, onShowEntry }: RawLinesProps) {
  const lines = useDigestLines(file, digest?.id ?? null);
  const { total, lineAt, want } = lines;
  const targetLine = target && lineOf(target, digest);
  const [section, setSection] = useState(() => sectionOf(targetLine ?? digest?.firstLine ?? 1));
  const first = section * SECTION + 1;
  const count = total === null ? 0 : Math.max(0, Math.min(total - first + 1, SECTION));

  const list = useRef<HTMLOListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => setScrollMargin(list.current?.offsetTop ?? 0));
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => first + index,
    overscan: 16,
    scrollMargin,
    scrollPaddingStart: HEADS_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const from = first + (items[0]?.index ?? 0);
  const to = first + (items.at(-1)?.index ?? 0);
  // What is to be shown is scrolled to once it is there: before, its height is not known.
  const [awaited, setAwaited] = useState<number | null>(null);
  useEffect(() => {
    // The file may have fewer lines than it had.
    if (targetLine === null || targetLine > (total ?? targetLine)) {
      setAwaited(null);
      return;
    }
    setSection(sectionOf(targetLine));
    setAwaited(targetLine);
  }, [target, targetLine, total]);
  useEffect(() => want(awaited ?? from, awaited ?? to), [awaited, from, to, want]);
  const isThere = awaited !== null && lineAt(awaited) !== undefined && sectionOf(awaited) === section;
  useEffect(() => {
    if (awaited === null || !isThere) return;
    virtualizer.scrollToIndex(awaited - first, { align: 'start' });
    setAwaited(null);
  }, [awaited, isThere, first, virtualizer]);

  const messages = useMemo(() => messagesByLine(problems), [problems]);
  const wrongLines = useMemo(() => [...messages.keys()].sort((a, b) => a - b), [messages]);
  const nextWrong = wrongLines.find((line) => line > (targetLine ?? 0)) ?? wrongLines[0];
  const markedEntry = target && 'entry' in target ? target.entry : null;

  const style = {
    height: virtualizer.getTotalSize(),
    '--line-digits': digitsOf(total ?? 0),
    '--entry-digits': digitsOf(digest?.entries ?? 0),
  } as CSSProperties;

  return (
    <section aria-label="Lines of the file">
      <header className="raw-head">
        <h3>{total === null ? 'Lines of the file' : counted(total, 'line')}</h3>
        {nextWrong !== undefined && (
          <button type="button" className="quiet-button" onClick={() => onTarget({ line: nextWrong })}>
            Next line not understood
          </button>
        )}
      </header>
      {digest && (
        <ul className="raw-legend" aria-label="What lines were read as">
          <li data-kind="entry">Entry, by its number</li>
          <li data-kind="heading">Heading</li>
          <li data-kind="page">Around the entries</li>
          {wrongLines.length > 0 && <li data-kind="unread">Not understood</li>}
        </ul>
      )}
      {lines.problem !== null && (
        <p className="raw-note" role="alert">
          {lines.problem}
        </p>
      )}
      {lines.isChanged && (
        <p className="raw-note" role="alert">
          The file is not what it was when the digest was read from it. These are its lines now.
        </p>
      )}
      {section > 0 && (
        <p className="raw-more">
          <button type="button" className="quiet-button" onClick={() => onTarget({ line: first - 1 })}>
            Earlier lines
          </button>
        </p>
      )}
      <ol ref={list} className={digest ? 'raw-lines' : 'raw-lines is-plain'} start={first} style={style}>
        {items.map((item) => {
          const number = first + item.index;
          const role = roleOf(number, lineAt, digest);
          return (
            <RawLine
              key={item.key}
              ref={virtualizer.measureElement}
              number={number}
              total={total ?? 0}
              index={item.index}
              top={item.start - scrollMargin}
              line={lineAt(number)}
              role={role}
              isMarked={markedEntry === null ? number === targetLine : role.entry === markedEntry}
              problems={messages.get(number) ?? NONE}
              // Of a file that is no digest, no line was understood: that is said once.
              isWrong={messages.has(number) || (digest !== null && role.kind === 'unread')}
              onShowEntry={onShowEntry}
            />
          );
        })}
      </ol>
      {total !== null && first + count <= total && (
        <p className="raw-more">
          <button type="button" className="quiet-button" onClick={() => onTarget({ line: first + count })}>
            Later lines: {formatCount(first + count)} to {formatCount(Math.min(total, first + count + SECTION - 1))}
          </button>
        </p>
      )}
    </section>
  );
}

const NONE: readonly string[] = [];

/** What is wrong with each line, every message once. */
function messagesByLine(problems: readonly Problem[]): ReadonlyMap<number, string[]> {
  const byLine = new Map<number, string[]>();
  for (const { line, message } of problems) {
    if (line === null) continue;
    const messages = byLine.get(line);
    if (!messages) byLine.set(line, [message]);
    else if (!messages.includes(message)) messages.push(message);
  }
  return byLine;
}

function lineOf(target: LineTarget, digest: DigestDetails | null): number | null {
  return 'line' in target ? target.line : (digest?.entryLines[target.entry] ?? null);
}

function digitsOf(count: number): number {
  return String(count).length;
}

function sectionOf(line: number): number {
  return Math.floor((line - 1) / SECTION);
}
