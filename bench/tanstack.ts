/** TanStack Table's own sorted row model over as many row objects: what a table without the library worker would do at a click. */
import {
  constructTable,
  coreFeatures,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_text,
  tableFeatures,
} from '@tanstack/react-table';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';
import type { BenchPaper } from './papers';
import { type Sample, sampleOf } from './statistics';

/** Milliseconds that it takes to sort by title, the other way round each time. */
export function timeTanstackSort(papers: readonly BenchPaper[], runs: number): Sample {
  const features = tableFeatures({
    ...coreFeatures,
    coreReactivityFeature: storeReactivityBindings(),
    rowSortingFeature,
    sortedRowModel: createSortedRowModel(),
    sortFns: { text: sortFn_text },
  });
  const table = constructTable({
    features,
    columns: [{ accessorKey: 'title', sortFn: 'text' as const }],
    data: [...papers],
  });
  table.getRowModel();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    table.setSorting([{ id: 'title', desc: run % 2 === 1 }]);
    const start = performance.now();
    const { rows } = table.getSortedRowModel();
    times.push(performance.now() - start);
    if (rows.length !== papers.length) throw new Error('rows are missing');
  }
  return sampleOf(times);
}
