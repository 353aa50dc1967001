/** The calls of `preload/api.ts`: what each takes, and who answers it. */
import * as v from 'valibot';
import type {
  AppInfo,
  Calls,
  DigestLines,
  JournalChange,
  JsonOf,
  KnownFile,
  LibraryCounts,
  Menu,
  SeedsState,
  Settings,
  SharedMarksState,
} from '../preload/api';
import type { BackupChoices } from './backup-choices';
import type { Diagnosis } from './diagnosis';
import { DIGEST_ENDINGS } from './digests/digest-file';
import { LARGEST_DIGEST } from './digests/read-text';
import type { Intake } from './intake';
import type { Handle } from './ipc';
import { parseKnownFiles } from './known-files';
import type { Backups } from './marks/backups';
import type { Journal } from './marks/journal';
import { parseChanges } from './marks/journal-changes';
import type { SharedMarks } from './marks/shared-marks';
import { menusSchema } from './menu-schema';
import type { OpenedFiles } from './opened-files';
import { externalLink } from './security';
import type { Seeds } from './seeds';
import { keysSchema, recentCommandsSchema, themeSchema } from './settings';
import type { Transfer } from './transfer/transfer';

/** What the calls need of the machine. */
export interface Machine {
  version: string;
  seeds: Seeds;
  intake: Intake;
  openedFiles: OpenedFiles;
  journal: Pick<Journal, 'append' | 'read'>;
  sharedMarks: SharedMarks;
  /** `null` where the reader thinks better of it. */
  askForMarksFolder(): Promise<string | null>;
  backups: Pick<Backups, 'changed' | 'backUp' | 'latest' | 'piece'>;
  backupChoices: BackupChoices;
  diagnosis: Diagnosis;
  transfer: Transfer;
  settings(): Settings;
  changeSettings(change: Partial<Settings>): Promise<void>;
  setMenu(menus: Menu[]): void;
  /** Asks the reader for a folder; `null` where they think better of it. */
  askForFolder(): Promise<string | null>;
  /** Rejects, in words for the reader, for what is not a file of a seeds folder. */
  digestLines(...request: Parameters<Calls['digest-lines']>): Promise<DigestLines>;
  /** What the page was loaded for; asked once each time. */
  takeDialog(): AppInfo['dialog'];
  reloadPage(dialog: AppInfo['dialog']): void;
  openInBrowser(url: string): Promise<void>;
  onCounts(counts: LibraryCounts): void;
  onReadyToClose(unsaved: string | null): void;
  onNotReadyToClose(): void;
}

const MOST_ADDED = 10_000;
const MOST_FOLDERS = 100;
const MOST_PATTERNS = 1000;
const LONGEST_PATTERN = 1000;
const MOST_DEVICES = 1000;

