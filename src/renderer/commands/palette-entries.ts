/** What the palette offers: commands and places, those that answer what was typed, the best first. Pure. */
import type { SavedListSummary } from '../library/list-records';
import type { TagSummary } from '../library/mark-records';
import type { DigestSummary } from '../library/paper-records';
import { counted, formatDay } from '../ui/format';
import { isRunnable, labelOf } from './command';
import type { CommandContext, PaletteScope } from './command-context';
import { COMMAND_MENUS, commandsOf } from './commands';
import type { KeyMap } from './key-map';
import { describeKeys } from './key-words';
import { matchableWords, matchWords } from './match-words';
import { PAPER_MENU } from './paper-menu';
import { IS_MAC } from './platform';

export interface PaletteEntry {
  /** The id of a command, or what tells a place from all others. */
  id: string;
  kind: Exclude<PaletteScope, 'all'> | 'command';
  label: string;
  /** Said beside it: the menu of a command, how many papers a place has. */
  detail: string;
  keys: string;
  words: string[];
  isChecked: boolean;
  run(): void;
}

export interface PalettePlaces {
  digests: readonly DigestSummary[];
  lists: readonly SavedListSummary[];
  tags: readonly TagSummary[];
}

/** So many are listed. */
export const MOST_ENTRIES = 60;

/** What can be done with the papers that one looks at comes first. */
const MENUS = [PAPER_MENU, ...COMMAND_MENUS.filter((menu) => menu !== PAPER_MENU)];

/** The commands that can be run now. */
export function commandEntries(context: CommandContext, keyMap: KeyMap): PaletteEntry[] {
  return MENUS.flatMap((menu) =>
    commandsOf(menu)
      .filter((command) => command.id !== 'open-palette' && isRunnable(command, context))
      .map((command) => {
        const label = labelOf(command, context);
        const [keys] = keyMap.keysOf(command.id);
        return {
          id: command.id,
          kind: 'command',
          label,
          detail: menu.label,
          keys: keys ? describeKeys(keys, IS_MAC) : '',
          words: matchableWords(`${label} ${menu.label}`),
          isChecked: command.isChecked?.(context) ?? false,
          run: () => command.run(context),
        };
      }),
  );
}

/** Digests newest first, saved lists in their order, tags by name. */
export function placeEntries(
  { digests, lists, tags }: PalettePlaces,
  { place, lists: { open: openList } }: CommandContext,
): PaletteEntry[] {
  const entry = (
    kind: PaletteEntry['kind'],
    id: string,
    name: string,
    papers: number,
    run: () => void,
  ): PaletteEntry => ({
    id: `${kind} ${id}`,
    kind,
    label: name,
    detail: counted(papers, 'paper'),
    keys: '',
    words: matchableWords(`go to ${kind} ${name}`),
    isChecked: false,
    run,
  });
  return [
    ...lists.map((list) => entry('list', list.id, `List: ${list.name}`, list.papers, () => openList(list))),
    ...tags.map(({ id, name, papers }) =>
      entry('tag', id, `Tag: ${name}`, papers, () => place.showList({ within: tagQuery(name), digestId: null })),
    ),
    ...digests.map(({ id, date, name, papers }) =>
      entry('digest', id, `Digest: ${[date && formatDay(date), name].filter(Boolean).join(', ')}`, papers, () =>
        place.showList({ within: '', digestId: id }),
      ),
    ),
  ];
}

/** @param recent ids of entries, the latest first: they come first where nothing was typed, and among equals */
export function findEntries(
  entries: readonly PaletteEntry[],
  { text, scope, recent }: { text: string; scope: PaletteScope; recent: readonly string[] },
): PaletteEntry[] {
  const typed = matchableWords(text);
  // Before anything is typed, a thousand digests would only be in the way of the commands.
  const offered = entries.filter(({ kind }) =>
    scope === 'all' ? typed.length > 0 || kind === 'command' : kind === scope,
  );
  const recency = new Map(recent.map((id, index) => [id, index - recent.length]));
  return offered
    .flatMap((entry) => {
      const rank = matchWords(typed, entry.words);
      return rank === null ? [] : [{ entry, rank, recency: recency.get(entry.id) ?? 0 }];
    })
    .toSorted((a, b) => a.rank - b.rank || a.recency - b.recency)
    .slice(0, MOST_ENTRIES)
    .map(({ entry }) => entry);
}

export function tagQuery(name: string): string {
  return `tag:"${name.replaceAll('"', ' ')}"`;
}
