/** How the shell says that it does not provide something: by name, and at once. Runs on Node and in the page. */

/** Thrown wherever a part of Electron is used that the shell does not have. */
export class NotProvidedError extends Error {
  override name = 'NotProvidedError';
  constructor(what: string, hint = 'Run Offprint on Electron, or add it to chromium-shell/.') {
    super(`The Chromium shell does not provide ${what}. ${hint}`);
  }
}

/** What the language and its tools look for on any object: an answer of `undefined` is the truth. */
const ASKED_OF_ANYTHING = new Set([
  'then',
  'toJSON',
  'asymmetricMatch',
  'nodeType',
  '$$typeof',
  '@@__IMMUTABLE_ITERABLE__@@',
]);

/**
 * Wraps `target` so that reading or writing a member that it does not have throws a NotProvidedError.
 *
 * @param name how Electron calls the object, as in `BrowserWindow`
 */
export function provideOnly<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object) && !ASKED_OF_ANYTHING.has(key)) {
        throw new NotProvidedError(`${name}.${key}`);
      }
      return Reflect.get(object, key, receiver);
    },
    set(object, key, value, receiver) {
      if (typeof key === 'string' && !(key in object)) throw new NotProvidedError(`${name}.${key}`);
      return Reflect.set(object, key, value, receiver);
    },
  });
}

/** A stand-in for a whole module of Electron that the shell does not have: it can be imported, and nothing else. */
export function provideNothing(name: string): object {
  const refuse = (): never => {
    throw new NotProvidedError(name);
  };
  // A function, so that it can be called with `new` as Electron's classes are.
  return new Proxy(function refused() {}, {
    apply: refuse,
    construct: refuse,
    set: refuse,
    get(_target, key) {
      if (typeof key !== 'string' || ASKED_OF_ANYTHING.has(key)) return undefined;
      throw new NotProvidedError(`${name}.${key}`);
    },
  });
}

/**
 * Refuses options that the shell does not know, and values that it cannot honour.
 *
 * @param rules the options that are known; a function says whether it can honour a value
 * @throws NotProvidedError that names the option
 */
export function refuseUnknownOptions(
  options: object,
  name: string,
  rules: Readonly<Record<string, true | ((value: unknown) => boolean)>>,
): void {
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (rule === undefined) throw new NotProvidedError(`the option ${name}.${key}`);
    if (rule !== true && !rule(value)) throw new NotProvidedError(`${name}.${key}: ${JSON.stringify(value)}`);
  }
}
