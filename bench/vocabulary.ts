/** Words for synthetic abstracts: a few that everybody uses, thousands that hardly anybody does, as Zipf's law has it. */

export interface Vocabulary {
  /** A word of running text: the commonest is one in about fourteen. */
  word(random: () => number): string;
  /** A word that is neither an article nor a preposition, any as likely as any other; for titles and names. */
  rareWord(random: () => number): string;
}

/** How many different words there are. */
const SIZE = 9000;
/** So many slots share out the words by their weights; the rarest has one. */
const SLOTS = 1 << 17;

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
  const words = [...new Set([...common, ...content, ...derived])].slice(0, SIZE);
  const slots = shareOut(words.length);
  const pick = (index: number): string => words[index] ?? '';
  return {
    word: (next) => pick(slots[Math.floor(next() * SLOTS)] ?? 0),
    rareWord: (next) => pick(common.length + Math.floor(next() * (words.length - common.length))),
  };
}

/** Which word each slot stands for: the word of rank r has a share of 1 / (r + 2.7)^1.15 (Mandelbrot's form of Zipf's law). */
function shareOut(count: number): Uint16Array {
  const weights = Array.from({ length: count }, (_, rank) => (rank + 2.7) ** -1.15);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const slots = new Uint16Array(SLOTS);
  let filled = 0;
  let reached = 0;
  for (let rank = 0; rank < count; rank++) {
    reached += (weights[rank] ?? 0) / total;
    const end = rank === count - 1 ? SLOTS : Math.round(reached * SLOTS);
    slots.fill(rank, filled, end);
    filled = end;
  }
  return slots;
}
