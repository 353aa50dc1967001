/** Where the page lives. */

export const APP_SCHEME = 'app';
export const APP_URL = 'app://offprint/';

/** Whether an address is one of `app://offprint/…`. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username } = new URL(address);
  return protocol === 'app:' && host === 'offprint' && username === '';
}
