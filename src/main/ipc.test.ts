import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import type { CallName, Reply } from '../preload/api';
import { argumentSchemas } from './handlers';
import { type CallEvent, createHandle, isFromPage } from './ipc';

type Listener = (event: CallEvent, ...args: unknown[]) => Promise<Reply<unknown>>;

/** The gate, with the calls that went through it by hand. */
function gate({ isTrusted = true } = {}) {
  const listeners = new Map<CallName, Listener>();
  const log: string[] = [];
  const handle = createHandle({
    register: (name, listener) => listeners.set(name, listener),
    isTrusted: () => isTrusted,
    log: (message) => log.push(message),
  });
  const event: CallEvent = Object.create(null);
  Object.assign(event, { senderFrame: null });
  const call = async (name: CallName, ...args: unknown[]) => listeners.get(name)?.(event, ...args);
  return { handle, call, log };
}

describe('a call', () => {
  test('is answered', async () => {
    const { handle, call } = gate();
    handle('open-external', argumentSchemas['open-external'], () => {});
    handle('remove-samples', argumentSchemas['remove-samples'], async () => ({ digestIds: ['a'] }));
    expect(await call('open-external', 'https://example.org')).toEqual({ ok: true, value: undefined });
    expect(await call('remove-samples')).toEqual({ ok: true, value: { digestIds: ['a'] } });
  });

  test('that fails is answered with the reason, and told', async () => {
    const { handle, call, log } = gate();
    handle('add-samples', argumentSchemas['add-samples'], async () => {
      throw new Error('The disk is full.');
    });
    handle('get-app-info', argumentSchemas['get-app-info'], () => {
      throw new Error('No.');
    });
    expect(await call('add-samples')).toEqual({ ok: false, message: 'The disk is full.' });
    expect(await call('get-app-info')).toEqual({ ok: false, message: 'No.' });
    expect(log).toEqual(['"add-samples" failed: The disk is full.', '"get-app-info" failed: No.']);
  });

  test('from elsewhere is refused and does nothing', async () => {
    const { handle, call, log } = gate({ isTrusted: false });
    const answer = vi.fn();
    handle('ready-to-close', argumentSchemas['ready-to-close'], answer);
    expect(await call('ready-to-close', null)).toMatchObject({ ok: false });
    expect(answer).not.toHaveBeenCalled();
    expect(log).toHaveLength(1);
  });

  test('with malformed arguments is refused and does nothing, whatever they are', async () => {
    for (const name of Object.keys(argumentSchemas) as CallName[]) {
      let answers = 0;
      const { handle, call } = gate();
      const connect = <N extends CallName>(called: N) =>
        handle(called, argumentSchemas[called], () => {
          answers += 1;
          throw new Error('Answered.');
        });
      connect(name);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.anything({ withTypedArray: true, withBigInt: true })), async (args) => {
          fc.pre(!v.safeParse(argumentSchemas[name], args).success);
          expect(await call(name, ...args)).toMatchObject({ ok: false, message: expect.stringContaining(name) });
        }),
        { numRuns: 200 },
      );
      expect(answers).toBe(0);
    }
  });

  test('tells nothing of a value that was refused but its kind', async () => {
    const { handle, call, log } = gate();
    handle('open-external', argumentSchemas['open-external'], () => {});
    await call('open-external', { secret: 'note' });
    expect(log).toEqual(['Refused "open-external": malformed at 0 (string expected).']);
  });
});

