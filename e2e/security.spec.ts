/** What must not be possible, tried in the window. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { OffprintApi } from '../src/preload/api';
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';

test('the page cannot be made to run or fetch what is not its own, to embed, submit, navigate or install anything; no permission is granted', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 1));
  const { page } = await launch();
  await expectPapers(page, 1);
  const address = page.url();

  await test.step('no permission is granted, by any name that the browser has', async () => {
    const states = await page.evaluate(async () => {
      const names = [
        ...['accelerometer', 'ambient-light-sensor', 'background-fetch', 'background-sync', 'camera', 'clipboard-read'],
        ...[
          'clipboard-write',
          'display-capture',
          'geolocation',
          'gyroscope',
          'idle-detection',
          'keyboard-lock',
          'local-fonts',
        ],
        ...[
          'magnetometer',
          'microphone',
          'midi',
          'nfc',
          'notifications',
          'payment-handler',
          'periodic-background-sync',
        ],
        ...['persistent-storage', 'pointer-lock', 'screen-wake-lock', 'speaker-selection', 'storage-access'],
        ...['top-level-storage-access', 'window-management'],
      ];
      const asked = names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => [name, state] as const,
          () => [name, 'unknown'] as const,
        ),
      );
      return Promise.all(asked);
    });
    expect(states.filter(([, state]) => state === 'granted')).toEqual([]);
    expect(states.filter(([, state]) => state === 'denied').length).toBeGreaterThan(5);
  });

  await test.step('it does not run or fetch what is not its own', async () => {
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

  await test.step('it does not embed, submit, navigate or install anything', async () => {
    const pages = page.context().pages().length;
    await page.evaluate(async () => {
      const add = (name: string, attributes: Record<string, string>) => {
        const element = document.createElement(name);
        for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
        document.body.append(element);
        return element;
      };
      const script = '<script>parent.wasInjected = true; top.wasInjected = true</script>';
      add('iframe', { src: 'https://example.org/' });
      add('iframe', { srcdoc: script });
      add('iframe', { src: `data:text/html,${script}` });
      add('iframe', { src: location.href });
      add('object', { data: 'https://example.org/x.swf' });
      add('embed', { src: 'https://example.org/x.pdf' });
      add('webview', { src: 'https://example.org/', nodeintegration: '' });
      add('meta', { 'http-equiv': 'refresh', content: '0; url=https://example.org/' });
      add('base', { href: 'https://example.org/' });
      add('link', { rel: 'stylesheet', href: 'https://example.org/x.css' });
      add('style', {}).textContent = 'body { background: url(https://example.org/x.png) }';
      const form = add('form', { action: 'https://example.org/', method: 'post' }) as HTMLFormElement;
      form.submit();
      for (const href of [
        'https://example.org/',
        'file:///etc/passwd',
        'javascript:window.wasInjected=1',
        'data:text/html,x',
      ]) {
        for (const target of ['_self', '_blank', '_top']) add('a', { href, target }).click();
      }
      await navigator.serviceWorker?.register('/assets/worker.js').catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    expect(page.url()).toBe(address);
    expect(page.context().pages()).toHaveLength(pages);
    const loaded = page.frames().map((frame) => frame.url());
    expect(loaded.filter((url) => /example\.org|passwd|^data:/.test(url))).toEqual([]);
    expect(await page.evaluate(() => 'wasInjected' in window)).toBe(false);
    expect(await page.evaluate(async () => (await navigator.serviceWorker?.getRegistrations())?.length ?? 0)).toBe(0);
    for (const other of [
      'file:///etc/passwd',
      'data:text/html,x',
      'blob:null/x',
      'https://example.org/',
      'about:blank#x',
    ]) {
      await page.evaluate((url) => {
        location.href = url;
      }, other);
      await page.waitForTimeout(100);
      expect(page.url()).toBe(address);
    }
  });
});

test('the bridge takes named calls with well-formed arguments, and a name leads nowhere', async ({
  launch,
  seeds,
  profile,
}) => {
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

  const digest = readFileSync(writeDigest(profile, 'x.txt', 'Mar 2', inventPapers('moss', 1)), 'utf8');
  await page.evaluate(async (text) => {
    const { offprint } = window as unknown as { offprint: OffprintApi };
    await offprint.call('add-digests', 1, [{ name: '../../escaped.txt', bytes: new TextEncoder().encode(text) }]);
  }, digest);
  await expectPapers(page, 1);
  expect(existsSync(join(seeds, '..', 'escaped.txt'))).toBe(false);
  expect(existsSync(join(seeds, '..', '..', 'escaped.txt'))).toBe(false);
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

test('fault 26: markup and script in every text that a digest or a reader brings are shown, not run', async ({
  launch,
  seeds,
}) => {
  const evil = '<img src=x onerror="window.wasInjected=1"><svg/onload=window.wasInjected=1>';
  const script = '<script>window.wasInjected=1</script> & co';
  const title = `Title ${evil} ${script}`;
  writeDigest(seeds, 'one.txt', 'Mar 2', [
    {
      title,
      abstract: `<b>${evil}</b> is what it says\u202e. It says so.`,
      by: `evil ${evil}`,
      published: 'Jan 1, 2025',
    },
    ...inventPapers('moss', 2),
  ]);
  writeFileSync(join(seeds, '<img src=x onerror=window.wasInjected=1>.txt'), `Not a digest ${evil}`);
  const { page } = await launch();
  await expectPapers(page, 3);
  await rowOf(page, title).click();
  const pane = page.getByRole('region', { name: 'Paper' });
  await expect(pane.getByRole('heading', { level: 2 })).toHaveText(title);
  await expect(pane).toContainText('is what it says');
  await page.getByRole('textbox', { name: 'Notes' }).fill(evil);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await pane.getByRole('combobox', { name: 'Add a tag' }).fill('<img src=x>');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, title).getByText('<img src=x>', { exact: true })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search papers' }).fill(`"${evil}"`);
  await page.waitForTimeout(300);
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('');
  await page
    .getByRole('button', { name: /problem/i })
    .first()
    .click();
  await expect(page.getByText('onerror=window.wasInjected', { exact: false }).first()).toBeVisible();
  expect(await page.locator('img[src="x"], svg[onload], b').count()).toBe(0);
  expect(await page.evaluate(() => 'wasInjected' in window)).toBe(false);
});
