/** Takes in what the reader brings: one file at once, several after a review, and all of it can be taken back. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { AddOutcome, AppInfo, IncomingFile, Inspection } from '../../preload/api';
import { call } from '../bridge';
import type { LibraryTotals } from '../library/library-api';
import { library } from '../library-client';
import { counted } from '../ui/format';
import { useLatest } from '../ui/use-latest';
import type { UndoStep } from '../undo/undo-history';
import { addFiles } from './add-files';
import { describePassedOver, describeTakenBack, summarize } from './adding-words';
import { type Gathered, type Incoming, readWithin } from './incoming';
import { inspectFiles } from './inspect-files';
import { type ReviewedFile, withFinding } from './review';

/** Where the files come from: gathers them, and is stopped by the signal. */
export type Source = (signal: AbortSignal, onFound: (count: number) => void) => Promise<Gathered>;

/** What goes on. `total` is `null` where it is not known. */
export interface Stage {
  kind: 'gathering' | 'inspecting' | 'choosing' | 'adding';
  done: number;
  total: number | null;
}

const NOT_STOPPED = new AbortController().signal;

export interface Review {
  files: readonly ReviewedFile[];
  passedOver: readonly string[];
}

interface AddingListeners {
  /** What there is to say, in words for the reader. */
  say(words: string): void;
  offerUndo(step: UndoStep): void;
  onForgotten(totals: LibraryTotals): void;
  onError(error: unknown): void;
}

export interface Adding {
  stage: Stage | null;
  /** `null` where there is but one file. */
  review: Review | null;
  /** What became of the latest files; `null` once the reader has seen it. */
  outcomes: AddOutcome[] | null;
  bring(source: Source): void;
  tick(indexes: readonly number[], isTicked: boolean): void;
  /** Adds what is ticked. */
  confirm(): void;
  /** Stops whatever goes on. Before anything is added, nothing has changed. */
  cancel(): void;
  dismiss(): void;
  /** To be told when no change of the seeds folders waits any more. */
  feedSettled(): void;
  inspect(incoming: Incoming): Promise<Inspection>;
}

/** Milliseconds between two pictures of a review that fills. */
const BETWEEN_PICTURES = 100;