describe('the arguments', () => {
  const is = (name: CallName, ...args: unknown[]) => v.is(argumentSchemas[name], args);
  const seedsChoices = { folders: [{ path: '/d', includesSubfolders: true }], ignored: ['*.md'], isPaused: false };
  const lines = { file: '/d/a.txt', digestId: 'ab12.2', start: 0, end: 100 };

  test('are taken as the contract has them', () => {
    expect(is('get-app-info')).toBe(true);
    expect(is('watch-seeds', '[]')).toBe(true);
    expect(is('save-seeds', seedsChoices)).toBe(true);
    expect(is('digest-lines', lines)).toBe(true);
    expect(is('inspect-digest', { name: 'a.txt', bytes: new Uint8Array(3), modifiedAt: 1 })).toBe(true);
    expect(is('add-digests', 1, [{ name: 'a.txt', bytes: new Uint8Array(3) }])).toBe(true);
    expect(is('undo-import', 1)).toBe(true);
    expect(is('read-opened-file', 1)).toBe(true);
    expect(is('save-settings', { theme: 'dark' })).toBe(true);
    expect(is('save-settings', { keys: { undo: [], 'toggle-star': ['s', 'g s'] } })).toBe(true);
    expect(is('set-menu', [])).toBe(true);
    expect(is('report-counts', { papers: 1, unread: 1, digests: 1, problems: 0 })).toBe(true);
  });

  test('are not taken otherwise', () => {
    expect(is('get-app-info', undefined)).toBe(false);
    expect(is('watch-seeds')).toBe(false);
    expect(is('watch-seeds', [])).toBe(false);
    expect(is('save-seeds', { ...seedsChoices, folders: [] })).toBe(false);
    expect(is('save-seeds', { ...seedsChoices, folders: [{ path: '/d' }] })).toBe(false);
    expect(is('save-seeds', { ...seedsChoices, ignored: ['x'.repeat(10_000)] })).toBe(false);
    expect(is('save-seeds', { ...seedsChoices, isPaused: 0 })).toBe(false);
    expect(is('add-seeds-folder', '/etc')).toBe(false);
    expect(is('digest-lines', { ...lines, start: -1 })).toBe(false);
    expect(is('digest-lines', { ...lines, end: 0.5 })).toBe(false);
    expect(is('add-digests', [{ name: 'a.txt', bytes: new Uint8Array(3) }])).toBe(false);
    expect(is('add-digests', 1, [{ name: 'a.txt', bytes: [1, 2] }])).toBe(false);
    expect(is('add-digests', 1, [{ name: 'a.txt', bytes: new ArrayBuffer(2) }])).toBe(false);
    expect(is('inspect-digest', { name: 'a.txt', bytes: new Uint8Array(3), modifiedAt: Number.NaN })).toBe(false);
    expect(is('undo-import', -1)).toBe(false);
    expect(is('save-settings', { theme: 'sepia' })).toBe(false);
    expect(is('save-settings', { theme: undefined })).toBe(false);
    expect(is('save-settings', { keys: { undo: 'u' } })).toBe(false);
    expect(is('save-settings', { keys: { undo: Array(1000).fill('u') } })).toBe(false);
    expect(is('set-menu', [{ id: 'file', label: 'File' }])).toBe(false);
    expect(is('report-counts', { papers: -1, unread: 1, digests: 1, problems: 0 })).toBe(false);
    expect(is('report-counts', { papers: Number.NaN, unread: 1, digests: 1, problems: 0 })).toBe(false);
    expect(is('open-external', 'https://example.org', 'more')).toBe(false);
  });
});

test('an error of the page is told by its name and places only', () => {
  const is = (report: object) => v.is(argumentSchemas['note-error'], [report]);
  const frames = ['at x:1:1'];
  expect(is({ name: 'TypeError', frames })).toBe(true);
  expect(is({ name: 'a note of mine', frames })).toBe(false);
  expect(is({ name: 'TypeError', frames: ['a'.repeat(1000)] })).toBe(false);
  expect(is({ name: 'TypeError', frames: Array(100).fill('at x:1:1') })).toBe(false);
});

describe('isFromPage', () => {
  const contents = {};
  const event = (sender: unknown, senderFrame: unknown): CallEvent =>
    Object.assign(Object.create(null), { sender, senderFrame });

  test('takes only the main frame of the window on a page of ours', () => {
    const url = 'app://offprint/index.html';
    expect(isFromPage(event(contents, { url, parent: null }), contents)).toBe(true);
    expect(isFromPage(event(contents, null), contents)).toBe(false);
    expect(isFromPage(event({}, { url, parent: null }), contents)).toBe(false);
    expect(isFromPage(event(contents, { url, parent: {} }), contents)).toBe(false);
    for (const other of ['https://offprint/', 'app://offprint.evil/', 'app://evil/', 'file:///x', 'about:blank', '']) {
      expect(isFromPage(event(contents, { url: other, parent: null }), contents)).toBe(false);
    }
  });
});
