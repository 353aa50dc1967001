import { expect, test } from 'vitest';
import { Journal } from './journal';
import { setting } from './journal-for-tests';
import { headLine } from './journal-lines';
import { marksPlace } from './marks-place';
import { UnreliableFiles } from './unreliable-files';

const OWN = '/profile/marks';
const CHOSEN = '/drive/marks';

const placeIn = (files: UnreliableFiles, chosenFolder: string | null = CHOSEN) =>
  marksPlace({ files, device: 'this-device', ownFolder: OWN, chosenFolder, now: () => 1_763_718_291_000 });

/** Files with the journals of this device, in the own folder from before, and in the chosen one. */
function filesWithDrive(): UnreliableFiles {
  const files = new UnreliableFiles();
  files.put(`${OWN}/this-device.jsonl`, headLine('this-device', 0));
  files.put(`${CHOSEN}/this-device.jsonl`, headLine('this-device', 0));
  return files;
}

/** As it is while the drive is not there, whether or not its place is. */
function filesWithoutDrive(): UnreliableFiles {
  const files = new UnreliableFiles();
  files.put(`${OWN}/this-device.jsonl`, headLine('this-device', 0));
  return files;
}

test('is the chosen folder where that is there, and the own one where none is chosen', async () => {
  const files = filesWithDrive();
  expect(await placeIn(files)).toEqual({ folder: CHOSEN, device: 'this-device', missing: null });
  expect(await placeIn(files, null)).toEqual({ folder: OWN, device: 'this-device', missing: null });
});

test('is the own folder while the chosen one is not there, under one name until it is', async () => {
  const files = filesWithoutDrive();
  for (const missing of [false, true]) {
    if (missing) files.missing.add(CHOSEN);
    const { folder, device, missing: told } = await placeIn(files);
    expect([folder, told]).toEqual([OWN, CHOSEN]);
    expect(device).toMatch(/^this-device-away-\w+$/);
  }
  const first = await placeIn(files);
  await Journal.open({ ...first, files, now: Date.now }).append([setting('a', { readAt: 1 })]);
  const later = await marksPlace({
    ...{ files, device: 'this-device', ownFolder: OWN, chosenFolder: CHOSEN },
    now: () => 1_763_800_000_000,
  });
  expect(later).toEqual(first);
  expect(files.paths.filter((path) => path.startsWith('/drive'))).toEqual([]);
});

test('takes what was said meanwhile along into the folder that is back', async () => {
  const files = filesWithoutDrive();
  const place = await placeIn(files);
  const journal = Journal.open({ ...place, files, now: Date.now });
  expect(await journal.read([])).toMatchObject({
    isStandIn: true,
    isWritable: true,
    problem: `The marks folder ${CHOSEN} is not there. Your marks are kept on this computer until it is back.`,
  });
  await journal.append([setting('a', { readAt: 1 })]);
  await journal.close();
  const own = `${OWN}/${place.device}.jsonl`;
  const bytes = files.contentOf(own);
  files.put(`${CHOSEN}/this-device.jsonl`, headLine('this-device', 0));

  files.isReadOnly = true;
  expect(await placeIn(files)).toMatchObject({ folder: CHOSEN, device: 'this-device' });
  expect(files.paths).toContain(own);
  files.isReadOnly = false;
  await placeIn(files);
  expect(files.paths).not.toContain(own);
  expect(files.contentOf(`${CHOSEN}/${place.device}.jsonl`)).toEqual(bytes);

  files.put(own, Buffer.from('more'));
  await placeIn(files);
  expect(files.contentOf(`${CHOSEN}/${place.device}.jsonl`)).toEqual(bytes);
  expect(String(files.contentOf(`${CHOSEN}/${place.device} 2.jsonl`))).toBe('more');
});

test('loses nothing of it, wherever all ends while it is brought over', async () => {
  const files = filesWithoutDrive();
  const place = await placeIn(files);
  const journal = Journal.open({ ...place, files, now: Date.now });
  await journal.append([setting('a', { readAt: 1 })]);
  await journal.close();
  const bytes = files.contentOf(`${OWN}/${place.device}.jsonl`);
  for (const fault of ['end', 'EIO', 'ENOSPC'] as const) {
    for (let at = 0, isDone = false; !isDone; at++) {
      const back = files.afterKill();
      back.put(`${CHOSEN}/this-device.jsonl`, headLine('this-device', 0));
      back.faultOf = (number) => (number === at ? fault : null);
      await placeIn(back);
      isDone = back.operations.length <= at;
      const cuts = Array.from({ length: back.pendingNames + 1 }, (_, names) => [
        { names },
        { names, folder: OWN },
      ]).flat();
      for (const { names, folder } of cuts) {
        const left = back.afterPowerCut(0, 'first', { names, folder, sizes: false });
        const whole = left.paths.filter((path) => path.endsWith('.jsonl') && left.contentOf(path).equals(bytes));
        expect(whole.length, `${fault} at ${at}, with ${names} names`).toBeGreaterThan(0);
        await placeIn(left);
        expect(left.paths.filter((path) => path.startsWith(`${OWN}/${place.device}`))).toEqual([]);
      }
    }
  }
});
