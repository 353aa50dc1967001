import { expect, test } from 'vitest';
import { askedAnew } from './asked-anew';

test('an answer that may lack what was painted since is not taken', async () => {
  let paints = 0;
  let note = 'Wet';
  const asked: string[] = [];
  const answer = await askedAnew(
    async () => {
      const stored = note;
      asked.push(stored);
      // Somebody types twice while it is looked for.
      if (asked.length < 3) {
        note += '.';
        paints++;
      }
      return stored;
    },
    () => paints,
  );
  expect(asked).toEqual(['Wet', 'Wet.', 'Wet..']);
  expect(answer).toBe('Wet..');
});
