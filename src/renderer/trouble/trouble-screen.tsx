/** What stands in the window when nothing else can: what happened, that the marks are safe, and what to do next. */
import { useEffect, useState } from 'react';
import { call, messageOf } from '../bridge';
import { library } from '../library-client';
import { copyText } from '../ui/copy-text';
import { errorReport } from './error-report';

interface TroubleScreenProps {
  title: string;
  error: unknown;
}

/** Whether all that the reader said is stored; while that is not known, `null`. */
type Saved = { unsaved: string | null } | null;

/** Milliseconds: a library that does not answer by then is not going to. */
const PATIENCE = 3000;

export function TroubleScreen({ title, error }: TroubleScreenProps) {
  const [saved, setSaved] = useState<Saved>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const report = errorReport(error);
    call('note-error', report).catch(() => {});
    flushed().then((unsaved) => setSaved({ unsaved }));
  }, [error]);
  const copyReport = async () => {
    const { name, frames } = errorReport(error);
    const diagnostics = await call('diagnostics').catch((thrown: unknown) => messageOf(thrown));
    copyText([`${title}: ${name}`, ...frames, '', diagnostics].join('\n'));
    setCopied(true);
  };
  return (
    <main className="trouble" role="alert">
      <h1>{title}</h1>
      <p className="trouble-message">{messageOf(error)}</p>
      <p>
        {saved?.unsaved ??
          'Your digest files and your marks are safe: they are on the disk, apart from this window. Nothing of them was changed by this.'}
      </p>
      <div className="trouble-actions">
        <button type="button" className="primary-button" onClick={() => void call('reload-page', null)}>
          Start again
        </button>
        <button type="button" className="quiet-button" onClick={() => void call('reload-page', 'backups')}>
          Start again and restore a backup…
        </button>
        <button type="button" className="quiet-button" onClick={() => void copyReport()}>
          {isCopied ? 'Copied' : 'Copy a report'}
        </button>
      </div>
      <p className="trouble-hint">
        If it happens again, send the report to whoever looks after Offprint. It holds no titles and no notes.
      </p>
    </main>
  );
}

/** Has the library store what it holds. Resolves to what it could not store, in words for the reader; `null` where it is all stored. */
async function flushed(): Promise<string | null> {
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
  return Promise.race([library.flush().catch(() => null), patience]);
}
