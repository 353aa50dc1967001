/** What must not be possible, tried in the window. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Page } from 'playwright/test';
import type { OffprintApi } from '../src/preload/api';
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, grid, rowOf, test } from './offprint';

/** Every request of the page that is not for its own files. */
function recordRequests(page: Page): string[] {
  const own = new URL(page.url()).origin;
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(own) && !/^(blob|data):/.test(request.url())) foreign.push(request.url());
  });
  return foreign;
}

test('a session of reading makes no request that leaves the machine', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [
    {
      title: 'Tracked',
      abstract: 'See https://example.org/pixel.png and <img src="https://example.org/x.png">. It ends.',
    },
    ...inventPapers('moss', 3),
  ]);
  const { page } = await launch();
  const foreign = recordRequests(page);
  await page.reload();
  await expectPapers(page, 4);
  await rowOf(page, 'Tracked').click();
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('pixel');
  await expectPapers(page, 1);
  await page.waitForTimeout(500);
  expect(foreign).toEqual([]);
});

test('the page cannot be made to run or fetch what is not its own', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 1));
  const { page } = await launch();
  await expectPapers(page, 1);
  const address = page.url();
  const found = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.wasInjected = true';
    document.head.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.wasInjected = true');
    image.src = 'data:image/png;base64,AAAA';
    document.body.append(image);
    const refused = async (work: () => Promise<unknown>) =>
      work().then(
        () => false,
        () => true,
      );
    // Behind a timer: what the test itself evaluates is free of the policy.
    const isEvalRefused = await new Promise<boolean>((resolve) => {
      setTimeout(() => refused(async () => new Function('return 1')()).then(resolve));
    });
    const isFetchRefused = await refused(() => fetch('https://example.org/'));
    const opened = window.open('https://example.org/');
    const microphone = await refused(() => navigator.mediaDevices.getUserMedia({ audio: true }));
    const names = ['geolocation', 'notifications', 'clipboard-read', 'camera', 'microphone', 'midi'];
    const states = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'refused',
        ),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    return {
      wasInjected: 'wasInjected' in window,
      isEvalRefused,
      isFetchRefused,
      opened: opened === null,
      microphone,
      granted: states.filter((state) => state === 'granted'),
      node: ['require', 'process', 'Buffer', 'global'].filter((name) => name in window),
    };
  });
  expect(found).toEqual({
    wasInjected: false,
    isEvalRefused: true,
    isFetchRefused: true,
    opened: true,
    microphone: true,
    granted: [],
    node: [],
  });
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(address);
  await expectPapers(page, 1);
});

test('the bridge takes named calls with well-formed arguments, and nothing else', async ({ launch }) => {
  const { page } = await launch();
  await expectPapers(page, 0);
  const found = await page.evaluate(async () => {
    const { offprint } = window as unknown as { offprint: OffprintApi & Record<string, unknown> };
    const call = offprint.call as (...args: unknown[]) => Promise<{ ok: boolean }>;
    const isRefused = (...args: unknown[]) =>
      call(...args).then(
        ({ ok }) => !ok,
        () => true,
      );
    return {
      members: Object.keys(offprint).sort(),
      unknown: await isRefused('read-file', '/etc/passwd'),
      missing: await isRefused('add-digests'),
      malformed: await isRefused('add-digests', [{ name: 'x.txt', bytes: 'text' }]),
      surplus: await isRefused('get-app-info', 'more'),
      theme: await isRefused('save-settings', { theme: 'purple' }),
      http: await isRefused('open-external', 'http://example.org/'),
      file: await isRefused('open-external', 'file:///etc/passwd'),
      script: await isRefused('open-external', 'javascript:alert(1)'),
      user: await isRefused('open-external', 'https://user:secret@example.org/'),
    };
  });
  const { members, ...refusals } = found;
  expect(members).toEqual(['call', 'on']);
  expect(Object.values(refusals).every(Boolean), JSON.stringify(refusals)).toBe(true);
});

test('a name cannot lead a dropped digest out of the seeds folder', async ({ launch, seeds, profile }) => {
  const { page } = await launch();
  await expectPapers(page, 0);
  const digest = readFileSync(writeDigest(profile, 'x.txt', 'Mar 2', inventPapers('moss', 1)), 'utf8');
  await page.evaluate(async (text) => {
    const { offprint } = window as unknown as { offprint: OffprintApi };
    await offprint.call('add-digests', 1, [{ name: '../../escaped.txt', bytes: new TextEncoder().encode(text) }]);
  }, digest);
  await expectPapers(page, 1);
  expect(existsSync(join(seeds, '..', 'escaped.txt'))).toBe(false);
  expect(existsSync(join(seeds, '..', '..', 'escaped.txt'))).toBe(false);
});

test('fault 26: what a digest says is text: markup and script are shown, not run', async ({ launch, seeds }) => {
  const title = '<img src=x onerror="window.wasInjected=1"><script>window.wasInjected=1</script> & co';
  writeDigest(seeds, 'one.txt', 'Mar 2', [{ title, abstract: '<b>Bold</b> claims\u202e are kept inert. They are.' }]);
  const { page } = await launch();
  await expectPapers(page, 1);
  await rowOf(page, title).click();
  await expect(page.getByRole('region', { name: 'Paper' }).getByRole('heading', { level: 2 })).toHaveText(title);
  expect(await grid(page).locator('img, script, b').count()).toBe(0);
  expect(await page.evaluate(() => 'wasInjected' in window)).toBe(false);
});

test('links open in the browser of the system', async ({ launch, seeds, profile }) => {
  test.skip(process.platform !== 'linux', 'the stand-in for the browser is an xdg-open');
  writeDigest(seeds, 'one.txt', 'Mar 2', [
    { title: 'Linked', abstract: 'The code is at https://example.org/linked. It runs.' },
  ]);
  const bin = join(profile, 'bin');
  const opened = join(profile, 'opened');
  mkdirSync(bin);
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$1" > '${opened}'\n`);
  chmodSync(join(bin, 'xdg-open'), 0o755);
  const { page } = await launch({ env: { PATH: `${bin}${delimiter}${process.env.PATH}` } });
  await rowOf(page, 'Linked').click();
  await page.getByRole('link', { name: 'example.org/linked' }).click();
  await expect.poll(() => existsSync(opened) && readFileSync(opened, 'utf8')).toBe('https://example.org/linked');
});
