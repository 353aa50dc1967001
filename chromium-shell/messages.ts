/** What passes between main and the preload: one `encode`d tuple per message. */

export interface Accelerator {
  /** Names the menu item. */
  id: number;
  /** `KeyboardEvent.key`, in lower case. */
  key: string;
  control: boolean;
  shift: boolean;
  alt: boolean;
  meta: boolean;
}

/** How a handler's call ended. Electron lets nothing but the message of an error through. */
export type Outcome = { ok: true; value: unknown } | { ok: false; message: string };

export type MessageToPage =
  | ['reply', call: number, outcome: Outcome]
  | ['event', channel: string, args: unknown[]]
  | ['accelerators', list: Accelerator[]];

export type MessageToMain =
  | ['hello', isSystemDark: boolean]
  | ['preload-failed', message: string]
  | ['invoke', call: number, channel: string, args: unknown[]]
  | ['send', channel: string, args: unknown[]]
  | ['accelerator', id: number]
  | ['window-open', url: string, frameName: string, features: string, disposition: WindowDisposition]
  | ['navigate', url: string]
  | ['system-theme', isDark: boolean]
  | ['focused'];

export type WindowDisposition = 'foreground-tab' | 'background-tab' | 'new-window';
