/** Sends main what the page never would: well-formed messages in which one thing is wrong. */

import { argumentSchemas } from '../src/main/handlers';
import { type CallEvent, createHandle } from '../src/main/ipc';
import { parseChanges } from '../src/main/marks/journal-changes';
import type { CallName, Calls, JournalChange, JsonOf, KnownFile, Reply } from '../src/preload/api';
import { noTally, seededBelow, type Tally } from './tally';

type Examples = { [N in CallName]: Parameters<Calls[N]> };

const CHANGES: JournalChange[] = [
  { table: 'marks', key: 'entry', set: { note: 'a note', starredAt: 1 } },
  { table: 'decisions', key: 'decision', set: null },
];
const FILE = { name: 'a.txt', bytes: new Uint8Array([77, 97, 114]), modifiedAt: 1 };
const POSITIONS = [{ device: 'this-device', sequence: 3 }];

/** What the page sends, one of each call. */
export const EXAMPLES: Examples = {
  'get-app-info': [],
  'watch-seeds': ['[]' as JsonOf<KnownFile[]>],
  'take-changes': [],
  'add-seeds-folder': [],
  'save-seeds': [{ folders: [{ path: '/d', includesSubfolders: true }], ignored: ['*.md'], isPaused: false }],
  'digest-lines': [{ file: '/d/a.txt', digestId: 'ab12.2', start: 0, end: 100 }],
  'inspect-digest': [FILE],
  'add-digests': [1, [FILE, FILE]],
  'undo-import': [1],
  'take-opened-files': [],
  'read-opened-file': [1],
  'add-samples': [],
  'remove-samples': [],
  'append-marks': [JSON.stringify(CHANGES) as JsonOf<JournalChange[]>],
  'read-marks': [POSITIONS],
  'merge-marks': [POSITIONS],
  'next-merged-marks': [],
  'get-shared-marks': [],
  'choose-marks-folder': [],
  'forget-marks-folder': [],
  'back-up': [],
  'list-backups': [],
  'choose-backup-folder': [],
  'forget-backup-folder': [],
  'open-backup': [],
  'read-backup': [1, 0],
  'export-library': [],
  'open-library': [],
  'add-library-digests': [1, 1, 0],
  'close-library': [],
  'cancel-transfer': [],
  'save-settings': [{ theme: 'dark', keys: { 'toggle-star': ['s'] }, goesOnAfterRead: true, recentCommands: ['find'] }],
  'set-menu': [
    [
      {
        id: 'file',
        label: 'File',
        sections: [
          [
            {
              kind: 'command',
              id: 'find',
              label: 'Find',
              accelerator: 'CmdOrCtrl+F',
              isEnabled: true,
              isChecked: false,
            },
          ],
          [{ kind: 'submenu', label: 'More', items: [] }],
        ],
      },
    ],
  ],
  'reload-page': ['backups'],
  'network-counts': [],
  'note-error': [{ name: 'TypeError', frames: ['at x:1:1'] }],
  diagnostics: [],
  'open-external': ['https://example.org/'],
  'report-counts': [{ papers: 1, unread: 1, digests: 1, problems: 0 }],
  'ready-to-close': ['The disk is full.'],
  'not-ready-to-close': [],
};

/** Properties that may be missing. */
const OPTIONAL: ReadonlySet<string> = new Set([
  ...['modifiedAt', 'theme', 'keys', 'toggle-star', 'goesOnAfterRead', 'goesOnAfterSkip', 'recentCommands'],
  // Of a change: whatever is in it is the library's business.
  ...['note', 'starredAt'],
]);

type Below = (limit: number) => number;

interface MessagesOptions {
  messages: number;
  seed: number;
  onProgress(done: number): void;
}

/** Of these tallies, `acknowledged` is how many were accepted rightly (the messages before they were garbled), `lost` how many wrongly. */
export async function sendMessages({ messages, seed, onProgress }: MessagesOptions): Promise<Tally> {
  const below = seededBelow(seed);
  const tally = noTally();
  const { call, setTrusted } = gate();
  const names = Object.keys(EXAMPLES) as CallName[];
  for (const name of names) {
    if (await call(name, structuredClone(EXAMPLES[name]))) tally.acknowledged++;
    else tally.broken.push(`${name}: what the page sends was refused.`);
  }
  for (let number = 0; number < messages; number++) {
    const name = names[below(names.length)] as CallName;
    const isFromElsewhere = below(20) === 0;
    setTrusted(!isFromElsewhere);
    const args = isFromElsewhere ? structuredClone(EXAMPLES[name]) : garbled(name, below);
    tally.faults++;
    if (await call(name, args)) {
      tally.lost++;
      tally.broken.push(`${name} took ${isFromElsewhere ? 'a message from elsewhere' : JSON.stringify(args, plain)}`);
    }
    if (number % 1000 === 999) onProgress(number + 1);
  }
  if ('polluted' in {}) tally.broken.push('A message reached the prototype of all objects.');
  return tally;
}

