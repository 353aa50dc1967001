/** Runs a command of an installed package, after making sure that it is installed: `with-packages.mjs CMD ARGS…`. */
import { delimiter, join } from 'node:path';
import { ensurePackages, ROOT } from './packages.mjs';
import { runInPlace } from './run-child.mjs';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  process.stderr.write('Usage: node scripts/with-packages.mjs COMMAND ARGUMENTS…\n');
  process.exit(2);
}
ensurePackages();
const path = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
runInPlace(command, args, { env: { ...process.env, PATH: path } });
