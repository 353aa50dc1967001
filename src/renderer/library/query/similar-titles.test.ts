/** Which titles are offered for a text, and in which order. */
import { expect, test } from 'vitest';
import { similarTitles } from './similar-titles';

const TITLES = [
  'A Map of the Moss',
  'Mosses of the North: A Field Guide',
  'Field Guides for Agents',
  'Ferns',
  'Café au Lait in the Field',
];

function found(text: string, limit = 10): string[] {
  return similarTitles(TITLES.entries(), text, limit).map((number) => TITLES[number] ?? '');
}

test('titles with more of the words come first, those with none not at all', () => {
  expect(found('Field guide to the mosses')).toEqual([
    'Mosses of the North: A Field Guide',
    'Field Guides for Agents',
    'Café au Lait in the Field',
    'A Map of the Moss',
  ]);
});

test('neither case nor accents nor punctuation matter, and half a word is enough', () => {
  expect(found('“CAFE”, fer')).toEqual(['Café au Lait in the Field', 'Ferns']);
});

test('no more than were asked for, and nothing for nothing', () => {
  expect(found('field', 2)).toHaveLength(2);
  expect(found(' … ')).toEqual([]);
});

test('short words count where there are no others', () => {
  expect(found('au')).toEqual(['Café au Lait in the Field']);
});
