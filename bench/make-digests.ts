/** Makes a synthetic seeds folder, the same for the same seed: `tsx bench/make-digests.ts --papers=N --out=DIR [--seed=1] [--repeats=0]`. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { makeVocabulary, type Vocabulary } from './vocabulary';

export interface MakeOptions {
  /** How many different papers the folder holds. */
  papers: number;
  seed?: number;
  /** The share of entries, from 0 to 0.9, that show a paper of an earlier digest again. */
  repeats?: number;
  /** How many entries a digest has; the last one has what is left. */
  perDigest?: number;
}

export interface MadeDigests {
  digests: number;
  /** Entries, repeated ones included. */
  entries: number;
  papers: number;
  bytes: number;
  /** Bytes of the titles and abstracts of all entries. */
  textBytes: number;
}

export const ENTRIES_PER_DIGEST = 45;
/** The heading of the newest digest. */
const LAST_DAY = Date.UTC(2026, 9, 31);
const DAY = 24 * 60 * 60 * 1000;
/** So that a large library still lies within a few years, several digests may bear the same day. */
const MOST_DAYS = 2500;
/** Repeats show one of the latest so many papers. */
const RECENT = 400;
/** Characters; together with title and byline about 1.5 KB an entry. */
const ABSTRACT_LENGTH = 1360;

/** The share of words that an abstract has of what it is about, and how many such words its title does not have. */
const TOPICAL = 0.15;
const OWN_TOPICS = 6;

const PAGE_HEADER =
  'new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\n';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const ORGANIZATIONS = [
  'tidewater Tidewater Lab',
  'north-quay North Quay Institute',
  'ferrous Ferrous',
  'hazelworks Hazel Works',
  'lantern-ai Lantern AI',
  'opalvalley University of Opal Valley',
  'kestrel-robotics Kestrel Robotics',
  'mossbank Mossbank Centre for Computing',
  'saltmarsh Saltmarsh',
  'ninth-floor Ninth Floor Collective',
  'quietmachines Quiet Machines',
  'bluefen Blue Fen Research',
];

interface Paper {
  title: string;
  abstract: string;
  /** The first line of the byline; `null` for the one in ten that has none. */
  who: string | null;
  /** Milliseconds since 1970, at midnight UTC. */
  publishedOn: number;
  comments: number;
}

/** Writes digests, about 1.5 KB an entry, the oldest first, and sets their modification times. */
export function makeDigests(folder: string, options: MakeOptions): MadeDigests {
  const { papers, seed = 1, repeats = 0, perDigest = ENTRIES_PER_DIGEST } = options;
  if (!Number.isInteger(papers) || papers < 0) throw new RangeError('`papers` must be a whole number, 0 or more.');
  if (!(repeats >= 0 && repeats <= 0.9)) throw new RangeError('`repeats` must be between 0 and 0.9.');
  mkdirSync(folder, { recursive: true });
  const random = randomFrom(seed);
  const vocabulary = makeVocabulary(random);
  const titles = new Set<string>();
  const recent: Paper[] = [];
  const planned = Math.ceil(papers / (1 - repeats) / perDigest);
  const perDay = Math.max(1, Math.ceil(planned / MOST_DAYS));
  const firstDay = LAST_DAY - Math.max(0, Math.ceil(planned / perDay) - 1) * DAY;

  let digests = 0;
  let entries = 0;
  let bytes = 0;
  let textBytes = 0;
  while (titles.size < papers) {
    const day = firstDay + Math.floor(digests / perDay) * DAY;
    const year = new Date(day).getUTCFullYear();
    const texts: string[] = [];
    const shown = new Set<Paper>();
    while (texts.length < perDigest && titles.size < papers) {
      // A first entry of the year before makes the year of the capture plain.
      const isFirst = texts.length === 0;
      let paper = !isFirst && random() < repeats ? recent[Math.floor(random() * recent.length)] : undefined;
      if (paper === undefined || shown.has(paper)) {
        paper = makePaper(random, vocabulary, titles, day, isFirst);
        if (recent.length < RECENT) recent.push(paper);
        else recent[Math.floor(random() * RECENT)] = paper;
      } else {
        paper.comments += Math.floor(random() * 5);
      }
      shown.add(paper);
      textBytes += Buffer.byteLength(paper.title + paper.abstract);
      texts.push(entryText(paper, year));
    }
    const text = `${PAGE_HEADER}${MONTHS[new Date(day).getUTCMonth()]} ${new Date(day).getUTCDate()}\n\n${texts.join('\n\n')}`;
    const number = perDay === 1 ? '' : ` ${String((digests % perDay) + 1).padStart(2, '0')}`;
    const path = join(folder, `${new Date(day).toISOString().slice(0, 10)} Daily Papers${number}.txt`);
    const content = Buffer.from(text);
    writeFileSync(path, content);
    const savedAt = (day + DAY / 3) / 1000;
    utimesSync(path, savedAt, savedAt);
    digests++;
    entries += texts.length;
    bytes += content.length;
  }
  return { digests, entries, papers: titles.size, bytes, textBytes };
}

