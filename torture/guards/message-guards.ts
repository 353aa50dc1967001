/** Guards at the border between page and main: who may call, and with what. */
import { EXAMPLES } from '../messages';
import { type Guard, guardsOf } from './guard';

const IPC = { file: 'src/main/ipc.ts', tests: 'src/main/ipc.test.ts' };
const FRAME = 'takes only the main frame of the window on a page of ours';
const GARBLED = 'of garbled messages of the page none is taken';
const ASSERTIONS = 'src/main/assertions.test.ts';

export const MESSAGE_GUARDS: readonly Guard[] = [
  ...guardsOf({
    about: 'who may call main',
    ...IPC,
    guards: [
      ['from elsewhere is refused and does nothing', 'if (!gate.isTrusted(event)) {', 'if (!event) {'],
      [FRAME, 'frame === null || ', ''],
      [FRAME, ' || event.sender !== contents', ''],
      [FRAME, ' || frame.parent !== null', ''],
      [FRAME, 'return isAppUrl(frame.url);', 'return true;'],
    ],
  }),
  ...guardsOf({
    about: 'who may call main',
    file: 'src/main/index.ts',
    tests: ASSERTIONS,
    guards: [
      [
        'takes every call through the gate',
        '!window.isDestroyed() && isFromPage(event, window.webContents)',
        'event !== null',
      ],
      [
        'takes every call through the gate',
        '  answerCalls(handle, {',
        "  ipcMain.on('x', () => {});\n  answerCalls(handle, {",
      ],
    ],
  }),
  ...guardsOf({
    about: 'what a call may say',
    ...IPC,
    guards: [
      [
        'with malformed arguments is refused and does nothing',
        'if (!checked.success) {',
        'if (!checked.success && !gate) {',
      ],
      ['tells nothing of a value that was refused but its kind', 'issue.expected', 'issue.message'],
    ],
  }),
  // Each call of its own: without its schema, it takes anything.
  ...guardsOf({
    about: 'what a call may say, each of them',
    file: 'src/main/handlers.ts',
    tests: 'torture/torture.test.ts',
    guards: Object.keys(EXAMPLES).map((name) => {
      const key = /^\w+$/.test(name) ? name : `'${name}'`;
      return [GARBLED, `  ${key}: v.strictTuple(`, `  ${key}: v.any() ?? v.strictTuple(`] as const;
    }),
  }),
  ...guardsOf({
    about: 'what a call may say',
    file: 'src/main/handlers.ts',
    tests: 'src/main/ipc.test.ts',
    guards: [
      [
        'are not taken otherwise',
        'v.safeInteger(), v.minValue(0));\n\nconst seedsChoices',
        'v.safeInteger());\n\nconst seedsChoices',
      ],
      ['are not taken otherwise', 'bytes: v.instance(Uint8Array)', 'bytes: v.any()'],
      ['are not taken otherwise', '    v.minLength(1),\n', ''],
      ['are not taken otherwise', 'v.pipe(v.number(), v.finite())', 'v.any()'],
      ['are not taken otherwise', 'isPaused: v.boolean()', 'isPaused: v.any()'],
      ['are not taken otherwise', 'v.maxLength(LONGEST_PATTERN)', 'v.nonEmpty()'],
    ],
  }),
  ...guardsOf({
    about: 'what changes of marks may say',
    file: 'src/main/marks/journal-changes.ts',
    tests: 'src/main/marks/journal-changes.test.ts',
    guards: [
      ['is refused, with all that comes along', 'v.strictObject(', 'v.object('],
      ['is refused, with all that comes along', 'v.nonEmpty(), v.maxLength(1000)', 'v.maxLength(1000)'],
      ['is refused, with all that comes along', 'v.nonEmpty(), v.maxLength(1000)', 'v.nonEmpty()'],
      ['is refused, with all that comes along', 'v.pipe(v.string(), v.regex(/^[a-z][\\w:-]{0,80}$/i))', 'v.string()'],
      ['is refused, with all that comes along', 'Object.keys(set).length > 0', 'set !== undefined'],
      [
        'a field that would become a prototype is left out',
        'return changes.output;',
        'return value as JournalChange[];',
      ],
    ].map(([name = '', text = '', without = '']) => [name, text, without] as const),
  }),
  ...guardsOf({
    about: 'no words of the reader in the log',
    file: 'src/renderer/trouble/error-report.ts',
    tests: 'src/renderer/trouble/error-report.test.ts',
    guards: [
      [
        'an error is told by its name and place',
        'words < 0 ? stack : stack.slice(words + error.message.length)',
        'stack',
      ],
      ['an error is told by its name and place', ".split('\\n').filter(isFrame)", ".split('\\n')"],
      [
        'whatever else was thrown is told by its kind',
        "/^\\w{1,50}$/.test(error.name) ? error.name : 'Error'",
        'error.name',
      ],
    ],
  }),
  ...guardsOf({
    about: 'no words of the reader in the log',
    file: 'src/main/handlers.ts',
    tests: 'src/main/ipc.test.ts',
    guards: [
      [
        'an error of the page is told by its name and places only',
        'v.pipe(v.string(), v.regex(/^\\w{1,50}$/))',
        'v.string()',
      ],
      [
        'an error of the page is told by its name and places only',
        'v.maxLength(300))), v.maxLength(20)',
        'v.nonEmpty()))',
      ],
    ],
  }),
  ...guardsOf({
    about: 'no private folder in diagnostics',
    file: 'src/main/diagnostics.ts',
    tests: 'src/main/diagnostics.test.ts',
    guards: [
      ['name no private folder', 'withoutPaths(lines.join', '((text: string, _: unknown) => text)(lines.join'],
      ['name no private folder', '.sort((a, b) => b[0].length - a[0].length)', ''],
    ],
  }),
  ...guardsOf({
    about: 'packages and their licences',
    file: 'scripts/check-licences.mjs',
    tests: 'scripts/check-licences.test.ts',
    guards: [
      [
        'that are open to later versions are told',
        'if (!/^\\d+\\.\\d+\\.\\d+(-[\\w.]+)?$/.test(version)) problems',
        'if (version === name) problems',
      ],
      [
        'that are not are told',
        'if (entry.integrity === undefined && entry.optional !== true) problems',
        'if (entry.link) problems',
      ],
      ['that are not are told', 'else if (!isAllowed(', 'else if (!licence && !isAllowed('],
      ['that are not are told', 'isForDevelopment ? FOR_DEVELOPMENT : PERMISSIVE', 'FOR_DEVELOPMENT'],
    ],
  }),
];
