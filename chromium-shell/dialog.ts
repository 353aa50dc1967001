/** Electron's `dialog`, as questions that Chromium asks in the window: whoever uses the window answers them. */
import { stat } from 'node:fs/promises';
import type { Dialog } from 'electron';
import { ShellBrowserWindow } from './browser-window';
import { NotProvidedError, provideOnly, refuseUnknownOptions } from './refusal';

type OpenOptions = Electron.OpenDialogOptions;
type SaveOptions = Electron.SaveDialogOptions;
type MessageOptions = Electron.MessageBoxOptions;

const PROPERTIES: ReadonlySet<string> = new Set([
  'openDirectory',
  'openFile',
  'createDirectory',
  'promptToCreate',
  'showHiddenFiles',
]);

const OPEN_OPTIONS = {
  title: true,
  message: true,
  buttonLabel: true,
  defaultPath: true,
  filters: true,
  properties: true,
} as const;

const SAVE_OPTIONS = {
  title: true,
  message: true,
  buttonLabel: true,
  defaultPath: true,
  filters: true,
  properties: (value: unknown) => Array.isArray(value) && value.every((property) => property === 'createDirectory'),
} as const;

const MESSAGE_OPTIONS = {
  type: true,
  title: true,
  message: true,
  detail: true,
  buttons: true,
  defaultId: true,
  cancelId: true,
  noLink: true,
  normalizeAccessKeys: true,
} as const;

async function showOpenDialog(first: object, second?: OpenOptions): Promise<Electron.OpenDialogReturnValue> {
  const { window, options } = takeApart<OpenOptions>(first, second);
  refuseUnknownOptions(options, 'dialog.showOpenDialog', OPEN_OPTIONS);
  const { properties = [], message, title, defaultPath = '' } = options;
  for (const property of properties) {
    if (!PROPERTIES.has(property)) throw new NotProvidedError(`the property ${property} of dialog.showOpenDialog`);
  }
  const isFolder = properties.includes('openDirectory');
  if (isFolder === properties.includes('openFile')) {
    throw new NotProvidedError('dialog.showOpenDialog for anything but one file or one folder');
  }

  const question = message ?? title ?? (isFolder ? 'Choose a folder' : 'Choose a file');
  let problem = '';
  let suggestion = defaultPath;
  for (;;) {
    const path = await askForPath(window, problem === '' ? question : `${problem}\n\n${question}`, suggestion);
    if (path === null) return { canceled: true, filePaths: [] };
    const isThere = await stat(path).then(
      (found) => (isFolder ? found.isDirectory() : found.isFile()),
      () => false,
    );
    if (isThere) return { canceled: false, filePaths: [path] };
    problem = `There is no ${isFolder ? 'folder' : 'file'} ${path}`;
    suggestion = path;
  }
}

async function showSaveDialog(first: object, second?: SaveOptions): Promise<Electron.SaveDialogReturnValue> {
  const { window, options } = takeApart<SaveOptions>(first, second);
  refuseUnknownOptions(options, 'dialog.showSaveDialog', SAVE_OPTIONS);
  const { message, title, defaultPath = '' } = options;
  const filePath = await askForPath(window, message ?? title ?? 'Save as', defaultPath);
  const isThere = filePath !== null && (await stat(filePath).then(Boolean, () => false));
  const isKept = isThere && (await ask(window, `confirm(${JSON.stringify(`Replace ${filePath}?`)})`)) !== true;
  return filePath === null || isKept ? { canceled: true, filePath: '' } : { canceled: false, filePath };
}

async function askForPath(window: ShellBrowserWindow, question: string, suggestion: string): Promise<string | null> {
  const answer = await ask(window, `prompt(${JSON.stringify(question)}, ${JSON.stringify(suggestion)})`);
  return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : null;
}

async function showMessageBox(first: object, second?: MessageOptions): Promise<Electron.MessageBoxReturnValue> {
  const { window, options } = takeApart<MessageOptions>(first, second);
  refuseUnknownOptions(options, 'dialog.showMessageBox', MESSAGE_OPTIONS);
  const { buttons = ['OK'], message, detail, cancelId } = options;
  const text = [message, detail].filter((part) => part !== undefined && part !== '').join('\n\n');
  if (buttons.length > 2) throw new NotProvidedError('dialog.showMessageBox with more than two buttons');
  if (buttons.length < 2) {
    await ask(window, `alert(${JSON.stringify(text)})`);
    return { response: 0, checkboxChecked: false };
  }
  const cancel = cancelId ?? 1;
  const accept = cancel === 0 ? 1 : 0;
  const choice = `OK: ${buttons[accept]}\nCancel: ${buttons[cancel]}`;
  const isAccepted = await ask(window, `confirm(${JSON.stringify(`${text}\n\n${choice}`)})`);
  return { response: isAccepted === true ? accept : cancel, checkboxChecked: false };
}

export const dialog = provideOnly(
  {
    showOpenDialog,
    showSaveDialog,
    showMessageBox,
    showErrorBox: (title, content) => void process.stderr.write(`${title}\n${content}\n`),
  } satisfies Pick<Dialog, 'showErrorBox'> & Record<'showOpenDialog' | 'showSaveDialog' | 'showMessageBox', unknown>,
  'dialog',
);

/** Electron takes the window first, or no window at all. */
function takeApart<O extends object>(first: object, second: O | undefined): { window: ShellBrowserWindow; options: O } {
  const window = first instanceof ShellBrowserWindow ? first : ShellBrowserWindow.getAllWindows()[0];
  if (window === undefined) throw new NotProvidedError('a dialog without a window');
  return { window, options: first instanceof ShellBrowserWindow ? (second ?? ({} as O)) : (first as O) };
}

/** Evaluates a question in the window. It is `null` where the window went before anybody answered. */
async function ask(window: ShellBrowserWindow, question: string): Promise<unknown> {
  window.focus();
  return window.webContents.evaluate(question).catch(() => null);
}
