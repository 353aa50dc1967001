/** Which folders are watched, in two lines, and the way to change that. */
import { FolderOpen } from 'lucide-react';
import type { SeedsState } from '../../preload/api';
import { IconButton } from '../ui/icon-button';

interface SeedsSummaryProps {
  seeds: SeedsState;
  onChoose(): void;
  onResume(): void;
}

export function SeedsSummary({ seeds, onChoose, onResume }: SeedsSummaryProps) {
  const { folders, isPaused } = seeds;
  const first = folders[0];
  return (
    <section className="seeds-folder" aria-label="Seeds folder">
      <div className="seeds-folder-line">
        <span className="seeds-folder-path" title={folders.map(({ path }) => path).join('\n')}>
          <bdi>{first?.path}</bdi>
        </span>
        {folders.length > 1 && (
          <span className="seeds-folder-more">
            +{folders.length - 1}
            <span className="visually-hidden"> more folders</span>
          </span>
        )}
        <IconButton icon={FolderOpen} label="Seeds folders…" onClick={onChoose} />
      </div>
      {isPaused && (
        <p className="seeds-folder-paused">
          Watching paused.
          <button type="button" className="link-button" onClick={onResume}>
            Resume
          </button>
        </p>
      )}
      {folders.map(
        ({ path, problem }) =>
          problem && (
            <p key={path} className="seeds-folder-problem">
              {folders.length > 1 && (
                <>
                  <bdi>{path}</bdi>:{' '}
                </>
              )}
              {problem}
            </p>
          ),
      )}
    </section>
  );
}
