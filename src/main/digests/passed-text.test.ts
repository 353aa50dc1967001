import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PassedText } from './passed-text';

test('what is no longer used is freed after every so many characters', async () => {
  const passed = new PassedText();
  for (let time = 0; time < 2; time++) {
    const unused = new WeakRef({});
    await nextTurn();
    await passed.add(5_000_000);
    await passed.add(5_000_000);
    expect(unused.deref()).toBeUndefined();
  }
});
