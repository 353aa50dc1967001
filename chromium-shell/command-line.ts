/** Electron's `app.commandLine`, and what of it Chromium is started with. */
import type { CommandLine } from 'electron';

type Provided = Pick<CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'>;

/**
 * Switches of the command line that Chromium is given. Not all of them: headless Chromium would take Offprint's own
 * `--screenshot` for its own, and `--user-data-dir` and `--headless` are the shell's business.
 */
const PASSED_ON = [
  'disable-gpu',
  'enable-logging',
  'force-device-scale-factor',
  'lang',
  'no-sandbox',
  'ozone-platform',
  'remote-debugging-address',
  'remote-debugging-port',
];

export class ShellCommandLine implements Provided {
  private readonly switches = new Map<string, string>();
  /** Those that the application added itself. */
  readonly appended = new Set<string>();

  /** @param argv as in `process.argv` */
  constructor(argv: readonly string[]) {
    for (const argument of argv) {
      if (argument === '--') break;
      const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
      if (match?.[1] !== undefined) this.switches.set(match[1].toLowerCase(), match[2] ?? '');
    }
  }

  appendSwitch(name: string, value = ''): void {
    this.switches.set(name.toLowerCase(), value);
    this.appended.add(name.toLowerCase());
  }

  removeSwitch(name: string): void {
    this.switches.delete(name.toLowerCase());
    this.appended.delete(name.toLowerCase());
  }

  hasSwitch(name: string): boolean {
    return this.switches.has(name.toLowerCase());
  }

  getSwitchValue(name: string): string {
    return this.switches.get(name.toLowerCase()) ?? '';
  }
}

/** What Chromium is started with: what the application appended, and what of the command line it should have. */
export function chromiumArguments(commandLine: Provided, appended: Iterable<string>): string[] {
  return [...new Set([...PASSED_ON, ...appended])]
    .filter((name) => commandLine.hasSwitch(name))
    .map((name) => {
      const value = commandLine.getSwitchValue(name);
      return value === '' ? `--${name}` : `--${name}=${value}`;
    });
}
