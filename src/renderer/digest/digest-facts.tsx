/** What Offprint knows of a digest beside its papers: the file, the date, how much was found, what was not understood. */
import type { ReactNode } from 'react';
import type { Problem } from '../../preload/api';
import type { DigestDetails } from '../library/paper-records';
import { CopyButton } from '../ui/copy-button';
import { counted, formatCount, formatMoment } from '../ui/format';
import { DateCorrection } from './date-correction';

interface DigestFactsProps {
  digest: DigestDetails;
  onCorrectDate(date: string | null): void;
  onShowLine(line: number): void;
}

export function DigestFacts({ digest, onCorrectDate, onShowLine }: DigestFactsProps) {
  const { file, name, copies, problems } = digest;
  return (
    <dl className="digest-facts">
      <Fact name="File">
        {file === null ? (
          'No longer in a seeds folder. The papers stay, and so does what you marked.'
        ) : (
          <>
            <p>
              <bdi className="fact-value">{name}</bdi>
            </p>
            <p className="fact-path">
              <bdi>{file}</bdi>
              <CopyButton label="Copy the path" text={file} />
            </p>
          </>
        )}
        {copies.length > 0 && (
          <p className="fact-remark">
            The same is in {counted(copies.length, 'other file')}: <bdi>{copies.join(', ')}</bdi>
          </p>
        )}
      </Fact>
      <Fact name="Date">
        <DateCorrection digest={digest} onCorrect={onCorrectDate} />
      </Fact>
      <Fact name="Entries">
        {formatCount(digest.entries)}
        <span className="fact-remark">{describePapers(digest)}</span>
      </Fact>
      <Fact name="Read">
        {digest.readAt === null ? 'By an earlier version of Offprint' : formatMoment(digest.readAt)}
        <span className="fact-remark">
          {digest.format && `as “${digest.format}”, `}by version {digest.readerVersion} of the reader
        </span>
      </Fact>
      <Fact name="Problems">
        {problems.length === 0 ? (
          'None: every line was understood.'
        ) : (
          <ProblemList problems={problems} hasFile={file !== null} onShowLine={onShowLine} />
        )}
      </Fact>
    </dl>
  );
}

function describePapers({ entries, papers, newPapers }: DigestDetails): string {
  const distinct = papers === entries ? '' : `${counted(papers, 'paper')}; `;
  return `${distinct}${formatCount(newPapers)} new, ${formatCount(papers - newPapers)} in a digest before it`;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How many problems are listed at once; the lines below show them all. */
const MOST_LISTED = 8;

function ProblemList({
  problems,
  hasFile,
  onShowLine,
}: {
  problems: Problem[];
  hasFile: boolean;
  onShowLine(line: number): void;
}) {
  const more = problems.length - MOST_LISTED;
  return (
    <ul className="fact-problems">
      {problems.slice(0, MOST_LISTED).map(({ line, message }, index) => (
        <li key={index}>
          {line !== null && hasFile ? (
            <button type="button" className="link-button" onClick={() => onShowLine(line)}>
              Line {formatCount(line)}
            </button>
          ) : (
            <span className="problem-line">{line === null ? 'Whole file' : `Line ${formatCount(line)}`}</span>
          )}
          <span>{message}</span>
        </li>
      ))}
      {more > 0 && <li className="fact-remark">And {counted(more, 'more problem')}, marked in the lines below.</li>}
    </ul>
  );
}
