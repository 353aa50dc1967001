/** Every file and line that could not be read, with the reason. */
import { useEffect, useState } from 'react';
import type { FileProblems } from '../library/library-api';
import { library } from '../library-client';
import { counted } from '../ui/format';

interface ProblemsViewProps {
  /** Counts up when the library changed. */
  revision: number;
  onError(error: unknown): void;
}

export function ProblemsView({ revision, onError }: ProblemsViewProps) {
  const [files, setFiles] = useState<FileProblems[]>([]);
  useEffect(() => {
    library.problems().then(setFiles, onError);
  }, [revision, onError]);
  return (
    <section className="problems" aria-label="Problems">
      <header>
        <h2>Problems</h2>
        <p>
          {files.length === 0
            ? 'Everything in the seeds folder could be read.'
            : `Something could not be read in ${counted(files.length, 'file')}. Everything else in them is in the table, and a file that is mended is read again by itself.`}
        </p>
      </header>
      <ul className="problem-files">
        {files.map(({ file, problems }) => (
          <li key={file} className="problem-file">
            <h3>
              <bdi>{file}</bdi>
            </h3>
            <ul>
              {problems.map(({ line, message }) => (
                <li key={`${line} ${message}`} className="problem">
                  <span className="problem-line">{line === null ? 'whole file' : `line ${line}`}</span>
                  <span>{message}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
