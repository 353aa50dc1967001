/** One line of a digest file: its number, which entry it belongs to, its text, and what is wrong with it. */
import { TriangleAlert } from 'lucide-react';
import type { Ref } from 'react';
import type { DigestLine } from '../../preload/api';
import { InertText } from './inert-text';
import type { LineRole } from './line-roles';

interface RawLineProps {
  ref: Ref<HTMLLIElement>;
  /** From 1, of `total`. */
  number: number;
  total: number;
  /** Where it stands, within those drawn, from 0; and how far down, in pixels. */
  index: number;
  top: number;
  /** `undefined` while the line is on its way. */
  line: DigestLine | undefined;
  role: LineRole;
  isMarked: boolean;
  /** Whether it was not understood, or not rightly. */
  isWrong: boolean;
  problems: readonly string[];
  /** @param position the entry’s place in the digest, from 0 */
  onShowEntry(position: number): void;
}

export function RawLine({ number, index, top, line, role, isMarked, isWrong, problems, ...props }: RawLineProps) {
  return (
    <li
      ref={props.ref}
      className="raw-line"
      aria-posinset={number}
      aria-setsize={props.total}
      data-index={index}
      data-kind={role.kind}
      data-band={role.entry === null ? undefined : role.entry % 2}
      data-title={role.isTitle || undefined}
      data-marked={isMarked || undefined}
      data-wrong={isWrong || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className="raw-number">{number}</span>
      <span className="raw-entry">
        {role.isTitle && role.entry !== null && <EntryButton position={role.entry} onShow={props.onShowEntry} />}
        {isWrong && <TriangleAlert role="img" aria-label="not understood" size={12} strokeWidth={2} />}
      </span>
      <span className="raw-text">
        <bdi>{line && <InertText text={line.text} />}</bdi>
        {problems.map((message) => (
          <span key={message} className="raw-problem">
            {message}
          </span>
        ))}
      </span>
    </li>
  );
}

function EntryButton({ position, onShow }: { position: number; onShow(position: number): void }) {
  const number = position + 1;
  return (
    <button
      type="button"
      className="link-button"
      title="Show this paper"
      aria-label={`Entry ${number}: show this paper`}
      onClick={() => onShow(position)}
    >
      {number}
    </button>
  );
}
