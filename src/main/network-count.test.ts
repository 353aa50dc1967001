import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { NetworkCount } from './network-count';

/** A session whose requests a test sends. */
function session() {
  let tell: (details: { url: string }) => void = () => {};
  const webRequest = { onSendHeaders: (listener: typeof tell) => (tell = listener) };
  return { session: { webRequest } as unknown as Pick<Session, 'webRequest'>, send: (url: string) => tell({ url }) };
}

test('counts what leaves, and not what the application answers itself', () => {
  const network = new NetworkCount();
  const page = session();
  network.watch(page.session);
  for (const url of ['app://offprint/index.html', 'data:,x', 'blob:app://offprint/1']) page.send(url);
  expect(network.counts).toEqual({ sent: 0, refused: 0 });
  for (const url of ['https://example.org/', 'http://127.0.0.1/', 'wss://example.org/']) page.send(url);
  network.refused();
  expect(network.counts).toEqual({ sent: 3, refused: 1 });
});

test('counts what main sends, by either way that Node has', async () => {
  const network = new NetworkCount();
  const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await new Promise((resolve) => get(url, (response) => response.resume().on('end', resolve)));
  expect(network.counts.sent).toBe(1);
  await fetch(url);
  expect(network.counts.sent).toBe(2);
  server.closeAllConnections();
  server.close();
});
