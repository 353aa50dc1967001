import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedState, mergedState, type NoteState, textOf } from './note-text';

/** A note as one device has it. */
interface Copy {
  state: NoteState | null;
  text: string;
}

function typed({ state, text }: Copy, after: string): Copy & { state: NoteState } {
  const changed = changedState(state, text, after);
  return { state: changed, text: textOf(changed) };
}

test('a note says what was typed last', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: 1 }), (texts) => {
      let copy: Copy = { state: null, text: '' };
      for (const text of texts) {
        copy = typed(copy, text);
        expect(copy.text).toBe(text);
      }
    }),
  );
});

test('what two devices add to the same note from before they knew of each other is all there, once', () => {
  const before: Copy = { state: null, text: 'On kettles.' };
  const here = typed(before, 'On kettles. They sing.');
  const there = typed(before, 'Notes. On kettles.');
  const merged = mergedState(here.state, there.state);
  expect(textOf(merged)).toBe('Notes. On kettles. They sing.');
  expect(textOf(mergedState(there.state, here.state))).toBe(textOf(merged));
});

test('two different notes of one paper are both kept', () => {
  const here = typed({ state: null, text: '' }, 'from here');
  const there = typed({ state: null, text: '' }, 'from there');
  const text = textOf(mergedState(here.state, there.state));
  expect(text).toContain('from here');
  expect(text).toContain('from there');
});

test('devices come to the same text, whatever they typed and in whichever order they hear of each other', () => {
  const edits = fc.array(fc.tuple(fc.nat(2), fc.string({ maxLength: 8 }), fc.nat(2)), { maxLength: 20 });
  fc.assert(
    fc.property(edits, (history) => {
      const copies: Copy[] = [0, 1, 2].map(() => ({ state: null, text: 'at first' }));
      const nothing: Copy = { state: null, text: '' };
      for (const [device, text, heard] of history) {
        const other = copies[heard]?.state;
        const own = typed(copies[device] ?? nothing, `${copies[device]?.text}${text}`);
        copies[device] = own;
        if (other)
          copies[device] = { state: mergedState(own.state, other), text: textOf(mergedState(own.state, other)) };
      }
      const states = copies.flatMap(({ state }) => state ?? []);
      if (states.length === 0) return;
      const texts = [states, states.toReversed()].map((order) => textOf(order.reduce(mergedState)));
      expect(texts[0]).toBe(texts[1]);
      expect(texts[0]).toContain('at first');
    }),
  );
});

test('what is stored again and again while it is typed is about as large as its text', () => {
  let copy: Copy = { state: null, text: '' };
  for (let word = 0; word < 200; word++) copy = typed(copy, `${copy.text}word ${word}, `);
  expect(copy.state?.length).toBeLessThan(copy.text.length + 100);
});

test('two changes that go on from one state are two', () => {
  const before = typed(typed({ state: null, text: '' }, 'On kettles.'), 'On kettles. They sing.');
  const here = typed(before, 'On kettles. They sing. Here.');
  const there = typed(before, 'There. On kettles. They sing.');
  const text = textOf(mergedState(here.state, there.state));
  expect(text).toBe('There. On kettles. They sing. Here.');
  expect(textOf(mergedState(there.state, here.state))).toBe(text);
});
