/** Listens for what comes from outside: drops, pastes, and files that were opened from the system. */
import { useEffect, useState } from 'react';
import type { AppInfo } from '../../preload/api';
import { call, on } from '../bridge';
import { droppedItems, gatherDropped } from './dropped';
import { fromOpened } from './incoming';
import { gatherPasted, pastedData } from './pasted';
import type { Adding } from './use-adding';

/** Resolves to whether something that can be dropped hangs over the window. */
export function useIncoming({ bring, inspect }: Pick<Adding, 'bring' | 'inspect'>, info: AppInfo): boolean {
  const [isDragging, setDragging] = useState(false);
  const { digestEndings } = info;

  useEffect(() => {
    const isDigestFile = (name: string) =>
      !/^[.#~]/.test(name) && digestEndings.some((ending) => name.toLowerCase().endsWith(ending));
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
      const dropped = droppedItems(event.dataTransfer);
      if (dropped.length === 0) return;
      bring((signal, onFound) => gatherDropped(dropped, { isDigestFile, onFound, signal }));
    };
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea, [role=dialog]')) return;
      const pasted = pastedData(event.clipboardData);
      if (!pasted) return;
      event.preventDefault();
      bring(() => gatherPasted(pasted, new Date(), inspect));
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
  }, [bring, inspect, digestEndings]);

  useEffect(() => {
    const takeOpened = () =>
      bring(async () => ({ files: (await call('take-opened-files')).map(fromOpened), passedOver: [] }));
    takeOpened();
    return on('files-opened', takeOpened);
  }, [bring]);

  return isDragging;
}
