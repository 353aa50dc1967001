/** The calls about backups: what restoring one would change, and doing it. */

import { differences, type RecordDifference } from '../journal/restoring';
import type { LibraryApi } from '../library-api';
import type { LibraryParts } from '../library-parts';
import type { RestoredPaper, RestorePlan } from '../mark-records';

type BackupCalls = Pick<LibraryApi, 'planRestore' | 'restore' | 'undoRestore'>;

/** How many papers of a plan are named. */
const MOST_NAMED = 300;

export function backupCalls(parts: LibraryParts): BackupCalls {
  /** Behind what else changes papers, and once all marks are stored. */
  const inTurn = <T>(work: () => Promise<T>) =>
    parts.inTurn(async () => {
      await parts.marks.flush();
      return work();
    });
  return {
    planRestore: (backup, mode) => inTurn(async () => planOf(parts, await parts.restoring.plan(backup, mode))),
    restore: (backup, mode) => inTurn(async () => parts.restoring.apply(await parts.restoring.plan(backup, mode))),
    undoRestore: (before, after) =>
      inTurn(async () => parts.restoring.apply(await parts.restoring.planUndo(before, after))),
  };
}

function planOf({ papers }: LibraryParts, changes: readonly RecordDifference[]): RestorePlan {
  /** By paper; those that are not in the library by the id of their entry. */
  const named = new Map<number | string, RestoredPaper>();
  let others = 0;
  for (const change of changes) {
    if (change.table !== 'marks') {
      others++;
      continue;
    }
    const paper = papers.find(change.key);
    const name = paper < 0 ? change.key : paper;
    const known = named.get(name);
    const fields = [...new Set([...(known?.fields ?? []), ...differences(change)])];
    const kind = known && known.kind !== change.kind ? 'changed' : change.kind;
    named.set(name, {
      entryId: known?.entryId ?? change.key,
      title: paper < 0 ? null : papers.titleOf(paper),
      kind,
      fields,
    });
  }
  const all = [...named.values()];
  const count = (kind: RestoredPaper['kind']) => all.filter((paper) => paper.kind === kind).length;
  const inOrder = [...all.filter(({ title }) => title !== null), ...all.filter(({ title }) => title === null)];
  return {
    ...{ added: count('added'), changed: count('changed'), gone: count('gone'), others },
    papers: inOrder.slice(0, MOST_NAMED),
  };
}
