/** The main process: its lifecycle, and how its parts are wired together. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, nativeTheme, powerMonitor, protocol, session, shell } from 'electron';
import type { AppInfo, Menu as PageMenu } from '../preload/api';
import { createAppProtocol } from './app-protocol';
import { APP_SCHEME, APP_URL } from './app-url';
import { BackupChoices } from './backup-choices';
import { CliError, type CliOptions, readCli } from './cli';
import { Diagnosis } from './diagnosis';
import { askForFolder, askForLibrary, askWhereToSave, isToLose } from './dialogs';
import { findDigestFile } from './digests/find-digest-file';
import { Samples } from './digests/samples';
import { ThreadReader } from './digests/thread-reader';
import { messageOf } from './failure';
import { Farewell } from './farewell';
import { answerCalls, settingsSchema } from './handlers';
import { Intake } from './intake';
import { createHandle, isFromPage } from './ipc';
import { Log } from './log';
import { AllJournals } from './marks/all-journals';
import { Backups } from './marks/backups';
import { deviceName } from './marks/device';
import { Journal } from './marks/journal';
import { systemFiles } from './marks/journal-files';
import { marksPlace } from './marks/marks-place';
import { SharedMarks } from './marks/shared-marks';
import { menuTemplate } from './menu';
import { NetworkCount } from './network-count';
import { handedOver, OpenedFiles } from './opened-files';
import { folderForThisRun, isReadOnly } from './read-only-profile';
import { Screenshot } from './screenshot';
import { hardenSession } from './security';
import { chooseFolders, Seeds, type Send } from './seeds';
import { SettingsFile } from './settings';
import { TerminalReport } from './terminal-report';
import { Transfer } from './transfer/transfer';
import { createWindow, showPage } from './window';

const BUILD = join(import.meta.dirname, '..');

// Before the app is ready, or the page has no IndexedDB.
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);

// Whoever read what is printed may have gone.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const cli = readFlags();
if (cli.userDataFolder !== null) app.setPath('userData', cli.userDataFolder);
const isViewOnly = isReadOnly(app.getPath('userData'));
if (isViewOnly) app.setPath('sessionData', folderForThisRun());

let tellOfOpenedFiles = () => {};
const openedFiles = new OpenedFiles(() => tellOfOpenedFiles());
// macOS tells of files in this way only, and may do so before the application is ready.
app.on('open-file', (event, path) => {
  event.preventDefault();
  void openedFiles.open([path]);
});

// Electron changes the order of another instance's arguments: so that one reads them itself. Where nothing can be written, nor can
// a lock, and nobody is in anybody's way.
if (isViewOnly || app.requestSingleInstanceLock({ paths: cli.paths })) {
  run(cli).catch((error: unknown) => {
    process.stderr.write(`Offprint could not start: ${error instanceof Error ? error.stack : error}\n`);
    app.exit(1);
  });
} else {
  process.stdout.write('Offprint is already running with this profile; its window is shown instead.\n');
  app.exit(0);
}

/** Reads the command line, and ends with 2 where it cannot be meant. */
function readFlags(): CliOptions {
  try {
    const flags = readCli(process.argv.slice(1), process.cwd());
    if (flags.userDataFolder !== null) mkdirSync(flags.userDataFolder, { recursive: true });
    // Where Electron runs an application from a folder, it is given that folder as well.
    return { ...flags, paths: flags.paths.filter((path) => path !== app.getAppPath()) };
  } catch (error) {
    const isFlag = error instanceof CliError;
    process.stderr.write(`${isFlag ? '' : 'The profile cannot be used: '}${messageOf(error)}\n`);
    process.exit(2);
  }
}