const text = v.pipe(v.string(), v.maxLength(10_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const seedsChoices = v.object({
  folders: v.pipe(
    v.array(v.object({ path: text, includesSubfolders: v.boolean() })),
    v.minLength(1),
    v.maxLength(MOST_FOLDERS),
  ),
  ignored: v.pipe(v.array(v.pipe(v.string(), v.maxLength(LONGEST_PATTERN))), v.maxLength(MOST_PATTERNS)),
  isPaused: v.boolean(),
});
const lineRange = v.object({ file: text, digestId: v.pipe(v.string(), v.maxLength(100)), start: count, end: count });
const incomingFile = v.object({
  name: text,
  bytes: v.instance(Uint8Array),
  modifiedAt: v.exactOptional(v.pipe(v.number(), v.finite())),
});
const incomingFiles = v.pipe(v.array(incomingFile), v.maxLength(MOST_ADDED));
/** See `JsonOf`: what it is the JSON of is checked by whoever parses it. */
const json = <T>() => v.custom<JsonOf<T>>((value) => typeof value === 'string');
const positions = v.pipe(
  v.array(v.object({ device: v.pipe(v.string(), v.maxLength(100)), sequence: count })),
  v.maxLength(MOST_DEVICES),
);
export const settingsSchema = v.object({
  theme: v.exactOptional(themeSchema),
  keys: v.exactOptional(keysSchema),
  goesOnAfterRead: v.exactOptional(v.boolean()),
  goesOnAfterSkip: v.exactOptional(v.boolean()),
  recentCommands: v.exactOptional(recentCommandsSchema),
});
const errorReport = v.object({
  name: v.pipe(v.string(), v.regex(/^\w{1,50}$/)),
  frames: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(20)),
});
const counts = v.object({ papers: count, unread: count, digests: count, problems: count });

/** The arguments of each call. */
export const argumentSchemas: { [N in keyof Calls]: v.GenericSchema<unknown, Parameters<Calls[N]>> } = {
  'get-app-info': v.strictTuple([]),
  'watch-seeds': v.strictTuple([json<KnownFile[]>()]),
  'take-changes': v.strictTuple([]),
  'add-seeds-folder': v.strictTuple([]),
  'save-seeds': v.strictTuple([seedsChoices]),
  'digest-lines': v.strictTuple([lineRange]),
  'inspect-digest': v.strictTuple([incomingFile]),
  'add-digests': v.strictTuple([count, incomingFiles]),
  'undo-import': v.strictTuple([count]),
  'take-opened-files': v.strictTuple([]),
  'read-opened-file': v.strictTuple([count]),
  'add-samples': v.strictTuple([]),
  'remove-samples': v.strictTuple([]),
  'append-marks': v.strictTuple([json<JournalChange[]>()]),
  'read-marks': v.strictTuple([positions]),
  'merge-marks': v.strictTuple([positions]),
  'next-merged-marks': v.strictTuple([]),
  'get-shared-marks': v.strictTuple([]),
  'choose-marks-folder': v.strictTuple([]),
  'forget-marks-folder': v.strictTuple([]),
  'back-up': v.strictTuple([]),
  'list-backups': v.strictTuple([]),
  'choose-backup-folder': v.strictTuple([]),
  'forget-backup-folder': v.strictTuple([]),
  'open-backup': v.strictTuple([]),
  'read-backup': v.strictTuple([count, count]),
  'export-library': v.strictTuple([]),
  'open-library': v.strictTuple([]),
  'add-library-digests': v.strictTuple([count, count, count]),
  'close-library': v.strictTuple([]),
  'cancel-transfer': v.strictTuple([]),
  'save-settings': v.strictTuple([settingsSchema]),
  'set-menu': v.strictTuple([menusSchema]),
  'reload-page': v.strictTuple([v.nullable(v.literal('backups'))]),
  'network-counts': v.strictTuple([]),
  'note-error': v.strictTuple([errorReport]),
  diagnostics: v.strictTuple([]),
  'open-external': v.strictTuple([text]),
  'report-counts': v.strictTuple([counts]),
  'ready-to-close': v.strictTuple([v.nullable(text)]),
  'not-ready-to-close': v.strictTuple([]),
};

/** Answers every call of the contract. */
export function answerCalls(handle: Handle, machine: Machine): void {
  const { seeds, intake, openedFiles } = machine;
  const answers: { [N in keyof Calls]: (...args: Parameters<Calls[N]>) => Answer<N> } = {
    'get-app-info': async (): Promise<AppInfo> => ({
      version: machine.version,
      settings: machine.settings(),
      seeds: await seeds.state(),
      largestDigest: LARGEST_DIGEST,
      digestEndings: DIGEST_ENDINGS,
      dialog: machine.takeDialog(),
    }),
    'watch-seeds': (files) => seeds.watch(parseKnownFiles(files)),
    'take-changes': () => seeds.take(),
    'add-seeds-folder': async (): Promise<SeedsState | null> => {
      const path = await machine.askForFolder();
      return path === null ? null : seeds.addFolder(path);
    },
    'save-seeds': (choices) => seeds.save(choices),
    'digest-lines': (request) => machine.digestLines(request),
    'inspect-digest': (file) => intake.inspect(file),
    'add-digests': (importId, files) => intake.add(importId, files),
    'undo-import': (importId) => intake.takeBack(importId),
    'take-opened-files': () => openedFiles.take(),
    'read-opened-file': (id) => openedFiles.read(id),
    'add-samples': () => seeds.addSamples(),
    'remove-samples': async () => ({ digestIds: await seeds.removeSamples() }),
    'append-marks': async (changes) => {
      const position = await machine.journal.append(parseChanges(changes));
      machine.backups.changed();
      return position;
    },
    'read-marks': (after) => machine.journal.read(after),
    'merge-marks': (after) => machine.sharedMarks.merge(after),
    'next-merged-marks': () => machine.sharedMarks.next(),
    'get-shared-marks': () => machine.sharedMarks.state,
    'choose-marks-folder': async (): Promise<SharedMarksState | null> => {
      const path = await machine.askForMarksFolder();
      return path === null ? null : machine.sharedMarks.keepIn(path);
    },
    'forget-marks-folder': () => machine.sharedMarks.keepIn(null),
    'back-up': () => machine.backups.latest(),
    'list-backups': () => machine.backups.backUp(),
    'choose-backup-folder': () => machine.backupChoices.chooseFolder(),
    'forget-backup-folder': () => machine.backupChoices.forgetFolder(),
    'open-backup': () => machine.backupChoices.open(),
    'read-backup': (id, from) => machine.backups.piece(id, from),
    'export-library': () => machine.transfer.export(),
    'open-library': () => machine.transfer.open(),
    'add-library-digests': (id, importId, from) => machine.transfer.addDigests(id, importId, from),
    'close-library': () => machine.transfer.close(),
    'cancel-transfer': () => machine.transfer.cancel(),
    'save-settings': (change) => machine.changeSettings(change),
    'set-menu': (menus) => machine.setMenu(menus),
    'reload-page': (dialog) => machine.reloadPage(dialog),
    'network-counts': () => machine.diagnosis.network,
    'note-error': ({ name, frames }) => machine.diagnosis.noteError(`The page failed: ${[name, ...frames].join(' ')}`),
    diagnostics: () => machine.diagnosis.text(),
    'open-external': async (address) => {
      const url = externalLink(address);
      if (url === null) throw new Error('Only https links are opened.');
      await machine.openInBrowser(url);
    },
    'report-counts': (reported) => machine.onCounts(reported),
    'ready-to-close': (unsaved) => machine.onReadyToClose(unsaved),
    'not-ready-to-close': () => machine.onNotReadyToClose(),
  };
  const connect = <N extends keyof Calls>(name: N) => handle(name, argumentSchemas[name], answers[name]);
  for (const name of Object.keys(answers) as (keyof Calls)[]) connect(name);
}

type Answer<N extends keyof Calls> = ReturnType<Calls[N]> | Promise<ReturnType<Calls[N]>>;
