/** What came of bringing digests in and of taking them back, in words for the reader. */
import type { AddOutcome, TakenBack } from '../../preload/api';
import { counted, formatCount } from '../ui/format';

/** So many names stand in a sentence, before it says how many more there are. */
const MOST_NAMES = 3;

/** One sentence for all of them: `2 digests added, 1 already there, 1 refused.` */
export function summarize(outcomes: readonly AddOutcome[]): string {
  const count = (kind: AddOutcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const added = outcomes.reduce((sum, outcome) => sum + (outcome.kind === 'added' ? outcome.digests : 0), 0);
  const [there, refused] = [count('already-there'), count('refused')];
  const parts = [
    added > 0 && `${counted(added, 'digest')} added`,
    there > 0 && `${there} already there`,
    refused > 0 && `${refused} refused`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing was added.';
}

/** Whether an outcome is other than what the reader wanted: the file itself, added under its own name. */
export function needsReading(outcome: AddOutcome): boolean {
  return outcome.kind !== 'added' || outcome.file !== baseName(outcome.name);
}

export function describeOutcome(outcome: AddOutcome): string {
  const isSameName = outcome.kind !== 'refused' && outcome.file === baseName(outcome.name);
  switch (outcome.kind) {
    case 'added':
      return `Added${isSameName ? '' : ` as ${outcome.file}`}, with ${counted(outcome.entries, 'entry', 'entries')}.`;
    case 'already-there':
      return isSameName ? 'Already there.' : `Already there, as ${outcome.file}.`;
    case 'refused':
      return outcome.reason;
  }
}

/** Names the files of a folder that are no digest files; empty where there are none. */
export function describePassedOver(passedOver: readonly string[]): string {
  if (passedOver.length === 0) return '';
  return `${counted(passedOver.length, 'other file')} passed over: ${listed(passedOver)}.`;
}

export function describeTakenBack({ files, kept }: TakenBack): string {
  const taken =
    files === 0
      ? 'No file was taken back.'
      : `${counted(files, 'digest file')} ${files === 1 ? 'is' : 'are'} in the trash.`;
  if (kept.length === 0) return taken;
  return `${taken} Kept: ${listed(kept.map(({ name, reason }) => `${name} (${reason.replace(/\.$/, '')})`))}.`;
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? ` and ${formatCount(names.length - MOST_NAMES)} more` : '';
  return names.slice(0, MOST_NAMES).join(', ') + more;
}

/** Files of a folder are named with the way to them, and added without it. */
function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
