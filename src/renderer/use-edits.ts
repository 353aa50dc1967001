/** What the reader corrects in the library by hand; each can be taken back. */
import { useMemo } from 'react';
import type { Decision, DigestDetails, LibraryTotals, PaperDetails } from './library/library-api';
import { library } from './library-client';
import { formatDay } from './ui/format';
import { useLatest } from './ui/use-latest';
import type { Undoable } from './undo/use-undo';

interface EditsOptions {
  offerUndo(undoable: Undoable): void;
  onChanged(totals: LibraryTotals): void;
  onSay(words: string): void;
  onError(error: unknown): void;
  /** Selects a paper by the id of any of its entries. */
  onSelect(paperId: string): void;
}

export type Edits = ReturnType<typeof useEdits>;

export function useEdits(options: EditsOptions) {
  const latest = useLatest(options);
  return useMemo(() => {
    const changed = (totals: LibraryTotals) => latest.current.onChanged(totals);
    /** Does it, says so, and offers the way back. */
    const run = async (work: () => Promise<{ said: string; undoable: Undoable }>) => {
      try {
        const { said, undoable } = await work();
        latest.current.onSay(said);
        latest.current.offerUndo(undoable);
      } catch (error) {
        latest.current.onError(error);
      }
    };
    const setDate = async (digestId: string, date: string | null) => changed(await library.correctDate(digestId, date));
    /** The paper that was looked at stays the one that is looked at. */
    const decided = async (paperId: string) => {
      changed(await library.totals());
      latest.current.onSelect(paperId);
    };
    const takingBack = (decisionId: string, paperId: string, said: string) => async () => {
      changed(await library.undoDecision(decisionId));
      latest.current.onSelect(paperId);
      return said;
    };

    return {
      /** @param date `null` takes the correction back */
      correctDate: (digest: DigestDetails, date: string | null) =>
        run(async () => {
          const before = digest.isDateCorrected ? digest.date : null;
          await setDate(digest.id, date);
          return {
            said: date === null ? 'The date is as it was read.' : `The digest is of ${formatDay(date)} now.`,
            undoable: {
              label: date === null ? 'Took the correction of a date back' : `Corrected a date to ${formatDay(date)}`,
              undo: async () => {
                await setDate(digest.id, before);
                return 'The date is as it was before.';
              },
            },
          };
        }),

      joinPapers: (paper: PaperDetails, otherId: string) =>
        run(async () => {
          const decisionId = await library.decideSame([paper.id, otherId]);
          await decided(paper.id);
          return {
            said: 'The two are one paper now; their marks came together.',
            undoable: {
              label: 'Joined 2 papers',
              undo: takingBack(decisionId, paper.id, 'They are two papers again.'),
            },
          };
        }),

      /** @param entryId see `Sighting.entryId` */
      tellApart: (paper: PaperDetails, entryId: string) =>
        run(async () => {
          const rest = paper.sightings.find((sighting) => sighting.entryId !== entryId)?.entryId ?? paper.id;
          const decisionId = await library.decideDifferent(paper.id, [entryId]);
          await decided(rest);
          return {
            said: 'That is another paper now.',
            undoable: {
              label: 'Told 2 papers apart',
              undo: takingBack(decisionId, rest, 'They are one paper again.'),
            },
          };
        }),

      /** Takes a decision of earlier days back. */
      takeBack: async (paper: PaperDetails, decision: Decision) => {
        try {
          const said = decision.kind === 'same' ? 'They are two papers again.' : 'They are one paper again.';
          latest.current.onSay(await takingBack(decision.id, paper.id, said)());
        } catch (error) {
          latest.current.onError(error);
        }
      },
    };
  }, [latest]);
}
