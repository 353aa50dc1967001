/** The row of headers. */
import { memo } from 'react';
import type { Sort, TableColumn } from '../library/list-records';
import { useOrderDrag } from '../ui/use-order-drag';
import type { LaidColumn } from './column-layout';
import { type HeaderActions, HeaderCell } from './header-cell';

interface TableHeadProps {
  columns: readonly LaidColumn[];
  sort: readonly Sort[];
  /** The header that Tab leads to; `null` where it leads to a row. */
  tabStop: TableColumn | null;
  actions: HeaderActions & { place(id: TableColumn, where: TableColumn): void };
}

export const TableHead = memo(({ columns, sort, tabStop, actions }: TableHeadProps) => {
  const { drag, listeners } = useOrderDrag<TableColumn>({
    axis: 'x',
    attribute: 'data-column',
    except: '.resize-edge, .header-menu-sign',
    onDrop: ({ id, over }) => actions.place(id, over),
  });
  const places = columns.map(({ id }) => id);
  const isRightward = drag !== null && places.indexOf(drag.over) > places.indexOf(drag.id);
  return (
    <div role="rowgroup" className="table-head" data-dragging={drag?.id}>
      <div role="row" aria-rowindex={1} className="table-row" {...listeners}>
        {columns.map((column, at) => (
          <HeaderCell
            key={column.id}
            column={column}
            index={at + 1}
            sort={sort}
            isTabStop={tabStop === column.id}
            actions={actions}
          />
        ))}
        {drag && drag.over !== drag.id && (
          <div
            aria-hidden="true"
            className="drop-sign"
            data-side={isRightward ? 'end' : 'start'}
            style={{ gridColumn: places.indexOf(drag.over) + 1 }}
          />
        )}
      </div>
    </div>
  );
});
