/** Reduces text to what is compared: letters and numbers, whatever their case, width, accents, punctuation or spacing. */

const HAS_OTHER_THAN_ASCII = /[^\0-\x7f]/;

/** Greek letters by the names that LaTeX has for them: `$\alpha$-nets` and `α-nets` are one title. */
const GREEK = new Map(
  Object.entries({
    ...{ α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', ζ: 'zeta', η: 'eta', θ: 'theta', ι: 'iota' },
    ...{ κ: 'kappa', λ: 'lambda', μ: 'mu', ν: 'nu', ξ: 'xi', ο: 'omicron', π: 'pi', ρ: 'rho', σ: 'sigma', τ: 'tau' },
    ...{ υ: 'upsilon', φ: 'phi', χ: 'chi', ψ: 'psi', ω: 'omega' },
  }),
);

/** LaTeX commands that say how something is set, or stand for a sign, and the letters that have two shapes. */
const COMMAND =
  /\\(?:math[a-z]+|text[a-z]*|emph|operatorname|times|cdot|circ|infty|sim|approx|leq|geq|pm|to|rightarrow)(?![a-z])|\\var(?=[a-z])/gi;

/** Only the letters and numbers of the text. Folding what is folded changes nothing. */
export function fold(text: string): string {
  const plain = withoutCommands(text);
  if (!HAS_OTHER_THAN_ASCII.test(plain)) return plain.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return foldOthers(plain)
    .toLowerCase()
    .replace(/[^a-z0-9\u0080-\uffff]+/g, '');
}

/**
 * The text as bytes in UTF-8 in which ASCII is left as it is and everything else is folded: what remains is either an
 * ASCII sign, which `a` to `z` (in either case) and `0` to `9` tell from the rest, or part of a folded letter or number.
 */
export function encodeForFolding(text: string): Uint8Array {
  const plain = withoutCommands(text);
  return Buffer.from(HAS_OTHER_THAN_ASCII.test(plain) ? foldOthers(plain) : plain);
}

function withoutCommands(text: string): string {
  return text.includes('\\') ? text.replace(COMMAND, ' ') : text;
}

/** Folds whatever is not ASCII; signs among it become spaces. ASCII stays, as no mark changes the letter before it. */
function foldOthers(text: string): string {
  return text.replace(/[^\0-\x7f]+/g, (run) => foldLetters(run).replace(/[^\p{L}\p{N}]+/gu, ' '));
}

/**
 * Lower, then upper, then lower case brings together what one step leaves apart (ẞ, ß and SS; ı and I; ς and σ). Once
 * before marks are taken away, for the mark that is a letter in upper case (the iota of ᾳ and ΑΙ); once behind, for
 * the letters that only then come to light (of ㎒, say).
 */
function foldLetters(text: string): string {
  const bare = withoutMarks(text.toLowerCase().toUpperCase());
  const folded = withoutMarks(bare.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ'));
  return folded.replace(/[α-ω]/g, (letter) => GREEK.get(letter) ?? letter);
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}
