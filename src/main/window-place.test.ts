import { expect, test } from 'vitest';
import { visiblePlace } from './window-place';

const screens = [
  { x: 0, y: 25, width: 1440, height: 875 },
  { x: 1440, y: 0, width: 1920, height: 1080 },
];
const place = { x: 100, y: 100, width: 1000, height: 700, isMaximized: false };

test('a window that can be seen opens where it stood', () => {
  expect(visiblePlace(place, screens)).toEqual({ x: 100, y: 100, width: 1000, height: 700 });
  expect(visiblePlace({ ...place, x: 2000 }, screens)).toEqual({ x: 2000, y: 100, width: 1000, height: 700 });
  expect(visiblePlace({ ...place, x: -800 }, screens)).toEqual({ x: -800, y: 100, width: 1000, height: 700 });
});

test('without a remembered place the system chooses', () => {
  expect(visiblePlace(null, screens)).toEqual({});
});

test.each([
  ['a display that is gone', { x: 4000 }],
  ['all but a sliver outside', { x: -950 }],
  ['its title above the display', { y: -300 }],
  ['its title below the display', { y: 1075 }],
])('a window on %s keeps its size only', (_what, change) => {
  expect(visiblePlace({ ...place, ...change }, screens)).toEqual({ width: 1000, height: 700 });
});

test('a window is no larger than its display', () => {
  expect(visiblePlace({ ...place, width: 4000, height: 3000 }, screens)).toMatchObject({ width: 1440, height: 875 });
});
