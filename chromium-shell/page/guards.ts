/**
 * What Electron's main process would hear of before Chromium acts on it, and Chromium's own interface does not tell:
 * links that open windows, dropped files, addresses that no request is made for, and menu accelerators. Runs in the
 * preload's world, main frame only.
 */
import type { Accelerator, MessageToMain, WindowDisposition } from '../messages';

/** Takes `secret`'s events for `window.open` from the page's world. */
export function guardPage(secret: string, post: (message: MessageToMain) => void): void {
  window.addEventListener(`${secret}:open`, (event) => {
    if (!(event instanceof CustomEvent)) return;
    const { url, frameName, features } = event.detail as { url: string; frameName: string; features: string };
    post(['window-open', url, frameName, features, features === '' ? 'foreground-tab' : 'new-window']);
  });

  onUnhandled(['click', 'auxclick'], (event) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!(event instanceof MouseEvent) || link === undefined || link.href === '' || link.hasAttribute('download'))
      return;
    const disposition = dispositionOf(event, link.target);
    if (disposition === null) return;
    event.preventDefault();
    post(['window-open', link.href, link.target, '', disposition]);
  });

  onUnhandled(['submit'], (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || isSameWindow(form.target)) return;
    event.preventDefault();
    post(['window-open', form.action, form.target, '', 'foreground-tab']);
  });

  // Electron offers a dropped file to `will-navigate`. Chromium would show it without asking.
  onUnhandled(['dragover', 'drop'], (event) => {
    if (!(event instanceof DragEvent) || event.dataTransfer === null) return;
    if (isTextField(event.target) && !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'dragover') event.dataTransfer.dropEffect = 'none';
    for (const file of event.dataTransfer.files) post(['navigate', `file:///${encodeURIComponent(file.name)}`]);
  });

  // `about:`, `blob:` and the like need no request, so that nothing else can hold them up.
  window.navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    if (sameDocument || /^https?:/i.test(url) || event.downloadRequest !== null) return;
    event.preventDefault();
    post(['navigate', url]);
  });
}

let accelerators: Accelerator[] = [];

export function setAccelerators(list: Accelerator[]): void {
  accelerators = list;
}

/** Gives the keys of menu items to main, where the page does not take them itself. */
export function watchAccelerators(post: (message: MessageToMain) => void): void {
  onUnhandled(['keydown'], (event) => {
    if (!(event instanceof KeyboardEvent) || isEditing(event)) return;
    const pressed = accelerators.find(
      ({ key, control, shift, alt, meta }) =>
        event.key.toLowerCase() === key &&
        event.ctrlKey === control &&
        event.altKey === alt &&
        event.metaKey === meta &&
        // What a key makes of Shift is often in its name already: `?`.
        (event.shiftKey === shift || (!shift && key.length === 1 && key.toUpperCase() === key)),
    );
    if (pressed === undefined) return;
    event.preventDefault();
    post(['accelerator', pressed.id]);
  });
}

/** Whether a text field has its own use for the keys: Chromium's editor comes before the menu. */
function isEditing(event: KeyboardEvent): boolean {
  if (!isTextField(event.target) || event.altKey || !(event.ctrlKey || event.metaKey)) return false;
  return EDITING_KEYS.has(event.key.toLowerCase());
}

const EDITING_KEYS = new Set(['a', 'c', 'v', 'x', 'y', 'z']);

/**
 * Tells when the reader comes back to the window: with the pointer, or by typing. Playwright makes every page believe that
 * it has the focus, so that there are no focus events to go by.
 */
export function watchReturn(post: (message: MessageToMain) => void): void {
  let isAway = true;
  const come = () => {
    if (isAway) post(['focused']);
    isAway = false;
  };
  document.addEventListener('mouseleave', () => {
    isAway = true;
  });
  document.addEventListener('mouseenter', come);
  window.addEventListener('keydown', come, { capture: true });
}

/** Calls `listener` after all of the page's own listeners, where none of them prevented the default. */
function onUnhandled(types: string[], listener: (event: Event) => void): void {
  const last = (event: Event) => {
    if (!event.defaultPrevented) listener(event);
  };
  for (const type of types) {
    window.addEventListener(
      type,
      () => {
        // Added anew while the event is on its way, so that it comes behind whatever was added meanwhile.
        window.removeEventListener(type, last);
        window.addEventListener(type, last, { once: true });
      },
      { capture: true },
    );
  }
}

function dispositionOf(event: MouseEvent, target: string): WindowDisposition | null {
  if (event.button === 1 || event.ctrlKey || event.metaKey) return event.shiftKey ? 'foreground-tab' : 'background-tab';
  if (event.button !== 0) return null;
  if (event.shiftKey) return 'new-window';
  return isSameWindow(target) ? null : 'foreground-tab';
}

function isSameWindow(target: string): boolean {
  return ['', '_self', '_top', '_parent'].includes(target.toLowerCase());
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'));
}
