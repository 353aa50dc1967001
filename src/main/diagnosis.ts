/** Knows how Offprint is, for whoever looks after it. */
import { homedir } from 'node:os';
import type { LibraryCounts, NetworkCounts } from '../preload/api';
import { diagnosticsText } from './diagnostics';
import type { Log } from './log';
import type { Backups } from './marks/backups';
import type { NetworkCount } from './network-count';
import type { Seeds } from './seeds';
import type { SettingsFile } from './settings';

interface DiagnosisOptions {
  version: string;
  /** Absolute. */
  profile: string;
  log: Log;
  network: NetworkCount;
  seeds: Seeds;
  backups: Backups;
  settings: SettingsFile;
}

export class Diagnosis {
  readonly #options: DiagnosisOptions;
  /** What the page reported last; `null` before it did. */
  counts: LibraryCounts | null = null;

  constructor(options: DiagnosisOptions) {
    this.#options = options;
  }

  /** See `NetworkCount`. */
  get network(): NetworkCounts {
    return this.#options.network.counts;
  }

  noteError(message: string): void {
    this.#options.log.error(message);
  }

  async text(): Promise<string> {
    const { version, profile, log, seeds, backups, settings } = this.#options;
    const [seedsState, backupsState] = await Promise.all([seeds.state(), backups.state()]);
    const seedsPaths = seedsState.folders.map(({ path }, index) => [path, `<seeds folder ${index + 1}>`] as const);
    const second = backupsState.secondFolder;
    return diagnosticsText({
      version,
      ...{ runtimes: process.versions, uptime: process.uptime(), now: new Date() },
      theme: settings.values.theme,
      counts: this.counts,
      seeds: seedsState,
      backups: backupsState,
      network: this.network,
      log: log.latest,
      privatePaths: [
        ...seedsPaths,
        ...(second === null ? [] : [[second, '<second folder of backups>'] as const]),
        [profile, '<profile>'],
        [homedir(), '~'],
      ],
    });
  }
}