async function run({ seedsFolder, isHeadless, screenshotFile, paths }: CliOptions): Promise<void> {
  const network = new NetworkCount();
  const profile = app.getPath('userData');
  const log = new Log({
    folder: join(profile, 'logs'),
    print: (line) => process.stderr.write(`${line}\n`),
    now: () => new Date(),
  });
  log.info(`Offprint ${app.getVersion()} starts.`);
  const settings = await SettingsFile.open(join(profile, 'settings.json'));
  if (settings.damage !== null) log.warn(settings.damage);
  /** Settings that cannot be kept are worth a line, not an end. */
  const keep = (saved: Promise<void>) => {
    saved.catch((error: unknown) => log.error(`The settings could not be kept: ${messageOf(error)}`));
  };
  const ownMarksFolder = join(profile, 'marks');
  const place = await marksPlace({
    ...{ files: systemFiles, ownFolder: ownMarksFolder, chosenFolder: settings.values.marksFolder, now: Date.now },
    device: await deviceName(join(profile, 'marks-device')),
  });
  const { device, missing } = place;
  if (missing !== null) log.warn('The marks folder is not there.');
  const journal = Journal.open({
    ...{ folder: place.folder, device, missing, files: systemFiles, now: Date.now },
    isMade: place.folder === ownMarksFolder,
    onMended: () => send('marks-mended', null),
  });
  const reader = new ThreadReader({ script: join(BUILD, 'main/reader-thread.js') });
  const samples = new Samples(join(BUILD, '../resources/samples'), (file) => reader.inspect(file));
  const folders = await chooseFolders({
    given: seedsFolder,
    remembered: settings.values.seedsFolders,
    defaultFolder: join(app.getPath('documents'), 'Offprint', 'Seeds'),
    isFirstRun: settings.isNew,
    samples,
  });
  if (seedsFolder !== null) keep(settings.save({ seedsFolders: folders }));

  await app.whenReady();
  hardenSession(session.defaultSession, () => network.refused());
  network.watch(session.defaultSession);
  protocol.handle(APP_SCHEME, createAppProtocol(join(BUILD, 'renderer')));
  nativeTheme.themeSource = settings.values.theme;

  const window = createWindow({
    preload: join(BUILD, 'preload/index.cjs'),
    icon: join(BUILD, '../resources/icon.png'),
    place: settings.values.windowPlace,
    isShown: !isHeadless,
    onMoved: (windowPlace) => keep(settings.save({ windowPlace })),
  });
  const send: Send = (name, payload) => {
    if (!window.isDestroyed()) window.webContents.send(name, payload);
  };
  const sharedMarks = new SharedMarks({
    ...{ journal, files: systemFiles, ownFolder: ownMarksFolder, place },
    remember: (folder) => settings.save({ marksFolder: folder }),
    onArrived: () => send('marks-arrived', null),
  });
  const backups = new Backups({
    ...{ device, app: app.getVersion(), files: systemFiles, now: Date.now },
    marks: new AllJournals({ journal, device, files: systemFiles, folder: () => sharedMarks.folder }),
    folder: join(profile, 'backups'),
    secondFolder: settings.values.backupFolder,
    isViewOnly,
    onChanged: ({ problem, warning }) => {
      if (problem !== null) log.error(problem);
      send('backups-changed', { problem, warning });
    },
  });
  const farewell = new Farewell({
    window,
    ask: () => send('closing', null),
    isToLose: (unsaved) => (isHeadless ? Promise.resolve(true) : isToLose(window, unsaved)),
    settled: async () => {
      await Promise.all([settings.settled(), backups.close().then(() => journal.close())]);
      await log.close();
    },
  });
  const report = isHeadless ? new TerminalReport((line) => process.stdout.write(`${line}\n`)) : null;
  const screenshot =
    screenshotFile === null ? null : new Screenshot(window, screenshotFile, (message) => log.error(message));
  const { ignored, isPaused } = settings.values;
  const seeds = new Seeds({
    choices: { folders, ignored, isPaused },
    samples,
    reader,
    send,
    remember: ({ folders: seedsFolders, ...others }) => settings.save({ seedsFolders, ...others }),
    onWatched: (state) => {
      farewell.pageStarted();
      report?.watched(state);
    },
  });

  const intake = new Intake({
    places: () => seeds.places,
    inspect: (file) => reader.inspect(file),
    trash: (file) => shell.trashItem(file),
    onChanged: () => seeds.lookAgain(),
  });
  tellOfOpenedFiles = () => send('files-opened', null);
  void openedFiles.open(paths);

  const showMenu = (menus: PageMenu[]) => {
    const template = menuTemplate(menus, process.platform, (id) => send('command', { id }));
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  // The page's own follow once it is there.
  showMenu([]);

  const diagnosis = new Diagnosis({ version: app.getVersion(), profile, log, network, seeds, backups, settings });
  const shownSettings = () => {
    const { theme, keys, goesOnAfterRead, goesOnAfterSkip, recentCommands } = settings.values;
    return { theme, keys, goesOnAfterRead, goesOnAfterSkip, recentCommands };
  };
  const transfer = new Transfer({
    ...{ app: app.getVersion(), folder: join(profile, 'imports'), now: Date.now },
    ...{ places: () => seeds.places, intake, backups, settings: shownSettings, settingsSchema },
    askWhere: (name) => askWhereToSave(window, join(app.getPath('documents'), name)),
    askWhich: () => askForLibrary(window, app.getPath('documents')),
    onProgress: (done, total) => send('transfer-progress', { done, total }),
  });
  let dialogToOpen: AppInfo['dialog'] = null;
  const handle = createHandle({
    register: (name, listener) => ipcMain.handle(name, listener),
    isTrusted: (event) => !window.isDestroyed() && isFromPage(event, window.webContents),
    log: (message) => log.warn(message),
  });
  answerCalls(handle, {
    version: app.getVersion(),
    seeds,
    intake,
    openedFiles,
    journal,
    backups,
    sharedMarks,
    askForMarksFolder: () =>
      askForFolder(window, {
        title: 'Choose a folder that is synced between your devices',
        buttonLabel: 'Keep marks here',
        defaultPath: settings.values.marksFolder ?? app.getPath('documents'),
      }),
    backupChoices: new BackupChoices({ window, backups, settings, documents: app.getPath('documents') }),
    diagnosis,
    transfer,
    takeDialog: () => {
      const dialog = dialogToOpen;
      dialogToOpen = null;
      return dialog;
    },
    reloadPage: (dialog) => {
      dialogToOpen = dialog;
      void window.loadURL(APP_URL);
    },
    settings: shownSettings,
    changeSettings: (change) => {
      if (change.theme !== undefined) nativeTheme.themeSource = change.theme;
      return settings.save(change);
    },
    setMenu: showMenu,
    askForFolder: () =>
      askForFolder(window, {
        title: 'Add a seeds folder',
        buttonLabel: 'Watch this folder',
        defaultPath: seeds.places[0]?.path ?? '',
      }),
    digestLines: async ({ file, ...range }) => {
      const folders = seeds.places.map(({ path }) => path);
      const path = await findDigestFile(file, folders);
      if (path === null) throw new Error('This file is in none of the seeds folders any more.');
      return reader.lines({ path, ...range });
    },
    openInBrowser: (url) => shell.openExternal(url),
    onCounts: (counts) => {
      diagnosis.counts = counts;
      report?.counted(counts);
      screenshot?.pageReported();
    },
    onReadyToClose: (unsaved) => farewell.pageIsReady(unsaved),
    onNotReadyToClose: () => farewell.pageIsBusy(),
  });

  window.on('focus', () => {
    seeds.lookAgain();
    sharedMarks.lookAgain();
  });
  window.on('closed', () => {
    seeds.close();
    sharedMarks.close();
    reader.close();
  });
  powerMonitor.on('resume', () => seeds.lookAgain());
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    void openedFiles.open(handedOver(data));
    if (window.isDestroyed() || isHeadless) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  // Without its window, which holds the library, Offprint does nothing: so it ends, on macOS too.
  app.on('window-all-closed', () => app.quit());
  // Once: a second Ctrl+C ends it without asking the page.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => app.quit());

  await showPage(window, (message) => log.error(message));
  if (settings.damage !== null && !isHeadless) {
    await dialog.showMessageBox(window, { type: 'warning', message: 'Settings', detail: settings.damage });
  }
}
