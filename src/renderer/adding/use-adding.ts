/** Takes in digests that the reader drops, chooses or pastes, and keeps what became of each. */
import { useCallback, useEffect, useState } from 'react';
import type { AddOutcome } from '../../preload/api';
import { call, messageOf } from '../bridge';

/** A file to take in, or something that was dropped and is none. */
export type Incoming = { name: string; content: Blob | File } | { name: string; refusal: string };

export interface Adding {
  isDragging: boolean;
  /** Files dealt with, while that goes on. */
  progress: { done: number; total: number } | null;
  /** What became of the latest files; `null` once the reader has seen it. */
  outcomes: AddOutcome[] | null;
  add(files: Incoming[]): Promise<void>;
  dismiss(): void;
}

export function useAdding(largestDigest: number): Adding {
  const [isDragging, setDragging] = useState(false);
  const [progress, setProgress] = useState<Adding['progress']>(null);
  const [outcomes, setOutcomes] = useState<AddOutcome[] | null>(null);

  const add = useCallback(
    async (files: Incoming[]) => {
      if (files.length === 0) return;
      const results: AddOutcome[] = [];
      for (const file of files) {
        // One at a time, so that no more than one file is in memory.
        setProgress({ done: results.length, total: files.length });
        results.push(await addOne(file, largestDigest));
      }
      setProgress(null);
      setOutcomes(results);
    },
    [largestDigest],
  );

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onDragOver = (event: DragEvent) => {
      // Without this the window would open what is dropped on it.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = hasFiles(event) ? 'copy' : 'none';
      setDragging(hasFiles(event));
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setDragging(false);
      void add(droppedFiles(event.dataTransfer));
    };
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea')) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const files = [...(event.clipboardData?.files ?? [])];
      if (text.trim() === '' && files.length === 0) return;
      event.preventDefault();
      void add(
        files.length > 0
          ? files.map((file) => ({ name: file.name, content: file }))
          : [{ name: pastedName(new Date()), content: new Blob([text]) }],
      );
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, [add]);

  const dismiss = useCallback(() => setOutcomes(null), []);
  return { isDragging, progress, outcomes, add, dismiss };
}

function droppedFiles(transfer: DataTransfer | null): Incoming[] {
  return [...(transfer?.items ?? [])].flatMap((item): Incoming[] => {
    const file = item.getAsFile();
    if (!file) return [];
    return item.webkitGetAsEntry()?.isDirectory
      ? [{ name: file.name, refusal: 'This is a folder. Drop the files in it instead.' }]
      : [{ name: file.name, content: file }];
  });
}

async function addOne(file: Incoming, largestDigest: number): Promise<AddOutcome> {
  const { name } = file;
  if ('refusal' in file) return { kind: 'refused', name, reason: file.refusal };
  if (file.content.size > largestDigest) {
    const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
    const reason = `It is ${megabytes(file.content.size)} large; a digest has at most ${megabytes(largestDigest)}.`;
    return { kind: 'refused', name, reason };
  }
  try {
    const bytes = new Uint8Array(await file.content.arrayBuffer());
    const age = file.content instanceof File ? { modifiedAt: file.content.lastModified } : {};
    const [outcome] = await call('add-digests', [{ name, bytes, ...age }]);
    return outcome ?? { kind: 'refused', name, reason: 'Offprint gave no answer. Try again.' };
  } catch (error) {
    return { kind: 'refused', name, reason: messageOf(error) };
  }
}

/** `Pasted 2026-11-21 09.30.15.txt`, in local time. */
function pastedName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `Pasted ${day} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}.txt`;
}
