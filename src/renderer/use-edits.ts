/** What the reader corrects in the library by hand; each can be taken back. */
import { useMemo } from 'react';
import type { LibraryTotals } from './library/library-api';
import type { Decision, DigestDetails, PaperDetails } from './library/paper-records';
import { library } from './library-client';
import { formatDay } from './ui/format';
import { useLatest } from './ui/use-latest';
import type { UndoStep } from './undo/undo-history';

interface EditsOptions {
  offerUndo(step: UndoStep): void;
  onChanged(totals: LibraryTotals): void;
  onSay(words: string): void;
  onError(error: unknown): void;
  /** Selects a paper by the id of any of its entries. */
  onSelect(paperId: string): void;
}

/** A decision about which papers are one, on its way to be made. */
interface DecisionStep {
  label: string;
  /** Resolves to the id of the decision. */
  decide(): Promise<string>;
  /** The paper that is looked at then. */
  paperId: string;
  said: string;
  saidBack: string;
}

export type Edits = ReturnType<typeof useEdits>;

export function useEdits(options: EditsOptions) {
  const latest = useLatest(options);
  return useMemo(() => {
    const changed = (totals: LibraryTotals) => latest.current.onChanged(totals);
    /** Does it for the first time, says so, and offers the way back. */
    const run = async (step: UndoStep) => {
      try {
        latest.current.onSay(await step.redo());
        latest.current.offerUndo(step);
      } catch (error) {
        latest.current.onError(error);
      }
    };
    const setDate = async (digestId: string, date: string | null) => changed(await library.correctDate(digestId, date));
    /** The paper that was looked at stays the one that is looked at. */
    const takeBack = async (decisionId: string, paperId: string) => {
      changed(await library.undoDecision(decisionId));
      latest.current.onSelect(paperId);
    };
    const decision = ({ label, decide, paperId, said, saidBack }: DecisionStep): UndoStep => {
      // Made again, it is another decision.
      let decisionId = '';
      return {
        label,
        redo: async () => {
          decisionId = await decide();
          changed(await library.totals());
          latest.current.onSelect(paperId);
          return said;
        },
        undo: async () => {
          await takeBack(decisionId, paperId);
          return saidBack;
        },
      };
    };

    return {
      /** @param date `null` takes the correction back */
      correctDate: (digest: DigestDetails, date: string | null) =>
        run({
          label: date === null ? 'Take the correction of a date back' : `Correct a date to ${formatDay(date)}`,
          redo: async () => {
            await setDate(digest.id, date);
            return date === null ? 'The date is as it was read.' : `The digest is of ${formatDay(date)} now.`;
          },
          undo: async () => {
            await setDate(digest.id, digest.isDateCorrected ? digest.date : null);
            return 'The date is as it was before.';
          },
        }),

      joinPapers: (paper: PaperDetails, otherId: string) =>
        run(
          decision({
            label: 'Join 2 papers',
            decide: () => library.decideSame([paper.id, otherId]),
            paperId: paper.id,
            said: 'The two are one paper now; their marks came together.',
            saidBack: 'They are two papers again.',
          }),
        ),

      /** @param entryId see `Sighting.entryId` */
      tellApart: (paper: PaperDetails, entryId: string) =>
        run(
          decision({
            label: 'Tell 2 papers apart',
            decide: () => library.decideDifferent(paper.id, [entryId]),
            paperId: paper.sightings.find((sighting) => sighting.entryId !== entryId)?.entryId ?? paper.id,
            said: 'That is another paper now.',
            saidBack: 'They are one paper again.',
          }),
        ),

      /** Takes a decision of earlier days back. */
      takeBack: async (paper: PaperDetails, { id, kind }: Decision) => {
        try {
          await takeBack(id, paper.id);
          latest.current.onSay(kind === 'same' ? 'They are two papers again.' : 'They are one paper again.');
        } catch (error) {
          latest.current.onError(error);
        }
      },
    };
  }, [latest]);
}