/** The texts of papers alone, as they stand in the digests. */
export function* makeTexts(papers: number, seed = 1): Generator<{ title: string; abstract: string }> {
  const random = randomFrom(seed);
  const vocabulary = makeVocabulary(random);
  for (let made = 0; made < papers; made++) {
    const title = makeTitle(random, vocabulary);
    yield { title, abstract: makeAbstract(random, vocabulary, title) };
  }
}

function makePaper(
  random: () => number,
  vocabulary: Vocabulary,
  titles: Set<string>,
  day: number,
  isFirst: boolean,
): Paper {
  let title = makeTitle(random, vocabulary);
  while (titles.has(title)) title = makeTitle(random, vocabulary);
  titles.add(title);
  const kind = isFirst ? 0.5 : random();
  let who: string | null = `  • ${1 + Math.floor(random() * random() * 24)} authors`;
  if (kind < 0.1) who = null;
  else if (kind < 0.35) who = ORGANIZATIONS[Math.floor(random() * ORGANIZATIONS.length)] ?? null;
  return {
    title,
    abstract: makeAbstract(random, vocabulary, title),
    who,
    publishedOn: publicationDay(random, day, isFirst),
    comments: random() < 0.4 ? 1 + Math.floor(random() * random() * 40) : 0,
  };
}

/** A day before `day`: of its year for every fourth paper, else of the four years before; never of a later year. */
function publicationDay(random: () => number, day: number, isFirst: boolean): number {
  const newYear = Date.UTC(new Date(day).getUTCFullYear(), 0, 1);
  if (isFirst) return newYear - Math.ceil(random() * 365) * DAY;
  if (random() < 0.25) return newYear + Math.floor((random() * (day - newYear + DAY)) / DAY) * DAY;
  return newYear - Math.ceil(random() * random() * 1460 + 0.001) * DAY;
}

function makeTitle(random: () => number, vocabulary: Vocabulary): string {
  const words = (count: number) =>
    Array.from({ length: count }, () => capitalized(vocabulary.telling(random))).join(' ');
  const two = () => words(1 + Math.floor(random() * 3));
  switch (Math.floor(random() * 6)) {
    case 0:
      return `${words(1).slice(0, 4).toUpperCase()}-${words(1)}: ${two()} for ${two()}`;
    case 1:
      return `${two()} via ${two()}`;
    case 2:
      return `Towards ${two()} with ${two()} and ${two()}`;
    case 3:
      return `Do ${two()} Need ${two()}?`;
    case 4:
      return `${words(2)}: ${two()} in ${two()} under ${two()}`;
    default:
      return `${two()} ${two()} for ${two()}`;
  }
}

/** The words of its title come back in it, and so do some of its own. */
function makeAbstract(random: () => number, vocabulary: Vocabulary, title: string): string {
  const topics: string[] = title.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  for (let count = 0; count < OWN_TOPICS; count++) topics.push(vocabulary.telling(random));
  const word = () =>
    random() < TOPICAL ? (topics[Math.floor(random() * topics.length)] ?? '') : vocabulary.word(random);
  let text = '';
  while (text.length < ABSTRACT_LENGTH - 120 + random() * 100) {
    const length = 9 + Math.floor(random() * 18);
    let sentence = capitalized(word());
    for (let at = 1; at < length; at++) {
      sentence += random() < 0.06 ? ', ' : ' ';
      sentence += word();
    }
    if (random() < 0.1) sentence += ` by ${(random() * 60).toFixed(1)}%`;
    text += `${text === '' ? '' : ' '}${sentence}.`;
  }
  if (random() < 0.2) {
    const name = vocabulary.telling(random);
    text += ` Code is available at https://example.org/${name}/${vocabulary.telling(random)}.`;
  }
  return text;
}

function entryText({ title, abstract, who, publishedOn, comments }: Paper, year: number): string {
  if (who === null) return `${title}\n\n${abstract}`;
  const date = new Date(publishedOn);
  const published = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}`;
  const spelledOut = date.getUTCFullYear() === year ? '' : `, ${date.getUTCFullYear()}`;
  return `${title}\n\n${abstract}\n\n${who}\n·\n${published}${spelledOut}${comments > 0 ? ` ${comments}` : ''}`;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The mulberry32 generator: numbers from 0 to below 1, the same for the same seed everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      papers: { type: 'string', default: '1000' },
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      repeats: { type: 'string', default: '0' },
    },
  });
  if (values.out === undefined) {
    process.stderr.write('Usage: tsx bench/make-digests.ts --papers=N --out=DIR [--seed=1] [--repeats=0]\n');
    process.exitCode = 2;
  } else {
    const made = makeDigests(values.out, {
      papers: Number(values.papers),
      seed: Number(values.seed),
      repeats: Number(values.repeats),
    });
    process.stdout.write(`${JSON.stringify(made)}\n`);
  }
}
