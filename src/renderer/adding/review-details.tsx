/** More of the file that is chosen in a review: where it is from, what it was read as, what could not be read. */
import { formatCount, formatDay } from '../ui/format';
import type { Finding, ReviewedFile } from './review';
import { describeFinding } from './review-row';

type Readable = Extract<Finding, { kind: 'readable' }>;

/** More than these are not listed. */
const MOST_LISTED = 100;

export function ReviewDetails({ file: { name, finding } }: { file: ReviewedFile }) {
  return (
    <section className="review-details" aria-label="Details of the file">
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {finding?.kind === 'readable' && (
        <>
          <p>
            {finding.format}: {finding.digests.map(describeDigest).join('; ')}.
          </p>
          <Problems problems={finding.problems} />
        </>
      )}
      {finding !== null && finding.kind !== 'readable' && <p>{describeFinding(finding)}</p>}
    </section>
  );
}

function describeDigest({ heading, date, yearInferred }: Readable['digests'][number]): string {
  if (date === null) return 'without a date';
  const head = heading === null ? '' : `headed “${heading}”, which is `;
  return `${head}${formatDay(date)}${yearInferred ? ' (the year was worked out from its entries)' : ''}`;
}

function Problems({ problems }: Pick<Readable, 'problems'>) {
  if (problems.length === 0) return null;
  const more = problems.length - MOST_LISTED;
  return (
    <ul aria-label="Problems">
      {problems.slice(0, MOST_LISTED).map(({ line, message }, index) => (
        <li key={index} className="problem">
          <span className="problem-line">{line === null ? 'Whole file' : `Line ${formatCount(line)}`}</span>
          <span>{message}</span>
        </li>
      ))}
      {more > 0 && <li>{formatCount(more)} more.</li>}
    </ul>
  );
}