export function useAdding(info: AppInfo, listeners: AddingListeners): Adding {
  const latest = useLatest(listeners);
  const [stage, setStage] = useState<Stage | null>(null);
  const [review, setReview] = useState<Review | null>(null);
  const [outcomes, setOutcomes] = useState<AddOutcome[] | null>(null);
  const files = useRef<ReviewedFile[]>([]);
  const stop = useRef(new AbortController());
  const decide = useRef<(isWanted: boolean) => void>(() => {});
  const lastRun = useRef(Promise.resolve());
  /** Digests that were taken back, while changes that still bring them may be on their way. */
  const toForget = useRef<string[]>([]);

  const { largestDigest } = info;
  const inspect = useCallback(
    async (incoming: Incoming) => call('inspect-digest', await readWithin(incoming, largestDigest)),
    [largestDigest],
  );

  const forget = useCallback(
    async (digestIds: string[]) => latest.current.onForgotten(await library.forgetDigests(digestIds)),
    [latest],
  );

  const takeBack = useCallback(
    async (importId: number): Promise<string> => {
      const taken = await call('undo-import', importId);
      setOutcomes(null);
      toForget.current.push(...taken.digestIds);
      await forget(taken.digestIds);
      return describeTakenBack(taken);
    },
    [forget],
  );

  const addAll = useCallback(
    async (incoming: readonly Incoming[], passedOver: readonly string[]) => {
      const { signal } = stop.current;
      const importId = Date.now();
      toForget.current = [];
      const read = (file: Incoming) => readWithin(file, largestDigest);
      const add = (files: IncomingFile[]) => call('add-digests', importId, files);
      const onProgress = (done: number) => setStage({ kind: 'adding', done, total: incoming.length });
      const results = await addFiles(incoming, { read, add, onProgress, signal });
      if (signal.aborted && incoming.length === 1) {
        // It cannot be stopped while it is added, but what was added can go again.
        await takeBack(importId);
        latest.current.say('Nothing was added.');
        return;
      }
      setOutcomes(results);
      const digests = results.reduce((sum, result) => sum + (result.kind === 'added' ? result.digests : 0), 0);
      const left = incoming.length - results.length;
      const stopped = left > 0 ? `Stopped: ${counted(left, 'file')} not added.` : '';
      latest.current.say(sentences(summarize(results), stopped, describePassedOver(passedOver)));
      if (digests === 0) return;
      latest.current.offerUndo({
        label: `Add ${counted(digests, 'digest')}`,
        undo: () => takeBack(importId),
        redo: async () => {
          toForget.current = [];
          const added = incoming.slice(0, results.length);
          const again = await addFiles(added, { read, add, onProgress: () => {}, signal: NOT_STOPPED });
          if (again.every(({ kind }) => kind === 'refused')) throw new Error(summarize(again));
          return summarize(again);
        },
      });
    },
    [largestDigest, takeBack, latest],
  );

  const letChoose = useCallback(
    async ({ files: incoming, passedOver }: Gathered): Promise<Incoming[]> => {
      const { signal } = stop.current;
      files.current = incoming.map(({ name }) => ({ name, finding: null, isTicked: false }));
      const show = () => setReview({ files: [...files.current], passedOver });
      show();
      let shownAt = performance.now();
      const inspecting = inspectFiles(incoming, {
        inspect,
        countKnown: (identities) => library.countKnown(identities),
        onFinding: (index, finding) => {
          files.current = files.current.with(index, withFinding(files.current[index] ?? NO_FILE, finding));
          if (performance.now() - shownAt < BETWEEN_PICTURES) return;
          shownAt = performance.now();
          show();
          setStage({ kind: 'inspecting', done: index + 1, total: incoming.length });
        },
        signal,
      });
      await unlessAborted(inspecting, signal);
      show();
      setStage({ kind: 'choosing', done: incoming.length, total: incoming.length });
      const isWanted = await new Promise<boolean>((resolve) => {
        decide.current = resolve;
      });
      return isWanted ? incoming.filter((_, index) => files.current[index]?.isTicked) : [];
    },
    [inspect],
  );

  const run = useCallback(
    async (source: Source) => {
      stop.current = new AbortController();
      const { signal } = stop.current;
      try {
        setStage({ kind: 'gathering', done: 0, total: null });
        const onFound = (done: number) => setStage({ kind: 'gathering', done, total: null });
        const gathered = await unlessAborted(source(signal, onFound), signal);
        const { passedOver } = gathered;
        if (gathered.files.length > 0) setOutcomes(null);
        if (gathered.files.length === 0 && passedOver.length > 0) {
          latest.current.say(sentences('No digest files were found.', describePassedOver(passedOver)));
          return;
        }
        setStage({ kind: 'inspecting', done: 0, total: gathered.files.length });
        const wanted = gathered.files.length > 1 ? await letChoose(gathered) : gathered.files;
        if (wanted.length > 0) await addAll(wanted, passedOver);
      } catch (error) {
        if (!signal.aborted) latest.current.onError(error);
      } finally {
        setStage(null);
        setReview(null);
        files.current = [];
      }
    },
    [letChoose, addAll, latest],
  );

  const bring = useCallback(
    (source: Source) => {
      // One after the other: a second drop waits until the first is decided.
      lastRun.current = lastRun.current.then(() => run(source));
    },
    [run],
  );

  const tick = useCallback((indexes: readonly number[], isTicked: boolean) => {
    const next = [...files.current];
    for (const index of indexes) {
      const file = next[index];
      if (file?.finding?.kind === 'readable') next[index] = { ...file, isTicked };
    }
    files.current = next;
    setReview((current) => current && { ...current, files: next });
  }, []);

  const cancel = useCallback(() => {
    stop.current.abort();
    decide.current(false);
  }, []);
  const confirm = useCallback(() => decide.current(true), []);
  const dismiss = useCallback(() => setOutcomes(null), []);
  const feedSettled = useCallback(() => {
    if (toForget.current.length === 0) return;
    forget(toForget.current.splice(0)).catch((error: unknown) => latest.current.onError(error));
  }, [forget, latest]);

  return useMemo(
    () => ({ stage, review, outcomes, bring, tick, confirm, cancel, dismiss, feedSettled, inspect }),
    [stage, review, outcomes, bring, tick, confirm, cancel, dismiss, feedSettled, inspect],
  );
}

/** Does not wait for a slow drive or a large file once the signal is aborted, but rejects. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

function sentences(...all: string[]): string {
  return all.filter((sentence) => sentence !== '').join(' ');
}

const NO_FILE: ReviewedFile = { name: '', finding: null, isTicked: false };
