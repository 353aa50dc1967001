/** One of the processes of `fuzz.ts`: its arguments are the number of runs and the seed. */
import fc from 'fast-check';
import type { Report } from './fuzz';
import { mutatedDigest } from './mutated-digests';
import { checkReading } from './reading-invariants';

/** fast-check remembers something of each run, so that a million are done in parts, each with a seed of its own. */
const PART = 20_000;

const [runs = 0, seed = 0] = process.argv.slice(2).map(Number);
let done = 0;
while (done < runs) {
  const numRuns = Math.min(PART, runs - done);
  const part = fc.check(
    fc.property(mutatedDigest, (text) => {
      checkReading(text);
      done++;
      if (done % 1000 === 0) report({ done });
    }),
    { numRuns, seed: seed * 1_000_003 + done, endOnFailure: false },
  );
  if (part.failed) {
    report({ broken: `${part.errorInstance}\n${fc.defaultReportMessage(part)}` });
    break;
  }
}
report({ done });

function report(message: Report): void {
  process.send?.(message);
}
