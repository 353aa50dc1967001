import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutatedDigest, origins } from './mutated-digests';
import { checkReading } from './reading-invariants';

describe('reading', () => {
  it('keeps its invariants for every fixture and sample', () => {
    expect(origins.length).toBeGreaterThan(30);
    for (const origin of origins) checkReading(origin);
  });

  it('keeps them for digests that were cut, joined, shuffled and garbled', () => {
    fc.assert(fc.property(mutatedDigest, checkReading), { numRuns: 2000 });
  });
});
