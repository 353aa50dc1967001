/** What the reader chose and where the window stood: `settings.json` in the profile. */
import { readFile, rename } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { codeOf, messageOf } from './failure';

export const themeSchema = v.picklist(['system', 'light', 'dark']);

const commandId = v.pipe(v.string(), v.maxLength(100));
export const keysSchema = v.record(commandId, v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(20)));
export const recentCommandsSchema = v.pipe(v.array(commandId), v.maxLength(50));

const pixels = v.pipe(v.number(), v.integer());

/** Where the window stands when it is neither maximised nor full screen. */
const windowPlaceSchema = v.object({
  x: pixels,
  y: pixels,
  width: v.pipe(pixels, v.minValue(1)),
  height: v.pipe(pixels, v.minValue(1)),
  isMaximized: v.boolean(),
});
export type WindowPlace = v.InferOutput<typeof windowPlaceSchema>;

const absolutePath = v.pipe(v.string(), v.check(isAbsolute, 'not an absolute path'));

/** Earlier versions knew one seeds folder, and kept it under this key. */
function withSeveralFolders(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('seedsFolder' in value)) return value;
  const { seedsFolder: path, ...others } = value;
  return { ...(path !== null && { seedsFolders: [{ path, includesSubfolders: false }] }), ...others };
}

const savedSettingsSchema = v.pipe(
  v.unknown(),
  // An array would pass for an object without any of the keys.
  v.check((value) => !Array.isArray(value), 'an object was expected'),
  v.transform(withSeveralFolders),
  // Loose, so that what a newer Offprint keeps here survives an older one.
  v.looseObject({
    /** Empty for the default folder. */
    seedsFolders: v.optional(v.array(v.object({ path: absolutePath, includesSubfolders: v.boolean() })), []),
    /** See `SeedsState`. */
    ignored: v.optional(v.array(v.string()), []),
    isPaused: v.optional(v.boolean(), false),
    theme: v.optional(themeSchema, 'system'),
    windowPlace: v.optional(v.nullable(windowPlaceSchema), null),
    /** See `Settings`. What a newer version put there is kept. */
    keys: v.optional(keysSchema, {}),
    goesOnAfterRead: v.optional(v.boolean(), false),
    goesOnAfterSkip: v.optional(v.boolean(), true),
    recentCommands: v.optional(recentCommandsSchema, []),
    /** The second one; `null` for none. */
    backupFolder: v.optional(v.nullable(absolutePath), null),
    /** Where the marks are kept; `null` for the profile's own folder. */
    marksFolder: v.optional(v.nullable(absolutePath), null),
  }),
);
export type SavedSettings = v.InferOutput<typeof savedSettingsSchema>;
export type SettingsChange = Partial<
  Pick<
    SavedSettings,
    | 'seedsFolders'
    | 'ignored'
    | 'isPaused'
    | 'theme'
    | 'keys'
    | 'goesOnAfterRead'
    | 'goesOnAfterSkip'
    | 'recentCommands'
    | 'windowPlace'
    | 'backupFolder'
    | 'marksFolder'
  >
>;

export class SettingsFile {
  #values: SavedSettings;
  /** Set where writing would destroy what could not be read. */
  #isReadOnly: boolean;
  #lastSave: Promise<void> = Promise.resolve();

  private constructor(
    readonly path: string,
    /** Whether there was no such file: the very first run with this profile. */
    readonly isNew: boolean,
    /** What was wrong with the file and where it was put, in words for the reader; `null` where all is well. */
    readonly damage: string | null,
    values: SavedSettings,
    isReadOnly: boolean,
  ) {
    this.#values = values;
    this.#isReadOnly = isReadOnly;
  }

  /** Reads the settings. A file that makes no sense is set aside under another name, and `damage` says so. */
  static async open(path: string): Promise<SettingsFile> {
    const defaults = v.parse(savedSettingsSchema, {});
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return new SettingsFile(path, true, null, defaults, false);
      const damage = `The settings could not be read (${messageOf(error)}). Offprint runs with the default ones and keeps no changes to them.`;
      return new SettingsFile(path, false, damage, defaults, true);
    }
    try {
      return new SettingsFile(path, false, null, v.parse(savedSettingsSchema, JSON.parse(text)), false);
    } catch (error) {
      const aside = join(dirname(path), `settings.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`);
      const reason = `The settings made no sense (${messageOf(error)}).`;
      try {
        await rename(path, aside);
      } catch (renameError) {
        const damage = `${reason} Offprint runs with the default ones and keeps no changes, as the file could not be set aside (${messageOf(renameError)}).`;
        return new SettingsFile(path, false, damage, defaults, true);
      }
      return new SettingsFile(
        path,
        false,
        `${reason} Offprint starts with the default ones; the old file is kept as ${aside}.`,
        defaults,
        false,
      );
    }
  }

  get values(): Readonly<SavedSettings> {
    return this.#values;
  }

  /** Changes what is named, at once; resolves when it is on the disk, and rejects where it cannot be written. */
  save(change: SettingsChange): Promise<void> {
    this.#values = { ...this.#values, ...change };
    if (this.#isReadOnly) return Promise.resolve();
    const text = `${JSON.stringify(this.#values, null, 2)}\n`;
    // One after the other, or an earlier state could overwrite a later one.
    const saved = this.#lastSave.then(() => writeFileAtomic(this.path, text));
    this.#lastSave = saved.catch(() => {});
    return saved;
  }

  /** Resolves when nothing is being written any more. */
  settled(): Promise<void> {
    return this.#lastSave;
  }
}
