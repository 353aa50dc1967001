import { expect, test } from 'vitest';
import type { TagSummary } from '../library/mark-records';
import { tagOptions } from './tag-options';

const tag = (name: string, papers: number): TagSummary => ({ id: name, name, color: 'blue', papers });
const ALL = [tag('Café', 1), tag('flow', 3), tag('to cite', 9), tag('workflow', 5)];

function offered(text: string, has: string[] = []): string[] {
  return tagOptions(ALL, new Set(has), text).map((option) =>
    option.kind === 'tag' ? option.tag.id : `+${option.name}`,
  );
}

test('what begins so comes first, then what is used most; a new one last', () => {
  expect(offered('')).toEqual(['to cite', 'workflow', 'flow', 'Café']);
  expect(offered('flow')).toEqual(['flow', 'workflow']);
  expect(offered('fl')).toEqual(['flow', 'workflow', '+fl']);
  expect(offered('  new   one ')).toEqual(['+new one']);
});

test('what is there is not offered again, nor made again, however it is written', () => {
  expect(offered('cafe')).toEqual(['Café']);
  expect(offered('CAFÉ ', ['Café'])).toEqual([]);
  expect(offered('', ['flow', 'Café'])).toEqual(['to cite', 'workflow']);
});
