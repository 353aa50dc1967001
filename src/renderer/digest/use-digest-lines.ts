/** The lines of a digest file around those in sight: however long the file, only a few blocks of it are here. */
import { useCallback, useRef, useState } from 'react';
import type { DigestLine } from '../../preload/api';
import { call, messageOf } from '../bridge';

/** Lines that are asked for at once. */
const BLOCK = 200;
/** Blocks that are kept: more than a window shows, however small its lines. */
const MOST_BLOCKS = 12;

interface LinesState {
  /** How many lines the file has; `null` until the first answer. */
  total: number | null;
  /** Whether the file is no longer what the digest was read from. */
  isChanged: boolean;
  /** Why there are no lines, in words for the reader. */
  problem: string | null;
  /** By their number among blocks, the latest last. */
  blocks: ReadonlyMap<number, DigestLine[]>;
}

export interface FileLines extends Omit<LinesState, 'blocks'> {
  /** `undefined` where the line is not here (yet), or there is none. @param line from 1 */
  lineAt(line: number): DigestLine | undefined;
  /** Says which lines are to be seen. @param from from 1 @param to the last of them */
  want(from: number, to: number): void;
}

/**
 * Give what uses it the file as its `key`.
 *
 * @param digestId what the file is expected to hold; `null` where it holds no digest
 */
export function useDigestLines(file: string, digestId: string | null): FileLines {
  const [state, setState] = useState<LinesState>({ total: null, isChanged: false, problem: null, blocks: new Map() });
  const here = useRef<LinesState['blocks']>(state.blocks);
  const wanted = useRef({ from: 1, to: 1 });
  const isFetching = useRef(false);

  const fetchBlock = useCallback(
    async (block: number) => {
      const request = { file, digestId: digestId ?? '', start: block * BLOCK, end: (block + 1) * BLOCK };
      const { total, lines, isChanged } = await call('digest-lines', request);
      const blocks = new Map(here.current).set(block, lines);
      for (const oldest of blocks.keys()) {
        if (blocks.size <= MOST_BLOCKS) break;
        blocks.delete(oldest);
      }
      here.current = blocks;
      setState({ total, isChanged: digestId !== null && isChanged, problem: null, blocks });
    },
    [file, digestId],
  );

  const want = useCallback(
    (from: number, to: number) => {
      wanted.current = { from, to };
      if (isFetching.current) return;
      isFetching.current = true;
      // One after the other, and what is wanted last first: of what was scrolled past, nothing need be read.
      const fetchWanted = async () => {
        for (let block = nextBlock(); block !== null; block = nextBlock()) await fetchBlock(block);
      };
      const nextBlock = (): number | null => {
        for (let block = blockOf(wanted.current.from); block <= blockOf(wanted.current.to); block++) {
          if (!here.current.has(block)) return block;
        }
        return null;
      };
      fetchWanted()
        .catch((error: unknown) => setState((current) => ({ ...current, problem: messageOf(error) })))
        .finally(() => {
          isFetching.current = false;
        });
    },
    [fetchBlock],
  );

  const { blocks } = state;
  const lineAt = useCallback((line: number) => blocks.get(blockOf(line))?.[(line - 1) % BLOCK], [blocks]);

  return { ...state, lineAt, want };
}

function blockOf(line: number): number {
  return Math.floor((Math.max(1, line) - 1) / BLOCK);
}
