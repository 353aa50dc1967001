/**
 * Electron's permission handlers, asked beforehand: Chromium is told, for each permission that it has, what the handlers
 * answer for the application's origins. There is no telling Chromium to ask when a page does.
 */
import type { CDPSession } from 'playwright';

type ElectronPermission = Parameters<Parameters<Electron.Session['setPermissionCheckHandler']>[0] & {}>[1];

/** Chromium's names, as `Browser.setPermission` takes them, and Electron's for the same. */
const PERMISSIONS: Readonly<Record<string, ElectronPermission>> = {
  accelerometer: 'sensors',
  'ambient-light-sensor': 'sensors',
  'background-fetch': 'background-fetch',
  'background-sync': 'background-sync',
  camera: 'media',
  'captured-surface-control': 'captured-surface-control',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'display-capture': 'display-capture',
  geolocation: 'geolocation',
  gyroscope: 'sensors',
  'idle-detection': 'idle-detection',
  'keyboard-lock': 'keyboardLock',
  'local-fonts': 'local-fonts',
  'local-network': 'local-network',
  'local-network-access': 'local-network-access',
  'loopback-network': 'loopback-network',
  magnetometer: 'sensors',
  microphone: 'media',
  midi: 'midi',
  nfc: 'nfc',
  notifications: 'notifications',
  'payment-handler': 'payment-handler',
  'periodic-background-sync': 'periodic-background-sync',
  'persistent-storage': 'persistent-storage',
  'pointer-lock': 'pointerLock',
  'screen-wake-lock': 'screen-wake-lock',
  'speaker-selection': 'speaker-selection',
  'storage-access': 'storage-access',
  'system-wake-lock': 'system-wake-lock',
  'top-level-storage-access': 'top-level-storage-access',
  'web-app-installation': 'web-app-installation',
  'window-management': 'window-management',
};

/** What the application answers; Electron grants whatever nobody decides. */
export interface PermissionJudge {
  decide(permission: ElectronPermission): Promise<boolean>;
}

/** Tells Chromium the answers. A permission that this Chromium does not know cannot be granted by it either. */
export async function applyPermissions(browserCdp: CDPSession, judge: PermissionJudge): Promise<void> {
  await Promise.all(
    Object.entries(PERMISSIONS).map(async ([name, electronName]) => {
      const setting = (await judge.decide(electronName)) ? 'granted' : 'denied';
      await browserCdp.send('Browser.setPermission', { permission: { name }, setting }).catch(() => {});
    }),
  );
}
