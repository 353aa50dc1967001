/** Electron's `protocol`: the application's own schemes, and who answers for them. */
import type { Protocol } from 'electron';
import { provideOnly, refuseUnknownOptions } from './refusal';

type Provided = Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>;
type Handler = (request: Request) => Response | Promise<Response>;

/**
 * Every scheme becomes an https origin (see app-origin.ts), which has all of these privileges. What it does not have,
 * such as `bypassCSP`, is refused.
 */
const PRIVILEGES = {
  standard: true,
  secure: true,
  supportFetchAPI: true,
  corsEnabled: true,
  stream: true,
  codeCache: true,
  allowServiceWorkers: (value: unknown) => value === false,
  bypassCSP: (value: unknown) => value === false,
} as const;

export class ShellProtocol implements Provided {
  /** Schemes that have an origin inside Chromium. */
  readonly schemes = new Set<string>();
  readonly handlers = new Map<string, Handler>();

  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    for (const { scheme, privileges = {} } of customSchemes) {
      refuseUnknownOptions(privileges, 'protocol privileges', PRIVILEGES);
      this.schemes.add(scheme);
    }
  }

  handle(scheme: string, handler: Handler): void {
    if (this.handlers.has(scheme)) throw new Error(`The scheme '${scheme}' is handled already.`);
    this.schemes.add(scheme);
    this.handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }
}

export const protocol = provideOnly(new ShellProtocol(), 'protocol');
