import { expect, test } from 'vitest';
import { diagnosticsText, type Facts } from './diagnostics';

const facts: Facts = {
  version: '0.1.0',
  runtimes: { node: '24.1.0', chrome: '150.0.1', uv: '1' },
  uptime: 61.4,
  theme: 'dark',
  counts: { papers: 12, unread: 3, digests: 2, problems: 1 },
  seeds: {
    folders: [
      { path: '/home/ann/Digests', includesSubfolders: false, problem: null, files: 2 },
      { path: '/home/ann/Digests/old', includesSubfolders: true, problem: 'It is not there.', files: 0 },
    ],
    ignored: ['*.html'],
    isPaused: false,
    hasSamples: false,
  },
  backups: {
    backups: [
      {
        ...{ id: 1, at: 0, path: '/home/ann/p/backups/x', isOwn: true, copies: 2, isWhole: true },
        marks: 9,
        bytes: 99,
        problem: null,
      },
    ],
    folder: '/home/ann/p/backups',
    secondFolder: '/mnt/ann-drive',
    problem: 'Your marks could not be backed up to the second folder /mnt/ann-drive. It is not there.',
    warning: null,
  },
  network: { sent: 0, refused: 4 },
  log: ['2026 error The file /home/ann/Digests/old/a.txt could not be read.', '2026 info /home/ann/p/x'],
  privatePaths: [
    ['/home/ann/Digests', '<seeds folder 1>'],
    ['/home/ann/Digests/old', '<seeds folder 2>'],
    ['/mnt/ann-drive', '<second folder of backups>'],
    ['/home/ann/p', '<profile>'],
    ['/home/ann', '~'],
  ],
  now: new Date('2026-11-21T12:00:00Z'),
};

test('diagnostics say how Offprint is, and name no private folder', () => {
  const text = diagnosticsText(facts);
  expect(text).not.toContain('ann');
  expect(text.split('\n')).toEqual([
    'Offprint 0.1.0, 2026-11-21T12:00:00.000Z, running for 61 s',
    expect.stringMatching(/^System: /),
    'Runs on: chrome 150.0.1, node 24.1.0',
    'Library: 12 papers, 3 unread, 2 digests, 1 problems',
    'Settings: theme dark, 1 ignored patterns',
    'Seeds folder 1: 2 files',
    'Seeds folder 2: 0 files, with subfolders, problem: It is not there.',
    'Backups: 1, the latest of 1970-01-01T00:00:00.000Z with 9 records of marks, in a second folder as well',
    'Backups: Your marks could not be backed up to the second folder <second folder of backups>. It is not there.',
    'Network: 0 requests left this machine, 4 were refused',
    '',
    'Log:',
    '2026 error The file <seeds folder 2>/a.txt could not be read.',
    '2026 info <profile>/x',
    '',
  ]);
});

test('a library that was never loaded is told as such', () => {
  expect(diagnosticsText({ ...facts, counts: null, log: [] })).toContain('Library: not loaded');
});
