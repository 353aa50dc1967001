/** Words for synthetic abstracts: a few that everybody uses, thousands that hardly anybody does, as Zipf's law has it. */

export interface Vocabulary {
  /** A word of running text: the commonest is one in about fifteen. */
  word(random: () => number): string;
  /** A word that is neither an article nor a preposition, as often as running text has it; for titles and names. */
  telling(random: () => number): string;
}

/** How many different words there are: about as many as a million abstracts have, without their numbers and mistakes. */
const SIZE = 200_000;
/** How many of the rarest are made of roots that are words themselves; the rest are names that mean nothing. */
const DERIVED = 20_000;

const COMMON =
  'the of and to a in we that for is on with this our as by are from which an it be can at these model method data show ' +
  'learning models not training using based have results has approach more between language or than performance such ' +
  'while tasks propose policy both their however new state without but each its into learn through present only large ' +
  'across task existing work framework when over methods also image where network reward';
const CONTENT =
  'agent attention benchmark camera cluster context control convergence correlation decoder demonstrate detection diffusion ' +
  'dynamics efficient embedding encoder ensemble entropy environment estimate evaluation evidence experiment explore feature ' +
  'field filter flow forest frame function game gradient graph grasp group hidden human hypothesis inference information input ' +
  'invariant kernel kinetic latent layer linear local loss machine manifold mask matrix measure memory metric mixture module ' +
  'molecule motion neural node noise object offline online operator optimal oracle output parameter particle patch pattern ' +
  'perception physics plan point predict prior probability process program prompt protein proof prune quality quantum query ' +
  'random rank ratio reason recall reconstruct recover recurrent reduce region regret robot robust rotate sample scale scene ' +
  'score search segment semantic sensor sequence shape signal simulate sketch solver sound source space sparse spectral speech ' +
  'stable step stochastic structure student subspace supervise surface symbol synthetic target teacher temporal tensor text ' +
  'texture theory token tool trace track trajectory transfer transform tree trust uncertain uniform update user value variance ' +
  'vector verify video view vision visual voice volume weak weather weight window world zero';
const PREFIXES = [
  '',
  'meta',
  're',
  'pre',
  'co',
  'multi',
  'sub',
  'inter',
  'self',
  'non',
  'hyper',
  'un',
  'auto',
  'cross',
  'bi',
  'semi',
];
const SUFFIXES = ['', 's', 'ing', 'al', 'ity', 'ed', 'er', 'ness', 'wise', 'able', 'ly', 'ization', 'free', 'aware'];

const SYLLABLES =
  'ba be bi bo ca ce co cu da de di do fa fe fi fo ga ge go gra ha he hi jo ka ke la le li lo ma me mi mo na ne ni no pa pe pi ' +
  'po qua ra re ri ro sa se si so sta ta te ti to tra tri u va ve vi vo wa we xa ye za ze zo';
const ENDINGS = ['', 'n', 'r', 's', 'x', 'net', 'lm', 'l', 'ck', 'm'];

export function makeVocabulary(random: () => number): Vocabulary {
  const common = COMMON.split(' ');
  const content = CONTENT.split(' ');
  const derived = PREFIXES.flatMap((prefix) =>
    content.flatMap((stem) => SUFFIXES.map((suffix) => `${prefix}${stem}${suffix}`)),
  );
  for (let at = derived.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const word = derived[at] ?? '';
    derived[at] = derived[other] ?? '';
    derived[other] = word;
  }
  const words = new Set([...common, ...content, ...derived.slice(0, DERIVED)]);
  const syllables = SYLLABLES.split(' ');
  const oneOf = (parts: readonly string[]) => parts[Math.floor(random() * parts.length)] ?? '';
  while (words.size < SIZE) {
    words.add(`${oneOf(syllables)}${oneOf(syllables)}${random() < 0.7 ? oneOf(syllables) : ''}${oneOf(ENDINGS)}`);
  }
  const list = [...words];
  // Mandelbrot's form of Zipf's law: the word of rank r is as frequent as 1 / (r + 2.7)^1.15.
  const weights = list.map((_, rank) => (rank + 2.7) ** -1.15);
  const pickAny = weighedPick(weights);
  const pickTelling = weighedPick(weights.slice(common.length));
  return {
    word: (next) => list[pickAny(next())] ?? '',
    telling: (next) => list[common.length + pickTelling(next())] ?? '',
  };
}

/**
 * Picks places of a list as often as their weights say, for a number from 0 to below 1: every place gets the same share of
 * the numbers, and gives what it has too much of to one other (Walker's alias method, 1977).
 */
function weighedPick(weights: readonly number[]): (number: number) => number {
  const count = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = Float64Array.from(weights, (weight) => (weight * count) / total);
  const others = Uint32Array.from(weights, (_, place) => place);
  const small: number[] = [];
  const large: number[] = [];
  shares.forEach((share, place) => {
    (share < 1 ? small : large).push(place);
  });
  while (small.length > 0 && large.length > 0) {
    const [less, more] = [small.pop() ?? 0, large.pop() ?? 0];
    others[less] = more;
    const left = (shares[more] ?? 0) + (shares[less] ?? 0) - 1;
    shares[more] = left;
    (left < 1 ? small : large).push(more);
  }
  for (const place of [...small, ...large]) shares[place] = 1;
  return (number) => {
    const place = Math.floor(number * count);
    return number * count - place < (shares[place] ?? 1) ? place : (others[place] ?? place);
  };
}
