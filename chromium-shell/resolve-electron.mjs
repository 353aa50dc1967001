/** A module hook of Node's: `electron` is the shell's module of that name. */

const SHELL = new URL('./electron.js', import.meta.url).href;

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  if (/^electron(\/(main|common))?$/.test(specifier)) return { url: SHELL, format: 'module', shortCircuit: true };
  return nextResolve(specifier, context);
}
