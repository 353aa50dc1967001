/** Dragging a column's header to another place. */
import { type MouseEvent, type PointerEvent, useRef, useState } from 'react';
import type { TableColumn } from '../library/library-api';

/** Pixels that a press must move to be a drag. */
const SLACK = 6;

export interface ColumnDrag {
  id: TableColumn;
  /** The column that it would take the place of. */
  over: TableColumn;
}

/** @returns what is dragged where, and the listeners of the row of headers (elements with a `data-column`) */
export function useColumnDrag(onDrop: (drag: ColumnDrag) => void) {
  const [drag, setDrag] = useState<ColumnDrag | null>(null);
  // The pointer is faster than what is drawn of it.
  const latest = useRef<ColumnDrag | null>(null);
  const show = (now: ColumnDrag | null) => {
    latest.current = now;
    setDrag(now);
  };
  const press = useRef<{ id: TableColumn; x: number } | null>(null);
  const hasDragged = useRef(false);

  const end = () => {
    press.current = null;
    show(null);
  };
  return {
    drag,
    listeners: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        hasDragged.current = false;
        const id = columnOf(event.target);
        if (event.button !== 0 || id === null) return;
        press.current = { id, x: event.clientX };
      },
      onPointerMove: ({ clientX, currentTarget, pointerId }: PointerEvent<HTMLElement>) => {
        const pressed = press.current;
        if (!pressed || (!latest.current && Math.abs(clientX - pressed.x) < SLACK)) return;
        if (!latest.current) currentTarget.setPointerCapture(pointerId);
        hasDragged.current = true;
        const over = columnAt(currentTarget, clientX) ?? pressed.id;
        if (latest.current?.over !== over) show({ id: pressed.id, over });
      },
      onPointerUp: () => {
        const dropped = latest.current;
        if (dropped && dropped.over !== dropped.id) onDrop(dropped);
        end();
      },
      onPointerCancel: end,
      // The press was a drag: what it ends on is not clicked.
      onClickCapture: (event: MouseEvent) => {
        if (!hasDragged.current) return;
        hasDragged.current = false;
        event.stopPropagation();
      },
    },
  };
}

function columnOf(target: EventTarget): TableColumn | null {
  if (!(target instanceof Element) || target.closest('.resize-edge, .header-menu-sign')) return null;
  return idOf(target.closest<HTMLElement>('[data-column]'));
}

function columnAt(row: HTMLElement, x: number): TableColumn | null {
  const headers = [...row.querySelectorAll<HTMLElement>('[data-column]')];
  return idOf(
    headers.find((header) => {
      const { left, right } = header.getBoundingClientRect();
      return x >= left && x < right;
    }) ?? null,
  );
}

function idOf(header: HTMLElement | null): TableColumn | null {
  return (header?.dataset.column as TableColumn | undefined) ?? null;
}
