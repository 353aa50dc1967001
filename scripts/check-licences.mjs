/**
 * Holds every installed package to what may be in this repository: a licence that is known to be fine, a version that is pinned, and
 * a place in the lock file with its hash. Works offline, from `node_modules` and `package-lock.json` alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Of what is shipped: licences that ask for no more than to be named. */
const PERMISSIVE = new Set([
  ...['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0'],
  ...['OFL-1.1', 'Unlicense', 'Zlib', 'WTFPL', 'Python-2.0'],
]);
/** Of what only builds and tests it, and so is never handed on. */
const FOR_DEVELOPMENT = new Set([...PERMISSIVE, 'MPL-2.0', 'CC-BY-4.0', 'CC-BY-3.0', 'LGPL-3.0-or-later']);

/**
 * What is wrong with the packages of a lock file, each in words.
 *
 * @param {{ packages?: Record<string, { version?: string, license?: string, integrity?: string, resolved?: string, dev?: boolean, devOptional?: boolean, optional?: boolean, link?: boolean }> }} lock
 * @param {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} manifest
 * @param {(path: string) => string | null} licenceOf what an installed package says of its licence; `null` where it is not installed
 * @returns {string[]}
 */
export function problemsOf(lock, manifest, licenceOf) {
  const problems = [];
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) problems.push(`${name} is not pinned: ${version}`);
  }
  for (const [path, entry] of Object.entries(lock.packages ?? {})) {
    if (path === '') continue;
    const isForDevelopment = entry.dev === true || entry.devOptional === true;
    if (entry.resolved !== undefined) problems.push(`${path} names where it was fetched from: ${entry.resolved}`);
    // Those of other systems are left out of the lock file's hashes where they were never fetched.
    if (entry.integrity === undefined && entry.optional !== true) problems.push(`${path} has no hash`);
    const licence = licenceOf(path) ?? entry.license ?? null;
    if (licence === null) problems.push(`${path} says nothing of its licence`);
    else if (!isAllowed(licence, isForDevelopment ? FOR_DEVELOPMENT : PERMISSIVE)) {
      problems.push(`${path} is under ${licence}`);
    }
  }
  return problems;
}

/**
 * `(MIT OR GPL-3.0)` is fine where one of the two is, `MIT AND CC-BY-4.0` where both are.
 *
 * @param {string} expression
 * @param {ReadonlySet<string>} allowed
 * @returns {boolean}
 */
export function isAllowed(expression, allowed) {
  const plain = expression.replaceAll(/[()]/g, ' ').trim();
  return plain.split(/\s+OR\s+/).some((all) => all.split(/\s+AND\s+/).every((licence) => allowed.has(licence.trim())));
}

/**
 * @param {string} path
 * @returns {string | null}
 */
function installedLicence(path) {
  try {
    const { license, licenses } = JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8'));
    const said = license ?? licenses;
    if (Array.isArray(said)) return said.map((one) => one.type ?? one).join(' OR ');
    return typeof said === 'object' ? (said?.type ?? null) : (said ?? null);
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
  const problems = problemsOf(read('package-lock.json'), read('package.json'), installedLicence);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}
