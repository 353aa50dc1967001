/** The flags that Offprint takes. Chromium's own flags pass by unread. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export interface CliOptions {
  /** Absolute; `null` where the flag is not given. */
  seedsFolder: string | null;
  /** Absolute; `null` where the flag is not given. */
  userDataFolder: string | null;
  /** Do not show the window, and say on stdout what happens. */
  isHeadless: boolean;
  /** Where to write a picture of the window as PNG, absolute; `null` for no picture. */
  screenshotFile: string | null;
  /** What else is named: files and folders to open, absolute; and the values of flags that Offprint does not know. */
  paths: string[];
}

/** A flag that cannot be meant as it was given; the message is for whoever typed it. */
export class CliError extends Error {
  override name = 'CliError';
}

/**
 * Reads the flags of a command line. Where a flag is given twice, the last one counts.
 *
 * @param args what follows the program's name
 * @param cwd what relative paths are relative to
 * @throws CliError for one of Offprint's own flags with a value that it cannot have
 */
export function readCli(args: string[], cwd: string): CliOptions {
  const { values, positionals } = parseArgs({
    args,
    options: {
      seeds: { type: 'string' },
      'user-data-dir': { type: 'string' },
      headless: { type: 'boolean' },
      screenshot: { type: 'string' },
    },
    // Chromium and Electron have hundreds of flags of their own.
    strict: false,
  });

  function pathOf(flag: 'seeds' | 'user-data-dir' | 'screenshot', example: string): string | null {
    const value = values[flag];
    if (value === undefined) return null;
    // Without a value the flag comes out as `true`; `--seeds --headless` as `seeds: '--headless'`.
    if (typeof value !== 'string' || value.trim() === '' || value.startsWith('--') || value.includes('\0')) {
      throw new CliError(`--${flag} needs a path: --${flag}=${example}`);
    }
    return resolve(cwd, value);
  }

  if (values.headless !== undefined && values.headless !== true) {
    throw new CliError('--headless takes no value: leave it out to show the window.');
  }
  return {
    seedsFolder: pathOf('seeds', 'FOLDER'),
    userDataFolder: pathOf('user-data-dir', 'FOLDER'),
    isHeadless: values.headless === true,
    screenshotFile: pathOf('screenshot', 'FILE.png'),
    paths: positionals.flatMap((named) => pathNamed(named, cwd) ?? []),
  };
}

/** The absolute path of a file or folder, which Linux desktops name by its URL; `null` where none can be meant. */
function pathNamed(named: string, cwd: string): string | null {
  if (named.trim() === '' || named.includes('\0')) return null;
  if (!named.startsWith('file://')) return resolve(cwd, named);
  try {
    return fileURLToPath(named);
  } catch {
    return null;
  }
}
