import { expect, test } from 'vitest';
import { dateOf, dayOf } from '../../columns';
import { looksLikeDays, readDays } from './days';

/** A Saturday. */
const TODAY = dayOf('2026-11-21');

function days(text: string): string {
  const reading = readDays(text, TODAY);
  if (reading.kind === 'mistake') return reading.isIncomplete ? 'incomplete' : (reading.instead ?? 'mistake');
  const { from, to } = reading.range;
  return `${from === null ? '' : dateOf(from)}..${to === null ? '' : dateOf(to)}`;
}

test.each([
  ['2026', '2026-01-01..2026-12-31'],
  ['2024-02', '2024-02-01..2024-02-29'],
  ['2026-03-14', '2026-03-14..2026-03-14'],
  ['2026-03..05', '2026-03-01..2026-05-31'],
  ['2026-03-10..14', '2026-03-10..2026-03-14'],
  ['2026-03-10..04-02', '2026-03-10..2026-04-02'],
  ['2024..2026-03', '2024-01-01..2026-03-31'],
  ['..2024', '..2024-12-31'],
  ['2024..', '2024-01-01..'],
  ['>2026-01', '2026-02-01..'],
  ['>=2026-01', '2026-01-01..'],
  ['<2026-01', '..2025-12-31'],
  ['<=2026-01', '..2026-01-31'],
  ['today', '2026-11-21..2026-11-21'],
  ['Yesterday', '2026-11-20..2026-11-20'],
  ['1d', '2026-11-21..2026-11-21'],
  ['7d', '2026-11-15..2026-11-21'],
  ['2w', '2026-11-08..2026-11-21'],
  ['3m', '2026-08-22..2026-11-21'],
  ['1y', '2025-11-22..2026-11-21'],
  ['>7d', '..2026-11-14'],
  ['<7d', '2026-11-16..2026-11-21'],
  ['30d..7d', '2026-10-23..2026-11-15'],
  ['saturday', '2026-11-21..2026-11-21'],
  ['sun', '2026-11-15..2026-11-15'],
  ['november', '2026-11-01..2026-11-30'],
  ['dec', '2025-12-01..2025-12-31'],
  ['mar..may', '2026-03-01..2026-05-31'],
  ['this-week', '2026-11-16..2026-11-22'],
  ['last-week', '2026-11-09..2026-11-15'],
  ['last-month', '2026-10-01..2026-10-31'],
  ['last-year', '2025-01-01..2025-12-31'],
])('%s', (text, expected) => {
  expect(days(text)).toBe(expected);
});

test.each([
  '2',
  '202',
  '2026-',
  '2026-1',
  '2026-03-',
  '2026-03.',
  '2026-03..0',
  '>',
  '7',
  'yest',
  'this-',
  '..',
  '2026-05-20..02',
])('%s may go on', (text) => {
  expect(days(text)).toBe('incomplete');
});

test.each([
  ['2026-13', 'mistake'],
  ['2026-02-30', 'mistake'],
  ['2026-3', '2026-03'],
  ['14.3.2026', '2026-03-14'],
  ['2026..2024', '2024..2026'],
  ['ish', 'mistake'],
  ['7x', 'mistake'],
])('%s is a mistake', (text, expected) => {
  expect(days(text)).toBe(expected);
});

test('a month back is a month, whatever its length', () => {
  const from = (today: string) => {
    const reading = readDays('1m', dayOf(today));
    return reading.kind === 'range' && dateOf(reading.range.from ?? 0);
  };
  expect(from('2026-03-31')).toBe('2026-03-01');
  expect(from('2024-03-31')).toBe('2024-03-01');
  expect(from('2026-01-15')).toBe('2025-12-16');
});

test('what is meant as days without a qualifier', () => {
  for (const word of ['2026-03', '2026-03-14', '2026-03..05', '2024..2026', '..2026', '2026-']) {
    expect([word, looksLikeDays(word)]).toEqual([word, true]);
  }
  for (const word of ['2026', 'gpt-4', '7d', '20-30', '..', '3..5', 'may']) {
    expect([word, looksLikeDays(word)]).toEqual([word, false]);
  }
});
