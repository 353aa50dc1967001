/** Components that are drawn again only when what they show changes. */
import { type ComponentType, memo, useState } from 'react';
import { useLatest } from './use-latest';

type Handler = (...args: unknown[]) => unknown;

/**
 * Draws a component anew only when one of its props changes that is no function: those may be new each time, and the latest one
 * is called. They are for events, then, not for use while drawing.
 */
export function steady<P extends object>(component: ComponentType<P>): ComponentType<P> {
  const Drawn = memo(component) as unknown as ComponentType<P>;
  return function Steady(props: P) {
    const latest = useLatest(new Map(Object.entries(props)));
    const [handlers] = useState(() => new Map<string, Handler>());
    const handlerOf = (name: string): Handler => {
      const known = handlers.get(name);
      if (known) return known;
      const handler: Handler = (...args) => (latest.current.get(name) as Handler)(...args);
      handlers.set(name, handler);
      return handler;
    };
    const steadied = Object.entries(props).map(([name, value]) => [
      name,
      typeof value === 'function' ? handlerOf(name) : value,
    ]);
    return <Drawn {...(Object.fromEntries(steadied) as P)} />;
  };
}
