/** End-to-end tests, through the window of the built application. `npm test` builds it first. */
import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: 'e2e',
  // Some start the application three times, and a busy machine takes its time for each.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Each test runs an application, which is several processes, and waits for it half of the time.
  workers: '150%',
  fullyParallel: true,
  // What fails once where others share the machine is told as flaky; what fails twice is a fault.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  // No trace: the window belongs to the application, which is gone when a trace would be written.
  use: { trace: 'off', screenshot: 'only-on-failure' },
});
