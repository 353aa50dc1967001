/** What may be told of Offprint and its machine to whoever looks after it: no titles, no notes, no private paths. */
import { arch, release } from 'node:os';
import type { BackupsState, LibraryCounts, NetworkCounts, SeedsState, Theme } from '../preload/api';

export interface Facts {
  version: string;
  /** Names of what it runs on, and their versions: `process.versions`. */
  runtimes: Readonly<Record<string, string | undefined>>;
  /** In seconds. */
  uptime: number;
  theme: Theme;
  /** What the page reported last; `null` where it never did. */
  counts: LibraryCounts | null;
  seeds: SeedsState;
  backups: BackupsState;
  network: NetworkCounts;
  /** The last lines of the log, oldest first. */
  log: readonly string[];
  /** Folders that are not to be named, and what is said in their place; the innermost of two counts. */
  privatePaths: readonly (readonly [path: string, name: string])[];
  now: Date;
}

const RUNTIMES = ['electron', 'chrome', 'node', 'v8'];

export function diagnosticsText(facts: Facts): string {
  const { counts, seeds, backups, network } = facts;
  const [latest] = backups.backups;
  const lines = [
    `Offprint ${facts.version}, ${facts.now.toISOString()}, running for ${Math.round(facts.uptime)} s`,
    `System: ${process.platform} ${release()} ${arch()}`,
    `Runs on: ${RUNTIMES.flatMap((name) => (facts.runtimes[name] ? `${name} ${facts.runtimes[name]}` : [])).join(', ')}`,
    counts === null
      ? 'Library: not loaded'
      : `Library: ${counts.papers} papers, ${counts.unread} unread, ${counts.digests} digests, ${counts.problems} problems`,
    `Settings: theme ${facts.theme}, ${seeds.ignored.length} ignored patterns${seeds.isPaused ? ', watching paused' : ''}`,
    ...seeds.folders.map(
      ({ files, includesSubfolders, problem }, index) =>
        `Seeds folder ${index + 1}: ${files} files${includesSubfolders ? ', with subfolders' : ''}${problem === null ? '' : `, problem: ${problem}`}`,
    ),
    `Backups: ${backups.backups.length}${latest ? `, the latest of ${new Date(latest.at).toISOString()} with ${latest.marks} records of marks` : ''}${backups.secondFolder === null ? '' : ', in a second folder as well'}`,
    ...[backups.problem, backups.warning].flatMap((words) => (words === null ? [] : `Backups: ${words}`)),
    `Network: ${network.sent} requests left this machine, ${network.refused} were refused`,
    '',
    'Log:',
    ...(facts.log.length === 0 ? ['(nothing)'] : facts.log),
  ];
  return `${withoutPaths(lines.join('\n'), facts.privatePaths)}\n`;
}

/** The longest path first, for one may begin with another. */
function withoutPaths(text: string, paths: Facts['privatePaths']): string {
  const inOrder = paths.filter(([path]) => path.length > 1).sort((a, b) => b[0].length - a[0].length);
  return inOrder.reduce((rest, [path, name]) => rest.replaceAll(path, name), text);
}
