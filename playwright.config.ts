/** End-to-end tests, through the window of the built application. `npm test` builds it first. */
import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: 'e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Each test runs an application, which is several processes.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  // No trace: the window belongs to the application, which is gone when a trace would be written.
  use: { trace: 'off', screenshot: 'only-on-failure' },
});
