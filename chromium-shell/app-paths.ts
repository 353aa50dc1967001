/** Where an application's folders are, on each system. */
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Electron's names of folders, without those that only some systems have. */
export const PATH_NAMES = [
  'home',
  'appData',
  'userData',
  'sessionData',
  'temp',
  'exe',
  'desktop',
  'documents',
  'downloads',
  'music',
  'pictures',
  'videos',
  'logs',
] as const;
export type PathName = (typeof PATH_NAMES)[number];

/** The folder of that name, for an application called `appName`, where nobody has set another. */
export function defaultPath(name: PathName, appName: string): string {
  switch (name) {
    case 'home':
      return homedir();
    case 'appData':
      return appDataFolder();
    case 'userData':
    case 'sessionData':
      return join(appDataFolder(), appName);
    case 'temp':
      return tmpdir();
    case 'exe':
      return process.execPath;
    case 'logs':
      if (process.platform === 'darwin') return join(homedir(), 'Library/Logs', appName);
      return join(appDataFolder(), appName, 'logs');
    case 'desktop':
      return userFolder('DESKTOP', 'Desktop');
    case 'documents':
      return userFolder('DOCUMENTS', 'Documents');
    case 'downloads':
      return userFolder('DOWNLOAD', 'Downloads');
    case 'music':
      return userFolder('MUSIC', 'Music');
    case 'pictures':
      return userFolder('PICTURES', 'Pictures');
    case 'videos':
      return userFolder('VIDEOS', process.platform === 'darwin' ? 'Movies' : 'Videos');
  }
}

function appDataFolder(): string {
  const { env, platform } = process;
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support');
  if (platform === 'win32') return env.APPDATA ?? join(homedir(), 'AppData/Roaming');
  return configFolder();
}

function configFolder(): string {
  return process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
}

/** A folder of the reader's own, which on Linux may bear a name of their language. */
function userFolder(key: string, fallback: string): string {
  if (process.platform === 'linux') {
    try {
      const dirs = readFileSync(join(configFolder(), 'user-dirs.dirs'), 'utf8');
      const path = new RegExp(`^\\s*XDG_${key}_DIR="(.+)"`, 'm').exec(dirs)?.[1];
      if (path !== undefined) return path.replace(/^\$HOME/, homedir());
    } catch {
      // Most machines without a desktop have no such file.
    }
  }
  return join(homedir(), fallback);
}
