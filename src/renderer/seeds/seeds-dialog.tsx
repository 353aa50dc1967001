/** The dialog in which the reader says which folders are watched, and how. */
import { Switch } from '@base-ui/react/switch';
import { FolderPlus } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Modal } from '../ui/modal';
import { patternsOf, problemOfPatterns } from './ignore-patterns';
import { SeedsFolderItem } from './seeds-folder-item';
import type { SeedsChoosing } from './use-seeds-choices';

interface SeedsDialogProps {
  choosing: SeedsChoosing;
  isOpen: boolean;
  onClose(): void;
}

export function SeedsDialog({ isOpen, onClose, choosing }: SeedsDialogProps) {
  const addButton = useRef<HTMLButtonElement>(null);
  return (
    <Modal
      title="Seeds folders"
      description="Digests are read where they are. A folder that is removed here takes no paper and no mark with it, and its files stay."
      isOpen={isOpen}
      onClose={() => {
        choosing.forgetRefusal();
        onClose();
      }}
      initialFocus={addButton}
      className="seeds-dialog"
    >
      <div className="modal-body">
        <FolderList {...choosing} />
        <IgnorePatterns {...choosing} />
      </div>
      {choosing.refusal !== null && (
        <p className="modal-problem" role="alert">
          {choosing.refusal}
        </p>
      )}
      <div className="modal-foot">
        <PauseSwitch {...choosing} />
        <button ref={addButton} type="button" className="primary-button" onClick={() => void choosing.addFolder()}>
          <FolderPlus aria-hidden="true" size={15} />
          Add folder…
        </button>
      </div>
    </Modal>
  );
}

type PartProps = Pick<SeedsChoosing, 'seeds' | 'change'>;

function FolderList({ seeds: { folders, isPaused }, change }: PartProps) {
  const others = (path: string) => folders.filter((folder) => folder.path !== path);
  return (
    <ul className="seeds-folders" aria-label="Folders">
      {folders.map((folder, index) => (
        <SeedsFolderItem
          key={folder.path}
          folder={folder}
          isFirst={index === 0}
          isOnly={folders.length === 1}
          isPaused={isPaused}
          onMakeFirst={() => void change({ folders: [folder, ...others(folder.path)] })}
          onRemove={() => void change({ folders: others(folder.path) })}
          onIncludeSubfolders={(includesSubfolders) =>
            void change({ folders: folders.map((one) => (one === folder ? { ...one, includesSubfolders } : one)) })
          }
        />
      ))}
    </ul>
  );
}

function IgnorePatterns({ seeds: { folders, ignored }, change }: PartProps) {
  const saved = ignored.join('\n');
  // `null`: nothing was typed since the patterns were saved.
  const [draft, setDraft] = useState<string | null>(null);
  const [id, hintId] = [useId(), useId()];
  const text = draft ?? saved;
  const patterns = patternsOf(text);
  const problem = problemOfPatterns(
    text,
    folders.map(({ path }) => path),
  );
  const isChanged = patterns.join('\n') !== saved;
  const apply = async () => {
    if (await change({ ignored: patterns })) setDraft(null);
  };
  return (
    <section className="seeds-ignored">
      <label htmlFor={id}>Files not to look at</label>
      <p id={hintId} className={problem === null ? 'seeds-hint' : 'seeds-hint seeds-problem'} role="status">
        {problem ?? (
          <>
            A pattern in each line, as in a .gitignore: <code>*.html</code> or <code>drafts/</code>, and{' '}
            <code>!keep.html</code> for an exception.
          </>
        )}
      </p>
      <textarea
        id={id}
        value={text}
        placeholder={'*.html\ndrafts/'}
        spellCheck={false}
        rows={3}
        aria-describedby={hintId}
        aria-invalid={problem !== null}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && problem === null) void apply();
        }}
      />
      {isChanged && (
        <p className="seeds-apply">
          <button type="button" className="quiet-button" disabled={problem !== null} onClick={() => void apply()}>
            Apply patterns
          </button>
          <button type="button" className="link-button" onClick={() => setDraft(null)}>
            Discard
          </button>
        </p>
      )}
    </section>
  );
}

function PauseSwitch({ seeds: { isPaused }, change }: PartProps) {
  const id = useId();
  return (
    <label className="seeds-pause" htmlFor={id}>
      <Switch.Root
        id={id}
        className="switch"
        checked={isPaused}
        onCheckedChange={(checked) => void change({ isPaused: checked })}
      >
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
      Pause watching
      <span className="seeds-hint">{isPaused ? 'Nothing is looked at until you resume.' : ''}</span>
    </label>
  );
}
