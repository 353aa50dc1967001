import { describe, expect, test } from 'vitest';
import type { TagRecord } from '../database';
import { MarksForTests, markRecord } from './marks-for-tests';
import { type TagEdit, Tags } from './tags';

function tagsOf(...records: Partial<TagRecord>[]) {
  const its = new MarksForTests();
  const entries = ['p', 'q', 'r'];
  for (const id of entries) its.entry(id);
  const papers = { entriesOf: (paper: number) => [paper], paperOf: (entry: number) => entry, version: 1 };
  const tags: Tags = new Tags({ ...papers, entries: { length: entries.length } as never }, its.marks);
  records.forEach((record, at) => {
    const id = record.id ?? `tag ${at}`;
    tags.set(id, { id, name: id, color: 'blue', createdAt: at, mergedInto: null, ...record });
  });
  const give = (paper: string, ...tagIds: string[]) =>
    its.marks.setRecord(markRecord(paper, { tags: Object.fromEntries(tagIds.map((id) => [id, 5])) }), true);
  const apply = (edits: readonly TagEdit[]) => {
    for (const { id, after } of edits) tags.set(id, after);
  };
  const takeBack = (edits: readonly TagEdit[]) => {
    for (const { id, before } of edits) tags.set(id, before);
  };
  /** What a reader sees: each tag with the papers that have it. */
  const seen = () => Object.fromEntries(tags.all().map(({ id, name }) => [name, [...tags.papersWith(id).toArray()]]));
  return { tags, give, apply, takeBack, seen, of: (paper: string) => tags.of(its.entry(paper)) };
}

describe('a tag', () => {
  test('goes by its name, however that is written', () => {
    const { tags } = tagsOf({ id: 'a', name: 'Café' });
    for (const name of ['cafe', ' CAFÉ ', 'Cafe\u0301']) expect(tags.find(name)?.id).toBe('a');
    expect(tags.find('caf')).toBeNull();
    expect(() => tags.creation('  ', 'red')).toThrow('A tag needs a name.');
    expect(() => tags.creation('x'.repeat(101), 'red')).toThrow('at most 100');
    expect(tags.creation('  to   cite ', 'red').after).toMatchObject({
      name: 'to cite',
      color: 'red',
      mergedInto: null,
    });
  });

  test('is listed by name, with the papers that have it', () => {
    const its = tagsOf({ id: 'a', name: 'b 10' }, { id: 'b', name: 'B 9' }, { id: 'c', name: 'a' });
    its.give('p', 'a', 'b');
    its.give('q', 'a', 'unknown');
    expect(Object.entries(its.seen())).toEqual([
      ['a', []],
      ['B 9', [0]],
      ['b 10', [0, 1]],
    ]);
    expect(its.of('p')).toEqual(['b', 'a']);
    expect(its.of('q')).toEqual(['a']);
  });

  test('that gets the name of another becomes one with it, and that is taken back', () => {
    const its = tagsOf({ id: 'a', name: 'flow' }, { id: 'b', name: 'Flows' });
    its.give('p', 'a');
    its.give('q', 'b');
    const { label, edits } = its.tags.change('b', { name: ' FLOW' });
    expect(label).toBe('Merge tag ‘Flows’ into ‘flow’');
    its.apply(edits);
    expect(its.seen()).toEqual({ flow: [0, 1] });
    expect(its.of('q')).toEqual(['a']);
    expect(its.tags.get('b')?.id).toBe('a');
    its.takeBack(edits);
    expect(its.seen()).toEqual({ flow: [0], Flows: [1] });
  });

  test('is renamed and coloured with all that is one with it', () => {
    const its = tagsOf({ id: 'a', name: 'flow' }, { id: 'b', name: 'Flow' });
    its.give('p', 'a');
    its.give('q', 'b');
    expect(its.seen()).toEqual({ flow: [0, 1] });
    const { label, edits } = its.tags.change('b', { name: 'streams' });
    expect(label).toBe('Rename tag ‘flow’ to ‘streams’');
    its.apply(edits);
    expect(its.seen()).toEqual({ streams: [0, 1] });
    its.apply(its.tags.change('a', { color: 'pink' }).edits);
    expect(its.tags.get('b')).toEqual({ id: 'a', name: 'streams', color: 'pink' });
    expect(its.tags.change('a', { name: 'streams', color: 'pink' }).edits).toEqual([]);
  });

  test('that is deleted is on no paper, and comes back to all of them', () => {
    const its = tagsOf({ id: 'a', name: 'flow' }, { id: 'b', name: 'FLOW' }, { id: 'c', name: 'rain' });
    its.give('p', 'a', 'c');
    its.give('q', 'b');
    const { label, edits } = its.tags.deletion('b');
    expect(label).toBe('Delete tag ‘flow’');
    its.apply(edits);
    expect(its.seen()).toEqual({ rain: [0] });
    expect(its.of('p')).toEqual(['c']);
    expect(() => its.tags.deletion('a')).toThrow('There is no such tag any more.');
    its.takeBack(edits);
    expect(its.seen()).toEqual({ flow: [0, 1], rain: [0] });
  });

  test('stands for something even where two machines made each a part of the other', () => {
    const its = tagsOf({ id: 'a', name: 'x', mergedInto: 'b' }, { id: 'b', name: 'y', mergedInto: 'a' });
    its.give('p', 'a');
    expect(its.tags.all()).toEqual([]);
    expect(its.of('p')).toEqual([]);
    expect(its.tags.variantsOf('a')).toEqual(['a']);
  });

  test('of a colour that only a newer version knows is gray here', () => {
    expect(tagsOf({ id: 'a', color: 'ultraviolet' }).tags.get('a')?.color).toBe('gray');
  });
});
