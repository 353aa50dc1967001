/** What the bench found, as a table for a reader and as JSON for the record. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Sample } from './statistics';

export interface Measurement {
  name: string;
  /** Milliseconds, unless `unit` says otherwise. */
  value: number;
  unit: 'ms' | 'MB' | 'count' | 'ratio';
  /** What the value is held against: the floor of the same run, by name. */
  floor?: { name: string; value: number };
  /** What the value, or the ratio to its floor, is meant to be. */
  target?: { atMost?: number; atLeast?: number; of: 'value' | 'ratio' };
  noise?: number;
}

export function timed(name: string, sample: Sample, rest: Partial<Measurement> = {}): Measurement {
  return { name, value: sample.median, unit: 'ms', noise: sample.noise, ...rest };
}

export function ratioOf({ value, floor }: Measurement): number | null {
  return floor ? value / floor.value : null;
}

/** Whether the target is met; `null` where there is none. */
export function isMet(measurement: Measurement): boolean | null {
  const { target } = measurement;
  if (!target) return null;
  const held = target.of === 'value' ? measurement.value : (ratioOf(measurement) ?? Number.NaN);
  return held <= (target.atMost ?? Number.POSITIVE_INFINITY) && held >= (target.atLeast ?? Number.NEGATIVE_INFINITY);
}

export function printTable(measurements: Measurement[]): void {
  const rows = measurements.map((measurement) => {
    const ratio = ratioOf(measurement);
    const { target } = measurement;
    const bound = target && (target.atMost !== undefined ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`);
    const met = isMet(measurement);
    return {
      measure: measurement.name,
      value: `${format(measurement.value)} ${measurement.unit}`,
      noise: measurement.noise === undefined ? '' : `±${Math.round(measurement.noise * 100)} %`,
      floor: measurement.floor ? `${format(measurement.floor.value)} (${measurement.floor.name})` : '',
      ratio: ratio === null ? '' : format(ratio),
      target: bound ? `${target.of} ${bound}` : '',
      '': met === null ? '' : met ? 'met' : 'FELL SHORT',
    };
  });
  console.table(rows);
}

export function writeJson(path: string, papers: number, measurements: Measurement[]): void {
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
  const results = measurements.map((measurement) => ({
    ...measurement,
    ratio: ratioOf(measurement),
    isMet: isMet(measurement),
  }));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ papers, machine, results }, null, 2)}\n`);
}

function format(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
