/** Electron's `session`: there is the default one, which is Chromium's profile. */
import type { Session } from 'electron';
import type { CDPSession } from 'playwright';
import { Emitter } from './emitter';
import { applyPermissions } from './permissions';
import { protocol } from './protocol';
import { NotProvidedError, provideOnly } from './refusal';
import { ShellWebRequest } from './web-request';

type Provided = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

type Permission = Parameters<Parameters<Session['setPermissionCheckHandler']>[0] & {}>[1];
type RequestHandler = (
  contents: never,
  permission: never,
  callback: (isGranted: boolean) => void,
  details: never,
) => void;
type CheckHandler = (contents: never, permission: never, origin: string, details: never) => boolean;
type DeviceHandler = (details: never) => boolean;

export class ShellSession extends Emitter implements Provided {
  readonly webRequest = provideOnly(new ShellWebRequest(), 'webRequest');
  readonly protocol = protocol;
  private requestHandler: RequestHandler | null = null;
  private checkHandler: CheckHandler | null = null;
  private chromium: { browserCdp: CDPSession; contents: object } | null = null;

  constructor() {
    super('session', ['will-download']);
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler;
    void this.apply();
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler;
    void this.apply();
  }

  /** Chromium's profile keeps all devices from pages. So a handler is asked once, and refused where it lets one in. */
  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    if (handler === null) return;
    for (const deviceType of ['hid', 'serial', 'usb']) {
      if (Reflect.apply(handler, undefined, [{ deviceType, origin: 'null', device: {} }])) {
        throw new NotProvidedError(`access to devices (${deviceType})`);
      }
    }
  }

  /** Tells Chromium what the handlers answer, now and whenever they change. */
  attach(browserCdp: CDPSession, contents: object): Promise<void> {
    this.chromium = { browserCdp, contents };
    return this.apply();
  }

  detach(): void {
    this.chromium = null;
  }

  private async apply(): Promise<void> {
    if (this.chromium === null) return;
    const { browserCdp, contents } = this.chromium;
    await applyPermissions(browserCdp, { decide: (permission) => this.decide(permission, contents) });
  }

  private async decide(permission: Permission, contents: object): Promise<boolean> {
    const { checkHandler, requestHandler } = this;
    const origins = [...protocol.schemes].map((scheme) => `${scheme}://`);
    for (const origin of origins) {
      const details = { requestingUrl: origin, isMainFrame: true };
      if (checkHandler !== null && !Reflect.apply(checkHandler, undefined, [contents, permission, origin, details])) {
        return false;
      }
      if (requestHandler === null) continue;
      const isGranted = await new Promise<boolean>((resolve) =>
        Reflect.apply(requestHandler, undefined, [contents, permission, resolve, details]),
      );
      if (!isGranted) return false;
    }
    return true;
  }
}

export const defaultSession = provideOnly(new ShellSession(), 'session');

export const session = provideOnly({ defaultSession }, 'session');
