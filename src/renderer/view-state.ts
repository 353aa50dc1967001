/** How the reader arranged the window, as it is kept across starts. */
import * as v from 'valibot';
import { DENSITIES, GROUP_COLUMNS, SORT_COLUMNS, type Sort, type ViewState } from './library/list-records';

export const DEFAULT_VIEW: ViewState = {
  sort: [{ column: 'digest', descending: true }],
  group: null,
  density: 'regular',
  titleLines: 2,
  columnVisibility: {},
  columnOrder: [],
  columnPinning: [],
  columnSizing: {},
  paneLayout: null,
};

const sort = v.object({ column: v.picklist(SORT_COLUMNS), descending: v.boolean() });
const sorts = v.pipe(v.array(sort), v.minLength(1));

/** Each field by itself: what this version does not understand of one leaves the others alone. */
const fields = {
  // Earlier versions sorted by one column.
  sort: v.union([
    sorts,
    v.pipe(
      sort,
      v.transform((only): Sort[] => [only]),
    ),
  ]),
  group: v.nullable(v.picklist(GROUP_COLUMNS)),
  density: v.picklist(DENSITIES),
  titleLines: v.picklist([1, 2]),
  columnVisibility: v.record(v.string(), v.boolean()),
  columnOrder: v.array(v.string()),
  columnPinning: v.array(v.string()),
  columnSizing: v.record(v.string(), v.pipe(v.number(), v.minValue(20), v.maxValue(4000))),
  paneLayout: v.nullable(v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(100)))),
} satisfies { [F in keyof ViewState]: v.GenericSchema<unknown, ViewState[F]> };

/** What a newer version keeps besides goes back with the rest. */
const viewStateSchema = v.looseObject({
  sort: v.fallback(fields.sort, DEFAULT_VIEW.sort),
  group: v.fallback(fields.group, DEFAULT_VIEW.group),
  density: v.fallback(fields.density, DEFAULT_VIEW.density),
  titleLines: v.fallback(fields.titleLines, DEFAULT_VIEW.titleLines),
  columnVisibility: v.fallback(fields.columnVisibility, DEFAULT_VIEW.columnVisibility),
  columnOrder: v.fallback(fields.columnOrder, DEFAULT_VIEW.columnOrder),
  columnPinning: v.fallback(fields.columnPinning, DEFAULT_VIEW.columnPinning),
  columnSizing: v.fallback(fields.columnSizing, DEFAULT_VIEW.columnSizing),
  paneLayout: v.fallback(fields.paneLayout, DEFAULT_VIEW.paneLayout),
});

/** The view that was saved; the default of each field that is not there, or that this version does not understand. */
export function parseViewState(saved: unknown): ViewState {
  const result = v.safeParse(viewStateSchema, saved);
  return result.success ? result.output : DEFAULT_VIEW;
}
