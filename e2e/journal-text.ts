/** What the marks journals of a profile hold by now: what is in them outlives whatever happens to the application. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function journalText(profile: string): string {
  const folder = join(profile, 'marks');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
}
