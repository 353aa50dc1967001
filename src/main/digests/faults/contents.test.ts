/** FAULTS.md 22, 23 and 25 to 29: what stands in the files, how large they are, and what the clock says. */
import { closeSync, openSync, truncateSync, unlinkSync, utimesSync, writeSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SeedsChange } from '../../../preload/api';
import { digest, inBox, settlesAs, type Watched } from './watched-box';

function entriesOf(watched: Watched, name: string) {
  const change = watched.changes.findLast(({ file }) => file.endsWith(name));
  return change?.kind === 'read' ? change.digests.flatMap((part) => part.digest.entries) : [];
}

function problemsOf(change: SeedsChange | undefined) {
  return change?.kind === 'read' ? change.digests.flatMap((part) => part.digest.problems) : [];
}

describe.concurrent('a file', { timeout: 60_000 }, () => {
  it(
    'fault 22: that is no valid UTF-8 is shown with the line marked that is not',
    inBox(async ({ write, watch }) => {
      const text = digest('On moss', 'On the \u{1F33F} fern', 'On ivy');
      const bytes = Buffer.from(text);
      // The plant of the second title loses its last byte.
      const plant = bytes.indexOf('\u{1F33F}') + 3;
      write('a.txt', Buffer.concat([bytes.subarray(0, plant), bytes.subarray(plant + 1)]));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss', expect.stringMatching(/^On the .*\uFFFD.* fern$/), 'On ivy'] });
      const line = text.slice(0, text.indexOf('On the')).split('\n').length;
      expect(problemsOf(watched.changes[0])).toContainEqual({ line, message: expect.any(String) });
    }),
  );

  it(
    'fault 23: reads the same with a BOM, in UTF-16, with CRLF, lone CR or non-breaking spaces',
    inBox(async ({ write, watch }) => {
      const text = digest('On moss', 'On the \u{1F33F} fern');
      const bigEndian = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
      write('bom.txt', `\uFEFF${text}`);
      write('little.txt', Buffer.from(`\uFEFF${text}`, 'utf16le'));
      write('big.txt', bigEndian);
      write('crlf.txt', text.replaceAll('\n', '\r\n'));
      write('cr.txt', text.replaceAll('\n', '\r'));
      write('nbsp.txt', text.replaceAll('  •', '\u00A0\u00A0•').replaceAll('authors', 'authors\u00A0'));
      const watched = await watch();
      const titles = ['On moss', 'On the \u{1F33F} fern'];
      const names = ['bom.txt', 'little.txt', 'big.txt', 'crlf.txt', 'cr.txt', 'nbsp.txt'];
      await settlesAs(watched, Object.fromEntries(names.map((name) => [name, titles])));
      const [first, ...others] = names.map((name) => entriesOf(watched, name));
      for (const entries of others) expect(entries).toEqual(first);
      expect(watched.changes.flatMap(problemsOf)).toEqual([]);
    }),
  );

  it(
    'fault 25: of 1 GB is refused unread, a line of 10 MB and a picture hold nothing up',
    inBox(async ({ seed, write, watch }) => {
      write('big.txt', digest('On moss'));
      truncateSync(seed('big.txt'), 1024 ** 3);
      const line = openSync(seed('line.txt'), 'w');
      for (let part = 0; part < 10; part++) writeSync(line, 'moss and fern '.repeat(75_000));
      closeSync(line);
      write('picture.txt', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'));
      write('prose.txt', 'Dear reader');
      write('a.txt', digest('On moss'));
      const before = process.memoryUsage().rss;
      const watched = await watch();
      const shown = {
        'big.txt': expect.stringMatching(/1,024 MB/),
        'line.txt': expect.stringContaining('not a digest'),
        'picture.txt': expect.stringContaining('PNG'),
        'prose.txt': expect.stringContaining('not a digest'),
        'a.txt': ['On moss'],
      };
      await settlesAs(watched, shown);
      expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 ** 2);
      watched.folder.lookAgain();
      await settlesAs(watched, shown);
      expect(watched.changes).toHaveLength(5);
      // None of it is looked at again at the next start.
      await settlesAs(await watch({ known: watched.known }), {});
    }),
  );

  it(
    'fault 26: with HTML, script and bidi controls in a title hands it on as the text that it is',
    inBox(async ({ write, watch }) => {
      const title = '<script>alert("moss")</script> On \u202Enref\u202C <b onclick="x()">fern</b> &amp; ivy';
      write('a.txt', digest(title));
      await settlesAs(await watch(), { 'a.txt': [title] });
    }),
  );

  it(
    'fault 27: that has a paper of another file as well gives it the same identity',
    inBox(async ({ write, watch }) => {
      write('a.txt', digest('On moss', 'On fern'));
      write('b.txt', digest('On ivy', 'On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss', 'On fern'], 'b.txt': ['On ivy', 'On moss'] });
      expect(entriesOf(watched, 'b.txt')[1]?.id).toBe(entriesOf(watched, 'a.txt')[0]?.id);
    }),
  );

  it(
    'fault 28: whose text was edited is told anew, with what tells that it is still the same paper',
    inBox(async ({ write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      const [before] = entriesOf(watched, 'a.txt');
      write('a.txt', digest('On Moss!').replace('what came of it', 'what came of it in the end'));
      await settlesAs(watched, { 'a.txt': ['On Moss!'] });
      const [after] = entriesOf(watched, 'a.txt');
      expect(after?.titleKey).toBe(before?.titleKey);
      const alike = after?.sketch.filter((value, index) => value === before?.sketch[index]) ?? [];
      expect(alike.length).toBeGreaterThanOrEqual(3);
    }),
  );

  it(
    'fault 29: with a time in the future is read, and again when it gets an earlier one',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const future = new Date(Date.now() + 86_400_000);
      utimesSync(seed('a.txt'), future, future);
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      write('a.txt', digest('On moss', 'On fern'));
      const past = new Date(Date.now() - 86_400_000);
      utimesSync(seed('a.txt'), past, past);
      await settlesAs(watched, { 'a.txt': ['On moss', 'On fern'] });
      unlinkSync(seed('a.txt'));
      await settlesAs(watched, {});
      expect(watched.folder.problem).toBeNull();
    }),
  );
});

describe('a clock', { timeout: 60_000 }, () => {
  afterEach(() => void vi.restoreAllMocks());

  it(
    'fault 29: that jumps back, and forth, delays nothing and loses nothing',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      const now = Date.now.bind(Date);
      vi.spyOn(Date, 'now').mockImplementation(() => now() - 86_400_000);
      write('b.txt', digest('On fern'));
      await settlesAs(watched, { 'a.txt': ['On moss'], 'b.txt': ['On fern'] });
      vi.spyOn(Date, 'now').mockImplementation(() => now() + 86_400_000);
      write('b.txt', digest('On ivy'));
      unlinkSync(seed('a.txt'));
      await settlesAs(watched, { 'b.txt': ['On ivy'] });
    }),
  );
});
