/** Electron's `screen`, as far as it can be told before the first window is there. */
import type { Rectangle } from 'electron';
import { provideOnly } from './refusal';

interface ShellDisplay {
  id: number;
  bounds: Rectangle;
  workArea: Rectangle;
}

/**
 * One display that is larger than any. Which ones there are only Chromium knows, and by itself it moves a window that
 * would open out of sight.
 */
const EVERYWHERE: Rectangle = { x: -16_384, y: -16_384, width: 32_768, height: 32_768 };

const display: ShellDisplay = provideOnly({ id: 1, bounds: EVERYWHERE, workArea: EVERYWHERE }, 'Display');

export const screen = provideOnly({ getAllDisplays: (): ShellDisplay[] => [display] }, 'screen');
