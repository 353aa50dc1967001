/** Guards around the page: what it may run, load, open, ask for, and where it may go. */
import { type Guard, guardsOf } from './guard';

const SECURITY = { file: 'src/main/security.ts', tests: 'src/main/security.test.ts' };
const ASSERTIONS = 'src/main/assertions.test.ts';
const PREFERENCES = 'is sandboxed, isolated and without Node';
const POLICY = 'sends the policy with every answer';

export const PAGE_GUARDS: readonly Guard[] = [
  ...guardsOf({
    about: 'what windows are made with',
    file: 'src/main/security.ts',
    tests: ASSERTIONS,
    guards: [
      [PREFERENCES, 'contextIsolation: true', 'contextIsolation: false'],
      [PREFERENCES, 'sandbox: true', 'sandbox: false'],
      [PREFERENCES, 'nodeIntegration: false', 'nodeIntegration: true'],
      [PREFERENCES, 'nodeIntegrationInWorker: false', 'nodeIntegrationInWorker: true'],
      [PREFERENCES, 'nodeIntegrationInSubFrames: false', 'nodeIntegrationInSubFrames: true'],
      [PREFERENCES, 'webSecurity: true', 'webSecurity: false'],
      [PREFERENCES, 'allowRunningInsecureContent: false', 'allowRunningInsecureContent: true'],
      [PREFERENCES, 'webviewTag: false', 'webviewTag: true'],
      [PREFERENCES, 'navigateOnDragDrop: false', 'navigateOnDragDrop: true'],
      [PREFERENCES, 'spellcheck: false', 'spellcheck: true'],
    ],
  }),
  ...guardsOf({
    about: 'what windows are made with',
    file: 'src/main/window.ts',
    tests: ASSERTIONS,
    guards: [
      ['is made in one place', '      ...SAFE_PREFERENCES,\n', ''],
      ['is made in one place', '      preload,\n', '      preload,\n      sandbox: false,\n'],
      ['is made in one place', '  hardenContents(window.webContents);\n', ''],
      [
        'shows the page of the application',
        'return window.loadURL(APP_URL)',
        "return window.loadURL('https://offprint.example/')",
      ],
    ],
  }),
  ...guardsOf({
    about: 'permissions, each by its name',
    file: 'src/main/security.ts',
    tests: ASSERTIONS,
    every: true,
    guards: [
      [
        'is refused, asked for and looked up',
        '(_contents, _permission, answer) => answer(false)',
        '(_contents, _permission, answer) => answer(true)',
      ],
      [
        'is refused, asked for and looked up',
        'setPermissionCheckHandler(() => false)',
        'setPermissionCheckHandler(() => true)',
      ],
      [
        'is refused, asked for and looked up',
        'setDevicePermissionHandler(() => false)',
        'setDevicePermissionHandler(() => true)',
      ],
    ],
  }),
  ...guardsOf({
    about: 'permissions, in the window',
    file: 'src/main/index.ts',
    tests: 'e2e/security.spec.ts',
    guards: [['no permission is granted', '  hardenSession(session.defaultSession, () => network.refused());\n', '']],
  }),
  ...guardsOf({
    about: 'downloads and requests',
    ...SECURITY,
    guards: [
      [
        'downloads nothing',
        "  session.on('will-download', (event) => event.preventDefault());",
        "  session.on('will-download', () => {});",
      ],
      ['https://example.org/', 'const cancel = !staysInside(url);', 'const cancel = false;'],
      ['https://example.org/', 'if (cancel) onRefused();', ''],
      ['file:///etc/passwd', "new Set(['app:',", "new Set(['file:', 'app:',"],
      ['nonsense', 'URL.canParse(url) && INSIDE', '!URL.canParse(url) || INSIDE'],
    ],
  }),
  ...guardsOf({
    about: 'navigation, windows and webviews',
    ...SECURITY,
    guards: [
      ...['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'].map(
        (name) =>
          [
            'a page goes nowhere, opens nothing and embeds nothing',
            `  contents.on('${name}', (event) => event.preventDefault());`,
            `  contents.on('${name}', () => {});`,
          ] as const,
      ),
      ['a page goes nowhere, opens nothing and embeds nothing', "action: 'deny'", "action: 'allow'"],
    ],
  }),
  ...guardsOf({
    about: 'links that are handed to the system',
    ...SECURITY,
    guards: [
      ['takes https only, without credentials', "url.protocol === 'https:' && ", ''],
      ['takes https only, without credentials', "url.protocol === 'https:'", '/^https?:$/.test(url.protocol)'],
      ['takes https only, without credentials', " && url.username === ''", ''],
      ['takes https only, without credentials', " && url.password === ''", ''],
      [
        'takes https only, without credentials',
        'if (!URL.canParse(address)) return null;',
        "if (!URL.canParse(address)) return 'https://x/';",
      ],
    ],
  }),
  ...guardsOf({
    about: 'links that are handed to the system',
    file: 'src/main/handlers.ts',
    tests: ASSERTIONS,
    guards: [
      [
        'hands links to the system’s browser in one place',
        'const url = externalLink(address);',
        'const url = address;',
      ],
    ],
  }),
  ...guardsOf({
    about: 'the content security policy',
    file: 'src/main/app-protocol.ts',
    tests: 'src/main/app-protocol.test.ts',
    guards: [
      [POLICY, `default-src 'none'`, `default-src 'self'`],
      [POLICY, `script-src 'self'`, `script-src 'self' 'unsafe-inline'`],
      [POLICY, `style-src 'self'`, `style-src 'self' https:`],
      [POLICY, `font-src 'self'`, 'font-src *'],
      [POLICY, `img-src 'self' data:`, `img-src 'self' data: https:`],
      [POLICY, `worker-src 'self'`, `worker-src 'self' blob:`],
      [POLICY, `connect-src 'none'`, `connect-src 'self'`],
      [POLICY, `  "base-uri 'none'",\n`, ''],
      [POLICY, `  "form-action 'none'",\n`, ''],
      [POLICY, `  "frame-ancestors 'none'",\n`, ''],
      [POLICY, `  'Content-Security-Policy': CONTENT_SECURITY_POLICY,\n`, ''],
      [POLICY, `  'X-Content-Type-Options': 'nosniff',\n`, ''],
      [POLICY, `  'Referrer-Policy': 'no-referrer',\n`, ''],
      [POLICY, `  'Cross-Origin-Opener-Policy': 'same-origin',\n`, ''],
      [POLICY, `  'Cross-Origin-Resource-Policy': 'same-origin',\n`, ''],
    ],
  }),
  ...guardsOf({
    about: 'injected scripts and requests, in the window',
    file: 'src/main/app-protocol.ts',
    tests: 'e2e/security.spec.ts',
    guards: [
      [
        'the page cannot be made to run or fetch what is not its own',
        `script-src 'self'`,
        `script-src 'self' 'unsafe-inline'`,
      ],
      [
        'the page cannot be made to run or fetch what is not its own',
        `script-src 'self'`,
        `script-src 'self' 'unsafe-eval'`,
      ],
    ],
  }),
  ...guardsOf({
    about: 'navigation and windows, in the window',
    file: 'src/main/window.ts',
    tests: 'e2e/security.spec.ts',
    guards: [
      ['the page cannot be made to run or fetch what is not its own', '  hardenContents(window.webContents);\n', ''],
    ],
  }),
  ...guardsOf({
    about: 'requests that leave the machine',
    file: 'src/main/index.ts',
    tests: 'e2e/offline.spec.ts',
    guards: [
      [
        'a request that is tried is recorded and refused',
        '  hardenSession(session.defaultSession, () => network.refused());\n',
        '',
      ],
      [
        'a whole session makes no request that leaves the machine',
        ' starts.`);',
        " starts.`);\n  void fetch('https://127.0.0.1:44321/').catch(() => {});",
      ],
    ],
  }),
  ...guardsOf({
    about: 'requests that leave the machine',
    file: 'src/renderer/main.tsx',
    tests: 'e2e/offline.spec.ts',
    guards: [
      [
        'a whole session makes no request that leaves the machine',
        "await import('./window');",
        "await import('./window');\nsetTimeout(() => new WebSocket('wss://example.org/'), 500);",
      ],
    ],
  }),
  ...guardsOf({
    about: 'requests that leave the machine',
    file: 'src/main/index.ts',
    tests: ASSERTIONS,
    guards: [
      ['asks the network for nothing', ' starts.`);', " starts.`);\n  void fetch('https://127.0.0.1:44321/');"],
      [
        'asks the network for nothing',
        "import { join } from 'node:path';",
        "import { join } from 'node:path';\nimport 'node:https';",
      ],
    ],
  }),
  ...guardsOf({
    about: 'the count of requests',
    file: 'src/main/network-count.ts',
    tests: 'src/main/network-count.test.ts',
    guards: [
      ['counts what leaves', 'if (!staysInside(url)) this.#sent++;', ''],
      ['counts what leaves', 'this.#refused++;', ''],
      ['counts what main sends', "'http.client.request.start', ", ''],
      ['counts what main sends', ", 'undici:request:create'", ''],
    ],
  }),
  ...guardsOf({
    about: 'files that the page is given',
    file: 'src/main/app-protocol.ts',
    tests: 'src/main/app-protocol.test.ts',
    guards: [
      ['app://offprint/assets/.hidden.js', ' || !PLAIN_PATH.test(name)', ''],
      ['app://offprint/notes.txt', 'type === undefined || ', ''],
      ['app://offprint/link.js', 'if (!file.startsWith(root + sep)) return', 'if (!file) return'],
      ['app://offprint/linked/secret.js', 'file.startsWith(root + sep)', 'file.startsWith(root)'],
      ['takes no', "if (method !== 'GET') return", 'if (!method) return'],
    ],
  }),
  ...guardsOf({
    about: 'files that the page is given',
    file: 'src/main/app-url.ts',
    tests: 'src/main/app-protocol.test.ts',
    guards: [
      ['app://other/index.html', " && host === 'offprint'", ''],
      ['app://user@offprint/index.html', " && username === ''", ''],
      ['https://offprint/index.html', "protocol === 'app:' && ", ''],
    ],
  }),
  ...guardsOf({
    about: 'what the preload exposes',
    file: 'src/preload/index.ts',
    tests: ASSERTIONS,
    guards: [
      [
        'the preload exposes two functions',
        "exposeInMainWorld('offprint', api);",
        "exposeInMainWorld('offprint', { ...api, ipcRenderer });",
      ],
      [
        'the preload exposes two functions',
        "contextBridge.exposeInMainWorld('offprint', api);",
        "contextBridge.exposeInMainWorld('offprint', api);\ncontextBridge.exposeInMainWorld('ipc', ipcRenderer);",
      ],
      [
        'the preload exposes two functions',
        '  on: (name, listener) => {',
        '  send: ipcRenderer.send,\n  on: (name, listener) => {',
      ],
    ],
  }),
  ...guardsOf({
    about: 'fuses of what is packaged',
    file: 'electron-builder.yml',
    tests: ASSERTIONS,
    guards: [
      ...[
        ['runAsNode: false', 'runAsNode: true'],
        ['enableNodeOptionsEnvironmentVariable: false', 'enableNodeOptionsEnvironmentVariable: true'],
        ['enableNodeCliInspectArguments: false', 'enableNodeCliInspectArguments: true'],
        ['enableEmbeddedAsarIntegrityValidation: true', 'enableEmbeddedAsarIntegrityValidation: false'],
        ['onlyLoadAppFromAsar: true', 'onlyLoadAppFromAsar: false'],
        ['grantFileProtocolExtraPrivileges: false', 'grantFileProtocolExtraPrivileges: true'],
        ['publish: null', 'publish: github'],
      ].map(([text = '', without = '']) => ['what is packaged runs as nothing but Offprint', text, without] as const),
    ],
  }),
  ...guardsOf({
    about: 'markup in every text',
    file: 'src/renderer/ui/highlighted-text.tsx',
    tests: 'e2e/security.spec.ts',
    guards: [
      [
        'markup and script in every text that a digest or a reader brings',
        'if (ranges.length === 0) return text;',
        'if (ranges.length === 0) return <span dangerouslySetInnerHTML={{ __html: text }} />;',
      ],
    ],
  }),
];
