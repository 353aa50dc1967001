/** Writes digest files of invented papers for the specs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface InventedPaper {
  title: string;
  abstract?: string;
  /** `3 authors`, or an organization as `handle Display Name`; none for a paper without byline. */
  by?: string;
  /** As the byline has it: `Jan 16, 2025 2`. */
  published?: string;
}

export function digestText(heading: string, papers: InventedPaper[]): string {
  const header = ['new', 'Get trending papers in your email inbox!', 'Subscribe', 'Daily Papers'];
  const entries = papers.map(({ title, abstract, by, published }) => {
    const text = abstract ?? `We study ${title.toLowerCase()} and find that it repays study. The results hold up.`;
    const byline = by ? `\n\n${/authors?$/.test(by) ? `  • ${by}` : by}\n·\n${published ?? 'Jan 16, 2025'}` : '';
    return `${title}\n\n${text}${byline}`;
  });
  return `${[...header, 'byAK and the research community', heading, ...entries].join('\n\n')}\n`;
}

/** Writes a digest and returns its path. */
export function writeDigest(folder: string, name: string, heading: string, papers: InventedPaper[]): string {
  const path = join(folder, name);
  writeFileSync(path, digestText(heading, papers));
  return path;
}

/** `Paper of moss 1`, `Paper of moss 2` …, each with an abstract of its own. */
export function inventPapers(topic: string, count: number): InventedPaper[] {
  return Array.from({ length: count }, (_, index) => ({
    title: `Paper of ${topic} ${index + 1}`,
    abstract: `On ${topic}, part ${index + 1}: ${WORDS.slice(index % 7, (index % 7) + 9).join(' ')} ${topic}${index}. It holds.`,
    by: `${index + 1} authors`,
    published: `Jan ${(index % 28) + 1}, 2025 ${index}`,
  }));
}

const WORDS =
  'lantern orchard harbour violin copper meadow glacier ember thicket pebble saffron willow anchor quartz'.split(' ');
