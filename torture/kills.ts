/** Kills a process that writes a journal, again and again, and looks for what it had said was saved. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Journal } from '../src/main/marks/journal';
import { systemFiles } from '../src/main/marks/journal-files';
import { readAll, recordsOf } from '../src/main/marks/journal-for-tests';
import { noTally, seededBelow, type Tally } from './tally';

/** What a kill leaves is in the system's memory, whatever the disk: so this file system is as good as any, and faster. */
const MEMORY = '/dev/shm';
/** After so many kills the journal begins anew. */
const LIFE = 50;
/** No journal of theirs takes more operations in a life. */
const STEPS = 120;
/** Milliseconds that a process lives which is killed from outside, at most. */
const LONGEST_LIFE = 40;

interface KillsOptions {
  kills: number;
  seed: number;
  onProgress(done: number): void;
}

export async function killWriters({ kills, seed, onProgress }: KillsOptions): Promise<Tally> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'offprint-torture-'));
  const script = join(folder, 'writer.mjs');
  const tally = noTally();
  const firsts = Array.from({ length: Math.ceil(kills / LIFE) }, (_, life) => life * LIFE);
  const liveInTurn = async () => {
    for (let first = firsts.shift(); first !== undefined; first = firsts.shift()) {
      const life = new Life(join(folder, `marks-${first}`));
      const below = seededBelow(seed * 1_000_003 + first);
      for (let number = first; number < Math.min(first + LIFE, kills); number++) {
        // Every other one at a step of its own choice, and so at each of them in the end.
        const end = number % 2 === 0 ? 1 + below(STEPS) : 0;
        await life.kill(script, { seed: below(2 ** 31), end, after: below(LONGEST_LIFE) });
        tally.faults++;
        const lost = await life.lost();
        if (lost.length > 0) tally.broken.push(`Kill ${number}: ${lost.join('; ')}`);
        tally.lost += lost.length;
        onProgress(tally.faults);
      }
      tally.acknowledged += life.acknowledged;
      rmSync(life.folder, { recursive: true, force: true });
    }
  };
  try {
    await build({
      entryPoints: [join(import.meta.dirname, 'killed-writer.ts')],
      ...{ outfile: script, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' },
    });
    await Promise.all(Array.from({ length: availableParallelism() }, liveInTurn));
    return tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A journal that several processes write, one after the other. */
class Life {
  acknowledged = 0;
  #first = 1;
  /** Of each field the value that was acknowledged last, and those that were tried since. */
  readonly #fields = new Map<string, { acknowledged: number | undefined; tried: number[] }>();

  constructor(readonly folder: string) {}

  async kill(script: string, { seed, end, after }: { seed: number; end: number; after: number }): Promise<void> {
    const child = spawn(process.execPath, [script, this.folder, String(seed), String(end), String(this.#first)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let errors = '';
    let timer: NodeJS.Timeout | undefined;
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      // Its time begins with its first word: starting takes longer than any of its steps.
      if (end === 0) timer ??= setTimeout(() => child.kill('SIGKILL'), after);
      said += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      errors += part;
    });
    // One that ends itself and did not by then had fewer steps.
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await new Promise((resolve) => child.on('close', resolve));
    clearTimeout(timer);
    clearTimeout(patience);
    if (errors !== '') throw new Error(`The writer failed by itself: ${errors}`);
    // The last line may be cut.
    for (const line of said.split('\n').slice(0, -1)) this.#hear(line);
  }

  #hear(line: string): void {
    const [word, key, json = '{}'] = line.split(' ');
    const [[name, value] = ['', 0]] = Object.entries(JSON.parse(json) as Record<string, number>);
    const field = `${key}.${name}`;
    const known = this.#fields.get(field) ?? { acknowledged: undefined, tried: [] };
    this.#fields.set(field, known);
    this.#first = Math.max(this.#first, value + 1);
    if (word === 'try') {
      known.tried.push(value);
    } else {
      known.acknowledged = value;
      known.tried = known.tried.filter((tried) => tried > value);
      this.acknowledged++;
    }
  }

  /** What was acknowledged and is not there, or is there and never was; opening it mends it. */
  async lost(): Promise<string[]> {
    const journal = Journal.open({
      ...{
        folder: this.folder,
        device: 'this-device',
        files: systemFiles,
        smallest: 4000,
        lookedAt: 500,
        now: Date.now,
      },
    });
    const { lines } = await readAll(journal);
    await journal.close();
    const records = recordsOf(lines);
    const lost: string[] = [];
    for (const [field, { acknowledged, tried }] of this.#fields) {
      const [key, name = ''] = field.split('.');
      const value = records.get(`marks/${key}`)?.[name] as number | undefined;
      const isRight = value === acknowledged || (value !== undefined && tried.includes(value));
      if (!isRight) lost.push(`${field} is ${value}, was ${acknowledged}, tried ${tried}`);
      // What was tried and is there now is no less written than the rest.
      else if (value !== undefined) this.#fields.set(field, { acknowledged: value, tried: [] });
    }
    return lost;
  }
}
