/** All about one digest, down to the lines of its file; or about a file that no digest was read from. */
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Problem } from '../../preload/api';
import { useCommandHints } from '../commands/command-hints';
import type { DigestDetails, DigestSummary } from '../library/paper-records';
import { library } from '../library-client';
import { IconButton } from '../ui/icon-button';
import type { DigestPlace } from '../use-place';
import { DigestFacts } from './digest-facts';
import { digestTitle } from './digest-title';
import { type LineTarget, RawLines } from './raw-lines';
import { useDigest } from './use-digest';

interface DigestPageProps {
  of: DigestPlace;
  /** Counts up when the library changed. */
  revision: number;
  onBack(): void;
  onCorrectDate(digest: DigestDetails, date: string | null): void;
  /** Lists the papers of a digest. */
  onShowPapers(digestId: string): void;
  onShowPaper(paperId: string): void;
  onShowDigest(of: DigestPlace): void;
  onError(error: unknown): void;
}

export function DigestPage(props: DigestPageProps) {
  const { of, onBack, onError } = props;
  const scroller = useRef<HTMLElement>(null);
  useFocusWhileThere(scroller);
  const [target, setTarget] = useState<LineTarget | null>(of.show);
  useEffect(() => setTarget(of.show), [of]);
  const shared = { scroller, target, onTarget: setTarget };
  return (
    <section ref={scroller} className="digest-page" aria-label="Digest" tabIndex={-1}>
      {of.digestId === null ? (
        <UnreadFile key={of.file} of={of} onBack={onBack} onError={onError} revision={props.revision} {...shared} />
      ) : (
        <KnownDigestPage key={of.digestId} {...props} digestId={of.digestId} {...shared} />
      )}
    </section>
  );
}

/** Takes the focus, and gives it back to what led here. */
function useFocusWhileThere(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    element.current?.focus({ preventScroll: true });
    return () => {
      // What comes into sight again can be focused once that is drawn.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement)
          before.focus({ preventScroll: true });
      });
    };
  }, [element]);
}

interface Shared {
  scroller: RefObject<HTMLElement | null>;
  target: LineTarget | null;
  onTarget(target: LineTarget): void;
}

function KnownDigestPage(props: DigestPageProps & Shared & { digestId: string }) {
  const { digestId, revision, onBack, onError, scroller, target, onTarget } = props;
  const digest = useDigest(digestId, revision, onError);
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    if (digest?.name) setName(digest.name);
  }, [digest]);

  const successor = useSuccessor(digest === null ? name : null, revision, onError);
  if (digest === undefined) return <Head title="" onBack={onBack} />;
  if (digest === null) {
    return (
      <>
        <Head title={name ?? 'This digest'} onBack={onBack} />
        <p className="raw-note" role="alert">
          {successor
            ? 'The file changed, and was read again.'
            : 'This digest is no longer in the library: its file changed, or it was taken out.'}
          {successor && (
            <button
              type="button"
              className="quiet-button"
              onClick={() => props.onShowDigest({ digestId: successor.id, show: null })}
            >
              Show it as it is now
            </button>
          )}
        </p>
      </>
    );
  }
  return (
    <>
      <Head title={digestTitle(digest)} onBack={onBack}>
        <button type="button" className="quiet-button" onClick={() => props.onShowPapers(digest.id)}>
          Show its papers
        </button>
      </Head>
      <DigestFacts
        digest={digest}
        onCorrectDate={(date) => props.onCorrectDate(digest, date)}
        onShowLine={(line) => onTarget({ line })}
      />
      {digest.file !== null && (
        <RawLines
          key={digest.file}
          scroller={scroller}
          file={digest.file}
          digest={digest}
          problems={digest.problems}
          target={target}
          onTarget={onTarget}
          onShowEntry={(position) =>
            library.paperAt(digest.id, position).then((paperId) => paperId && props.onShowPaper(paperId), onError)
          }
        />
      )}
    </>
  );
}

/** So many files are looked at whose names have that of another in them. */
const MOST_ALIKE = 100;

/** The digest that a file holds now; `null` where there is none, or no name of a file. */
function useSuccessor(name: string | null, revision: number, onError: (error: unknown) => void): DigestSummary | null {
  const [successor, setSuccessor] = useState<DigestSummary | null>(null);
  useEffect(() => {
    if (name === null) return setSuccessor(null);
    const take = (found: DigestSummary[]) => setSuccessor(found.find((other) => other.name === name) ?? null);
    library.findDigests(name, MOST_ALIKE).then(take, onError);
  }, [name, revision, onError]);
  return successor;
}

type UnreadFileProps = Shared &
  Pick<DigestPageProps, 'onBack' | 'onError' | 'revision'> & { of: DigestPlace & { digestId: null } };

/** A file that was set aside: what is wrong with it, and its lines where it has any. */
function UnreadFile({ of, revision, onBack, onError, ...shared }: UnreadFileProps) {
  const { file, name } = of;
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  useEffect(() => {
    library
      .problems()
      .then((files) => setProblems(files.find((other) => other.file === file)?.problems ?? []), onError);
  }, [file, revision, onError]);
  return (
    <>
      <Head title={name} onBack={onBack} />
      <div className="digest-facts">
        <p className="fact-path">
          <bdi>{file}</bdi>
        </p>
        <p className="fact-remark">
          Set aside: no digest was read from this file. It stays where it is, and nothing of it is in the table.
        </p>
        {problems
          .filter(({ line }) => line === null)
          .map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
      </div>
      <RawLines file={file} digest={null} problems={problems} onShowEntry={() => {}} {...shared} />
    </>
  );
}

function Head({ title, onBack, children }: { title: string; onBack(): void; children?: ReactNode }) {
  const hint = useCommandHints();
  return (
    <header className="digest-head">
      <IconButton icon={ArrowLeft} label="Back" {...hint('go-back', 'Back')} onClick={onBack} />
      <h2>
        <bdi>{title}</bdi>
      </h2>
      {children}
    </header>
  );
}
