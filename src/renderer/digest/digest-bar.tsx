/** The line above the papers of one digest: which it is, what came of it, and the way to its page. */
import { TriangleAlert } from 'lucide-react';
import type { DigestDetails } from '../library/paper-records';
import { counted, formatCount } from '../ui/format';
import { digestTitle } from './digest-title';

export function DigestBar({ digest, onOpen }: { digest: DigestDetails; onOpen(): void }) {
  const { papers, newPapers, problems } = digest;
  return (
    <header className="digest-bar">
      <div className="digest-bar-words">
        <h2>{digestTitle(digest)}</h2>
        <p>
          <span>{counted(papers, 'paper')}</span>
          <span>{formatCount(newPapers)} new</span>
          {problems.length > 0 && (
            <span className="digest-bar-problems">
              <TriangleAlert aria-hidden="true" size={12} strokeWidth={2} /> {counted(problems.length, 'problem')}
            </span>
          )}
        </p>
      </div>
      <button type="button" className="quiet-button" onClick={onOpen}>
        About this digest
      </button>
    </header>
  );
}
