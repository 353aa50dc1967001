/** Unit tests, which stand beside what they test. What crosses processes is tested in `e2e/`. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What computes, and leaves nothing behind: such files share their modules, whose loading takes longer than most of them. */
const TOGETHER = ['src/renderer/**/*.test.{ts,tsx}', 'src/main/digests/formats/**/*.test.ts'];

export default defineConfig({
  test: {
    // Many tests wait for a disk, a timer or a process.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Against a test that hangs, not one that is slow: machines are loaded at times.
    setupFiles: ['scripts/property-seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['{src,chromium-shell,scripts,fuzz,torture}/**/*.test.ts'],
          exclude: TOGETHER,
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: TOGETHER,
          isolate: false,
          // Dexie looks for a database once, when it is loaded.
          setupFiles: ['fake-indexeddb/auto'],
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
    ],
  },
});
