/**
 * Properties are tried on the same examples every time, so that a change is judged by what it changed. CI looks for others
 * every night; so does `PROPERTY_SEED=1 npx vitest run`, with any number.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED || 20261121) });
