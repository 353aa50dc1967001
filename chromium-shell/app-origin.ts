/**
 * Where addresses of the application's own schemes live inside Chromium.
 *
 * Chromium lets nobody add a scheme from outside, so `app://offprint/x` is served as `https://offprint.app.invalid/x`: a
 * secure context with an origin of its own, under a top-level domain that by RFC 2606 no resolver ever answers for.
 */

const TOP = 'invalid';

/** `app://offprint/x` to `https://offprint.app.invalid/x`; other addresses stay as they are. */
export function toChromiumUrl(url: string, schemes: ReadonlySet<string>): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
  const scheme = match?.[1]?.toLowerCase();
  if (match === null || scheme === undefined || !schemes.has(scheme)) return url;
  return new URL(`https://${match[2]}.${scheme}.${TOP}${match[3]}`).href;
}

/** `https://offprint.app.invalid/x` to `app://offprint/x`; other addresses stay as they are. */
export function toAppUrl(url: string, schemes: ReadonlySet<string>): string {
  if (!URL.canParse(url)) return url;
  const { protocol, hostname, port, pathname, search, hash } = new URL(url);
  const match = /^(.+)\.([^.]+)\.invalid$/.exec(hostname);
  const scheme = match?.[2];
  if (protocol !== 'https:' || port !== '' || scheme === undefined || !schemes.has(scheme)) return url;
  return `${scheme}://${match?.[1]}${pathname}${search}${hash}`;
}

/** The origin as Electron tells it: `app://offprint`. */
export function toAppOrigin(url: string, schemes: ReadonlySet<string>): string {
  const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(toAppUrl(url, schemes));
  return match?.[0] ?? 'null';
}

/** Rewrites the sources of a content security policy that name one of the schemes: `app:` or `app://offprint`. */
export function toChromiumPolicy(policy: string, schemes: ReadonlySet<string>): string {
  return policy.replaceAll(
    /(^|[\s;])([a-z][a-z0-9+.-]*):(\/\/[^\s;]+)?(?=[\s;]|$)/gi,
    (source, before, scheme, rest) => {
      if (!schemes.has(scheme.toLowerCase())) return source;
      return `${before}${rest === undefined ? `https://*.${scheme}.${TOP}` : toChromiumUrl(`${scheme}:${rest}`, schemes).replace(/\/$/, rest.endsWith('/') ? '/' : '')}`;
    },
  );
}
