/** Reading digests, against reading and decoding the same files and nothing else. */
import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFile } from '../src/main/digests/parse-digest';
import { readTextBytes } from '../src/main/digests/read-text';
import type { Measurement } from './report';
import { interleaved, sampleOf } from './statistics';

/** @param folder of digest files */
export async function benchParse(folder: string): Promise<Measurement[]> {
  const paths = (await readdir(folder)).map((name) => join(folder, name));
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  let sink = 0;
  const bare = () => {
    const start = performance.now();
    for (const path of paths) sink += new TextDecoder().decode(readFileSync(path)).length;
    return performance.now() - start;
  };
  const parse = () => {
    const start = performance.now();
    for (const path of paths) {
      const read = readTextBytes(readFileSync(path));
      if (read.ok) sink += parseFile(read.text, { modifiedAt: 0 }, read.problems).captures.length;
    }
    return performance.now() - start;
  };
  bare();
  parse();
  const [bareTimes, parseTimes] = await interleaved(12, bare, parse);
  if (sink === 0) throw new Error('nothing was read');
  const floor = sampleOf(bareTimes);
  const sample = sampleOf(parseTimes);
  return [
    {
      name: `parse ${paths.length} digests, ${Math.round(bytes / 2 ** 20)} MB: share of bare throughput`,
      value: floor.median / sample.median,
      unit: 'ratio',
      noise: floor.noise + sample.noise,
      target: { atLeast: 0.4, of: 'value' },
    },
  ];
}
