/** Keeps a remembered window within reach: the display that it stood on may be gone. */
import type { WindowPlace } from './settings';

interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Enough of the upper edge to take hold of; in pixels. */
const GRIP = { width: 120, height: 32 };

/**
 * Where to open the window so that it can be seen and moved.
 *
 * @param areas of the displays that are there now, without the system's own bars
 * @returns no place at all where the system should choose one
 */
export function visiblePlace(place: WindowPlace | null, areas: readonly Area[]): Partial<Area> {
  if (place === null) return {};
  const { x, y, width, height } = place;
  const area = areas.find(
    (candidate) =>
      Math.min(x + width, candidate.x + candidate.width) - Math.max(x, candidate.x) >= GRIP.width &&
      y >= candidate.y &&
      y + GRIP.height <= candidate.y + candidate.height,
  );
  return area ? { x, y, width: Math.min(width, area.width), height: Math.min(height, area.height) } : { width, height };
}
