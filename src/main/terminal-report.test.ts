import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TerminalReport } from './terminal-report';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('says what is watched, what was found, and how to stop, each once', () => {
  const lines: string[] = [];
  const report = new TerminalReport((line) => lines.push(line));
  const folder = { path: '/digests', includesSubfolders: false, problem: null, files: 3 };
  const state = { folders: [folder], ignored: [], isPaused: false, hasSamples: false };
  report.watched(state);
  report.watched(state);
  report.counted({ papers: 0, unread: 0, digests: 0, problems: 0 });
  report.counted({ papers: 107, unread: 107, digests: 3, problems: 0 });
  vi.advanceTimersByTime(1000);
  report.counted({ papers: 107, unread: 107, digests: 3, problems: 0 });
  vi.advanceTimersByTime(1000);
  report.counted({ papers: 1, unread: 0, digests: 1, problems: 1 });
  vi.advanceTimersByTime(1000);
  report.watched({ ...state, folders: [folder, { ...folder, path: '/others', problem: 'It is not there.' }] });
  report.watched({ ...state, isPaused: true });
  expect(lines).toEqual([
    'Offprint is running without a window.',
    'Watching /digests (3 digest files)',
    '107 papers in 3 digests, 107 unread, 0 problems.',
    'Stop it with Ctrl+C.',
    '1 paper in 1 digest, 0 unread, 1 problem.',
    'Watching /digests (3 digest files)\nWatching /others (It is not there.)',
    'Not watching /digests (3 digest files)',
  ]);
});