/** Calls as main answers them; `call` resolves to whether one was taken. */
function gate() {
  const listeners = new Map<CallName, (event: CallEvent, ...args: unknown[]) => Promise<Reply<unknown>>>();
  let isTrusted = true;
  const handle = createHandle({
    register: (name, listener) => listeners.set(name, listener),
    isTrusted: () => isTrusted,
    log: () => {},
  });
  const connect = <N extends CallName>(name: N) =>
    handle(name, argumentSchemas[name], (...args) => {
      if (name === 'append-marks') parseChanges(args[0] as JsonOf<JournalChange[]>);
      return undefined as never;
    });
  for (const name of Object.keys(argumentSchemas) as CallName[]) connect(name);
  const event = Object.assign(Object.create(null), { senderFrame: null }) as CallEvent;
  return {
    call: async (name: CallName, args: readonly unknown[]) =>
      (await listeners.get(name)?.(event, ...args))?.ok === true,
    setTrusted: (trusted: boolean) => {
      isTrusted = trusted;
    },
  };
}

/** A message with one thing in it wrong. */
function garbled(name: CallName, below: Below): unknown[] {
  if (name === 'append-marks' && below(3) > 0) return [garbledChanges(below)];
  const args: unknown[] = structuredClone(EXAMPLES[name]);
  const kind = below(4);
  if (args.length === 0 || kind === 0) return [...args, anything(below)];
  if (kind === 1) return args.slice(0, -1);
  garble(args, below);
  return args;
}

function garbledChanges(below: Below): string {
  const changes: unknown[] = structuredClone(CHANGES);
  const kind = below(5);
  if (kind === 0) return JSON.stringify(CHANGES).slice(0, -1 - below(20));
  if (kind === 1) return JSON.stringify({ changes: { ...CHANGES } });
  if (kind === 2) return JSON.stringify([{ ...CHANGES[0], [`more${below(9)}`]: 1 }]);
  if (kind === 3)
    return JSON.stringify([{ ...CHANGES[0], table: 'marks_', set: {} }]).replace('}}', '},"__proto__":{"polluted":1}}');
  garble(changes, below);
  return JSON.stringify(changes, plain);
}

/** Puts something of another kind in the place of one part, or takes one away that must be there. */
function garble(root: unknown[], below: Below): void {
  const places = placesIn(root);
  const { parent, key, value } = places[below(places.length)] as Place;
  const isRemovable = !Array.isArray(parent) && !OPTIONAL.has(key);
  if (isRemovable && below(4) === 0) {
    Reflect.deleteProperty(parent, key);
    return;
  }
  Reflect.set(parent, key, another(value, key, below));
}

interface Place {
  parent: object;
  key: string;
  value: unknown;
}

/** Every part of a message that has a kind; not what a change sets, nor bytes, nor what is left out by `null`. */
function placesIn(parent: object): Place[] {
  return Object.entries(parent).flatMap(([key, value]): Place[] => {
    if (value === null || key === 'starredAt' || (key === 'note' && typeof value === 'string')) return [];
    const inner = typeof value === 'object' && !(value instanceof Uint8Array) ? placesIn(value) : [];
    return [{ parent, key, value }, ...inner];
  });
}

function another(value: unknown, key: string, below: Below): unknown {
  const one = (choices: readonly unknown[]) => choices[below(choices.length)];
  if (typeof value === 'string') return one([1, true, {}, ['x'], 1.5]);
  if (typeof value === 'number')
    return one(['1', true, {}, [1], Number.NaN, ...(key === 'modifiedAt' ? [] : [-1, 0.5, 2 ** 60])]);
  if (typeof value === 'boolean') return one([0, 1, 'true', {}, [true]]);
  if (value instanceof Uint8Array) return one(['text', [1, 2], new ArrayBuffer(2), { length: 2 }, 1]);
  if (Array.isArray(value)) return one([{}, 'text', 1, true, { length: 1, 0: value[0] }, null]);
  // Of a change `null` means that it deletes.
  return one(key === 'set' ? ['text', 1, true, [1]] : ['text', 1, true, null]);
}

function anything(below: Below): unknown {
  return [undefined, null, 1, 'text', {}, [], new Map(), JSON.parse('{"__proto__":{"polluted":1}}')][below(8)];
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
