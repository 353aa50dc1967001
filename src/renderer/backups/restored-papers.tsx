/** The papers whose marks a restore would change. */
import type { RestorePlan } from '../library/mark-records';
import { counted } from '../ui/format';
import { describeRestored } from './backups-words';

export function RestoredPapers({ plan: { papers, added, changed, gone } }: { plan: RestorePlan }) {
  if (papers.length === 0) return null;
  const more = added + changed + gone - papers.length;
  return (
    <>
      <ul className="restore-papers" aria-label="Papers whose marks would change">
        {papers.map((paper) => (
          <li key={paper.entryId} data-kind={paper.kind}>
            <span className="restore-title">{paper.title ?? 'A paper that no digest here lists'}</span>
            <span className="restore-fields">{describeRestored(paper)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="backups-hint">And {counted(more, 'more paper')}.</p>}
    </>
  );
}
