/** What is said of a step once it is done: `Skipped 43 papers.` */

const DONE: Readonly<Record<string, string>> = {
  Change: 'Changed',
  Colour: 'Coloured',
  Delete: 'Deleted',
  Mark: 'Marked',
  Merge: 'Merged',
  Remove: 'Removed',
  Rename: 'Renamed',
  Skip: 'Skipped',
  Star: 'Starred',
  Tag: 'Tagged',
  Take: 'Took',
  Unstar: 'Unstarred',
};

/** @returns `null` for what is better not said: that a note is being written, while it is */
export function saidOf(label: string): string | null {
  const [verb = '', ...rest] = label.split(' ');
  if (verb === 'Write') return null;
  return `${[DONE[verb] ?? `Done: ${verb.toLowerCase()}`, ...rest].join(' ')}.`;
}
