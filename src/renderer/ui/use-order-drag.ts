/** Dragging one of several things to the place of another: along a row, or down a list. */
import { type MouseEvent, type PointerEvent, useRef, useState } from 'react';

/** Pixels that a press must move to be a drag. */
const SLACK = 6;

export interface OrderDrag<Id extends string> {
  id: Id;
  /** Whose place it would take. */
  over: Id;
}

interface OrderDragOptions<Id extends string> {
  axis: 'x' | 'y';
  /** By which elements name what they stand for. */
  attribute: `data-${string}`;
  /** What in them is pressed for something else. */
  except: string;
  onDrop(drag: OrderDrag<Id>): void;
}

/** @returns what is dragged where, and the listeners of the element around all that can be dragged */
export function useOrderDrag<Id extends string>({ axis, attribute, except, onDrop }: OrderDragOptions<Id>) {
  const [drag, setDrag] = useState<OrderDrag<Id> | null>(null);
  // The pointer is faster than what is drawn of it.
  const latest = useRef<OrderDrag<Id> | null>(null);
  const show = (now: OrderDrag<Id> | null) => {
    latest.current = now;
    setDrag(now);
  };
  const press = useRef<{ id: Id; at: number } | null>(null);
  const hasDragged = useRef(false);

  const idOf = (element: Element | null | undefined) => (element?.getAttribute(attribute) as Id | null) ?? null;
  const placeOf = ({ clientX, clientY }: PointerEvent) => (axis === 'x' ? clientX : clientY);
  const idAt = (around: HTMLElement, place: number) =>
    idOf(
      [...around.querySelectorAll(`[${attribute}]`)].find((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const [start, end] = axis === 'x' ? [left, right] : [top, bottom];
        return place >= start && place < end;
      }),
    );

  const end = () => {
    press.current = null;
    show(null);
  };
  return {
    drag,
    listeners: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        hasDragged.current = false;
        if (event.button !== 0 || !(event.target instanceof Element) || event.target.closest(except)) return;
        const id = idOf(event.target.closest(`[${attribute}]`));
        if (id !== null) press.current = { id, at: placeOf(event) };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const pressed = press.current;
        const place = placeOf(event);
        if (!pressed || (!latest.current && Math.abs(place - pressed.at) < SLACK)) return;
        if (!latest.current) event.currentTarget.setPointerCapture(event.pointerId);
        hasDragged.current = true;
        const over = idAt(event.currentTarget, place) ?? pressed.id;
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
