/** Unit tests, which stand beside what they test. What crosses processes is tested in `e2e/`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // By default one core is left to whoever watches.
    maxWorkers: '100%',
    // Against a test that hangs, not one that is slow: machines are loaded at times.
    setupFiles: ['scripts/property-seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: [
      'src/**/*.test.ts',
      'src/**/*.test.tsx',
      'chromium-shell/**/*.test.ts',
      'scripts/**/*.test.ts',
      'fuzz/**/*.test.ts',
      'torture/**/*.test.ts',
    ],
  },
});
