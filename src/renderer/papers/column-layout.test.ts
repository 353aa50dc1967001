/** Columns move, are pinned, hidden and resized; what a view says of unknown ones changes nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TABLE_COLUMNS } from '../library/list-records';
import { DEFAULT_VIEW } from '../view-state';
import {
  columnStyle,
  hideColumn,
  layOutColumns,
  moveColumn,
  pinColumn,
  placeColumn,
  resizeColumns,
  totalWidth,
} from './column-layout';
import type { ColumnView } from './column-table';

const ids = (view: ColumnView) => layOutColumns(view).map(({ id }) => id);
const column = fc.constantFrom(...TABLE_COLUMNS);
const views = fc
  .array(fc.tuple(column, column, fc.integer({ min: -3, max: 3 }), fc.constantFrom('move', 'pin', 'place', 'hide')), {
    maxLength: 20,
  })
  .map((changes) => {
    const view: ColumnView = { ...DEFAULT_VIEW };
    for (const [id, where, by, kind] of changes) {
      if (kind === 'move') Object.assign(view, moveColumn(view, id, by));
      else if (kind === 'pin') Object.assign(view, pinColumn(view, id, by > 0));
      else if (kind === 'place') Object.assign(view, placeColumn(view, id, where));
      else Object.assign(view, hideColumn(view, id, by > 0));
    }
    return view;
  });

describe('the columns of a table', () => {
  test('fit at first between both panes of a window of 1280 pixels', () => {
    // 1280 less the sidebar, the paper's pane, their edges, and a scrollbar.
    expect(totalWidth(layOutColumns(DEFAULT_VIEW))).toBeLessThanOrEqual(1280 - 190 - 333 - 2 - 15);
  });

  test('share what is left where the reader gave them no width', () => {
    expect(columnStyle(layOutColumns(DEFAULT_VIEW))['--columns']).toMatch(
      /^30px 30px minmax\(260px, 1fr\) minmax\(96px, 0.18fr\) 42px/,
    );
  });

  test('move among those that are shown', () => {
    const hidden = { ...DEFAULT_VIEW, ...hideColumn(DEFAULT_VIEW, 'organization', true) };
    const moved = { ...hidden, ...moveColumn(hidden, 'title', 1) };
    expect(ids(moved).slice(0, 5)).toEqual(['starred', 'status', 'authors', 'title', 'published']);
    expect(moveColumn(moved, 'starred', -1)).toEqual({});
    expect(ids({ ...moved, ...placeColumn(moved, 'digest', 'starred') })[0]).toBe('digest');
  });

  test('stay in front when pinned, each behind the ones before it', () => {
    const one = { ...DEFAULT_VIEW, ...pinColumn(DEFAULT_VIEW, 'published', true) };
    const two = { ...one, ...pinColumn(one, 'title', true) };
    expect(layOutColumns(two).slice(0, 2)).toMatchObject([
      { id: 'published', pinnedAt: 0 },
      { id: 'title', pinnedAt: 91, share: 0 },
    ]);
    expect(ids({ ...two, ...pinColumn(two, 'published', false) }).slice(0, 2)).toEqual(['title', 'published']);
    expect(columnStyle(layOutColumns(two))).toMatchObject({ '--left-title': '91px' });
  });

  test('dropped among pinned ones are pinned, and are let go elsewhere', () => {
    const pinned = { ...DEFAULT_VIEW, ...pinColumn(DEFAULT_VIEW, 'title', true) };
    const dropped = { ...pinned, ...placeColumn(pinned, 'authors', 'title') };
    expect(dropped.columnPinning).toEqual(['authors', 'title']);
    expect(placeColumn(dropped, 'authors', 'digest').columnPinning).toEqual(['title']);
  });

  test('are as wide as the reader wants, within reason', () => {
    const wide = { ...DEFAULT_VIEW, ...resizeColumns(DEFAULT_VIEW, { title: 300.4, authors: 1, starred: 90 }) };
    const widths = new Map(layOutColumns(wide).map((laid) => [laid.id, laid]));
    expect(widths.get('title')).toMatchObject({ width: 300, share: 0 });
    expect(widths.get('authors')?.width).toBe(36);
    expect(widths.get('starred')?.width).toBe(30);
    expect(resizeColumns(wide, { title: null }).columnSizing).not.toHaveProperty('title');
  });

  test('are each there once, pinned ones first, whatever was done to them', () => {
    fc.assert(
      fc.property(views, (view) => {
        const laid = layOutColumns(view);
        expect(new Set(laid.map(({ id }) => id)).size).toBe(laid.length);
        for (const id of ['starred', 'status', 'title'] as const) expect(ids(view)).toContain(id);
        const firstFree = laid.findIndex(({ pinnedAt }) => pinnedAt === null);
        if (firstFree >= 0) expect(laid.slice(firstFree).every(({ pinnedAt }) => pinnedAt === null)).toBe(true);
      }),
    );
  });

  test('that this version does not know are passed over', () => {
    const view = { ...DEFAULT_VIEW, columnOrder: ['mood', 'digest', 'digest'], columnPinning: ['mood'] };
    expect(ids(view).slice(0, 3)).toEqual(['digest', 'starred', 'status']);
  });
});
