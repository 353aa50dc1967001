/** How the reader arranged the window, as it is kept across starts. */
import * as v from 'valibot';
import { SORT_COLUMNS, type ViewState } from './library/library-api';

const viewStateSchema = v.object({
  sort: v.object({ column: v.picklist(SORT_COLUMNS), descending: v.boolean() }),
  columnVisibility: v.record(v.string(), v.boolean()),
  columnSizing: v.record(v.string(), v.pipe(v.number(), v.minValue(20), v.maxValue(4000))),
  paneLayout: v.nullable(v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(100)))),
});

export const DEFAULT_VIEW: ViewState = {
  sort: { column: 'digest', descending: true },
  columnVisibility: {},
  columnSizing: {},
  paneLayout: null,
};

/** The view that was saved; the default where there is none that this version understands. */
export function parseViewState(saved: unknown): ViewState {
  const result = v.safeParse(viewStateSchema, saved);
  return result.success ? result.output : DEFAULT_VIEW;
}
