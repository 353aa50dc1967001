/** One seeds folder in their dialog: where it is, how it does, and what can be done about it. */
import { Folder, FolderInput, X } from 'lucide-react';
import type { SeedsFolder } from '../../preload/api';
import { counted } from '../ui/format';
import { IconButton } from '../ui/icon-button';

interface SeedsFolderItemProps {
  folder: SeedsFolder;
  /** Whether new digests are put into it. */
  isFirst: boolean;
  isOnly: boolean;
  isPaused: boolean;
  onMakeFirst(): void;
  onRemove(): void;
  onIncludeSubfolders(includesSubfolders: boolean): void;
}

export function SeedsFolderItem({ folder, isFirst, isOnly, isPaused, ...props }: SeedsFolderItemProps) {
  const { path, includesSubfolders, problem, files } = folder;
  const Icon = isFirst ? FolderInput : Folder;
  return (
    <li className="seeds-item" aria-label={path}>
      <Icon className="seeds-item-icon" aria-hidden="true" size={17} strokeWidth={1.75} />
      <div className="seeds-item-words">
        <p className="seeds-item-path" title={path}>
          <bdi>{path}</bdi>
        </p>
        <p className="seeds-hint">
          {problem === null && counted(files, 'digest file')}
          {problem === null && isPaused && ' at the last look'}
          {isFirst && `${problem === null ? '. ' : ''}New digests are put here.`}
        </p>
        {problem !== null && <p className="seeds-hint seeds-problem">{problem}</p>}
        <p className="seeds-item-choices">
          <label>
            <input
              type="checkbox"
              checked={includesSubfolders}
              onChange={(event) => props.onIncludeSubfolders(event.target.checked)}
            />
            Include subfolders
          </label>
          {!isFirst && (
            <button type="button" className="link-button" onClick={props.onMakeFirst}>
              Put new digests here
            </button>
          )}
        </p>
      </div>
      {!isOnly && <IconButton icon={X} label="Remove" onClick={props.onRemove} />}
    </li>
  );
}
